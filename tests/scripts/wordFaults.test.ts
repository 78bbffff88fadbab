import { describe, expect, it } from '@jest/globals';
import { wordFaults } from '../../scripts/cabinet/wordFaults.js';

const faultsOf = (ru: object, en: object, source: string): string[] =>
  wordFaults({ languages: { ru: { shop: ru }, en: { shop: en } }, sources: [source] });

describe('the words of the cabinet', () => {
  it('when every key is there in every language and named, then nothing is wrong', () => {
    const ru = {
      open: 'Открыть',
      count_one: '{{count}} чек',
      count_few: '{{count}} чека',
      count_many: '{{count}} чеков',
      count_other: '{{count}} чека',
    };
    const en = { open: 'Open', count_one: 'one receipt', count_other: '{{count}} receipts' };
    expect(faultsOf(ru, en, "t('open'); t('shop:count', { count: 2 })")).toEqual([]);
  });

  it('when a language lacks a key, then the key and the language are told', () => {
    expect(faultsOf({ open: 'Открыть' }, {}, "t('open')")).toContain('shop:open: missing in en');
  });

  it('when a plural form is missing or is none of the language, then it is told', () => {
    const ru = { count_one: '{{count}} чек', count_other: '{{count}} чека' };
    const en = { count_one: 'a receipt', count_few: 'receipts', count_other: '{{count}} receipts' };
    expect(faultsOf(ru, en, "t('count')")).toEqual([
      'shop:count_few: missing in ru',
      'shop:count_many: missing in ru',
      'shop:count_few: en has no such form',
    ]);
  });

  it('when nothing says a key, a text is empty, or placeholders differ, then it is told', () => {
    expect(faultsOf({ open: 'Открыть' }, { open: 'Open' }, '')).toEqual(['shop:open: nothing says it']);
    expect(faultsOf({ open: ' ' }, { open: 'Open' }, "'open'")).toEqual(['shop:open: empty in ru']);
    expect(faultsOf({ open: '{{name}}' }, { open: '{{title}}' }, "'open'")).toEqual([
      'shop:open: the placeholders differ: name / title',
    ]);
  });
});
