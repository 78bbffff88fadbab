import { describe, expect, it } from '@jest/globals';
import { parkDelay } from '@kassahook/domain/parking';

describe('parkDelay', () => {
  it('when an endpoint stays busy, then an attempt waits 2 s first and longer each time', () => {
    expect([0, 1, 2, 3, 4, 5, 99].map((parks) => parkDelay({ kind: 'busy' }, parks))).toEqual([
      2_000, 10_000, 30_000, 60_000, 120_000, 300_000, 300_000,
    ]);
  });

  it('when an endpoint rests, then the first queue that is long enough is taken, at most the longest', () => {
    const rests = [1, 2_000, 2_001, 29_000, 240_000, 10 ** 9];
    expect(rests.map((waitMs) => parkDelay({ kind: 'resting', waitMs }, 3))).toEqual([
      2_000, 2_000, 10_000, 30_000, 300_000, 300_000,
    ]);
  });

  it('when another copy is in hand, then an attempt comes back soon, however often it was parked', () => {
    expect([0, 7].map((parks) => parkDelay({ kind: 'claimed' }, parks))).toEqual([2_000, 2_000]);
  });
});
