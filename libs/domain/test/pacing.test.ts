import { describe, expect, it } from '@jest/globals';
import { paceDelay } from '@kassahook/domain/pacing';

describe('paceDelay', () => {
  it.each([
    [0, 0],
    [699, 0],
    [700, 500],
    [2_199, 500],
    [10_199, 2_000],
    [59_000, 10_000],
    [86_400_000, 600_000],
  ])(
    'when %i ms are left, then the queue of %i ms is the longest that ends 200 ms before the turn at least',
    (left, delay) => {
      expect(paceDelay(left)).toBe(delay);
    },
  );

  it('when a wait goes from queue to queue, then it ends in memory, before its turn', () => {
    for (const waitMs of [700, 12_345, 86_400_000]) {
      let left = waitMs;
      for (let delay = paceDelay(left); delay > 0; delay = paceDelay(left)) left -= delay;
      expect(left).toBeGreaterThanOrEqual(200);
      expect(left).toBeLessThan(700);
    }
  });
});
