import { describe, expect, it } from '@jest/globals';
import { isGoneHere, isRemovedHere, noteMadeAgain, removeHere } from '../src/pages/products/removedHere.js';

describe('a product that is deleted here', () => {
  it('when its deletion is under way and answered, then nothing is asked of it, until it is made again', async () => {
    const during: boolean[] = [];
    await removeHere('a', () => {
      during.push(isRemovedHere('a'), isGoneHere('a'));
      return Promise.resolve();
    });
    expect([during, isRemovedHere('a'), isGoneHere('a')]).toEqual([[true, false], true, true]);
    noteMadeAgain('a');
    expect([isRemovedHere('a'), isGoneHere('a')]).toEqual([false, false]);
  });

  it('when its deletion is refused, then it is as it was', async () => {
    await expect(removeHere('b', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect([isRemovedHere('b'), isGoneHere('b')]).toEqual([false, false]);
  });
});
