import { describe, expect, it } from '@jest/globals';
import { followAddress, untyped } from '../src/ui/typedText.js';

describe('a field that is a filter in the address', () => {
  it('when the address comes after more was typed, then nothing typed is lost', () => {
    const typed = { ...untyped(''), text: 'молок', asked: ['мол', 'моло'] };
    const once = followAddress(typed, 'мол');
    expect(once).toEqual({ text: 'молок', value: 'мол', asked: ['моло'] });
    expect(followAddress(once, 'моло')).toEqual({ text: 'молок', value: 'моло', asked: [] });
  });

  it('when the address has not changed, then the field has not', () => {
    const typed = { ...untyped(''), text: 'м' };
    expect(followAddress(typed, '')).toBe(typed);
  });

  it('when the filter is taken away, or comes by going back, then the field says so', () => {
    const typed = { text: 'молоко', value: 'молоко', asked: [] };
    expect(followAddress(typed, '')).toEqual(untyped(''));
    expect(followAddress(typed, 'сыр')).toEqual(untyped('сыр'));
  });
});
