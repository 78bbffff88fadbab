import { describe, expect, it } from '@jest/globals';
import { isCut } from '../src/pages/deliveries/storedBody.js';

describe('a stored answer', () => {
  it('when it has as many bytes as are kept, then it was cut, in whatever alphabet it is', () => {
    expect([isCut('a'.repeat(4_096)), isCut('ж'.repeat(2_048)), isCut('ж'.repeat(2_000))]).toEqual([
      true,
      true,
      false,
    ]);
  });
});
