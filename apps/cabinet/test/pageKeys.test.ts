import { describe, expect, it } from '@jest/globals';
import { pageKeyOf } from '../src/ui/pageKeys.js';

const pressed = (key: string, code: string, modifiers: object = {}) =>
  pageKeyOf({ key, code, ctrlKey: false, metaKey: false, altKey: false, ...modifiers });

describe('the keys of a page', () => {
  it('when the layout is Russian, then the same places on the keyboard do the same', () => {
    expect([pressed('о', 'KeyJ'), pressed('л', 'KeyK'), pressed('к', 'KeyR')]).toEqual(['j', 'k', 'r']);
    expect([pressed('.', 'Slash'), pressed(',', 'Slash'), pressed('?', 'Digit7')]).toEqual(['/', '?', '?']);
    expect(pressed('л', 'KeyK', { ctrlKey: true })).toBe('mod+k');
  });

  it('when the layout is Latin, then it is the letter that counts, wherever it is', () => {
    expect([pressed('j', 'KeyJ'), pressed('J', 'KeyJ'), pressed('j', 'KeyC')]).toEqual(['j', 'j', 'j']);
    expect([pressed('h', 'KeyJ'), pressed('.', 'Period'), pressed('-', 'Slash')]).toEqual([null, null, null]);
    expect([pressed('/', 'Slash'), pressed('/', 'Digit7'), pressed('?', 'Slash')]).toEqual(['/', '/', '?']);
    expect(pressed('Escape', 'Escape')).toBe('Escape');
    expect(pressed('k', 'KeyK', { metaKey: true })).toBe('mod+k');
  });

  it('when the browser or the system is meant, then the page does nothing', () => {
    expect(pressed('r', 'KeyR', { ctrlKey: true })).toBeNull();
    expect(pressed('к', 'KeyR', { metaKey: true })).toBeNull();
    expect(pressed('j', 'KeyJ', { altKey: true })).toBeNull();
  });
});
