import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { changeWordsOf, reasonWordOf } from '../src/pages/settings/auditWords.js';

it('when access ends by itself, then each reason that the store writes has words', () => {
  const store = readFileSync(
    new URL('../../../libs/postgres/src/oauthTokenStore.ts', import.meta.url),
    'utf8',
  );
  const max = /LASTING_MAX = (\d+)/.exec(store)?.[1] ?? '';
  const reasons = [...store.matchAll(/await end\(grant, ['`](.+?)['`], transaction\)/g)].map(
    ([, reason = '']) => reason.replace('${LASTING_MAX}', max),
  );
  expect(reasons.length).toBeGreaterThan(3);
  expect(reasons.filter((reason) => reasonWordOf(reason) === null)).toEqual([]);
});

describe('a changed webhook', () => {
  const wordsOf = (...changed: string[]) =>
    changeWordsOf({ action: 'webhook.changed', details: { changed } });

  it.each([
    ['an overlap', ['secret', 'previousSealedSecret', 'previousSecretUntil']],
    ['no overlap', ['secret']],
  ])('when its secret was replaced with %s, then that is said and no field', (_, changed) => {
    expect(wordsOf(...changed)).toEqual({ said: 'audit.said.webhookSecretRotated', fields: [] });
  });

  it('when its URL was changed, then the time of its start, which nobody set, is not told', () => {
    expect(wordsOf('url', 'enabledAt').fields).toEqual(['audit.fields.url']);
    expect(wordsOf('isActive', 'enabledAt').fields).toEqual(['audit.fields.isActive']);
  });

  it('when something else was changed with its secret, then each field is told', () => {
    expect(wordsOf('secret', 'url')).toEqual({
      said: 'audit.said.webhookChanged',
      fields: ['audit.fields.secret', 'audit.fields.url'],
    });
  });
});
