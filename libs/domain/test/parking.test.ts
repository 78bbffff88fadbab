import { describe, expect, it } from '@jest/globals';
import { parkDelayWhenBusy, parkDelayWhenResting } from '@kassahook/domain/parking';

describe('parking', () => {
  it('when an endpoint stays busy, then an attempt waits 2 s first and longer each time', () => {
    expect([0, 1, 2, 3, 4, 5, 99].map(parkDelayWhenBusy)).toEqual([
      2_000, 10_000, 30_000, 60_000, 120_000, 300_000, 300_000,
    ]);
  });

  it('when an endpoint rests, then the first queue that is long enough is taken, at most the longest', () => {
    expect([1, 2_000, 2_001, 29_000, 240_000, 10 ** 9].map(parkDelayWhenResting)).toEqual([
      2_000, 2_000, 10_000, 30_000, 300_000, 300_000,
    ]);
  });
});
