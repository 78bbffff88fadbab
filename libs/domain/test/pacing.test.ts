import { describe, expect, it } from '@jest/globals';
import { PACE_IN_MEMORY_MS, paceDelay } from '@kassahook/domain/pacing';

describe('paceDelay', () => {
  it.each([
    [0, 0],
    [499, 0],
    [500, 500],
    [1_999, 500],
    [9_999, 2_000],
    [59_000, 10_000],
    [86_400_000, 600_000],
  ])('when %i ms are left, then the queue of %i ms is the longest that does not end late', (left, delay) => {
    expect(paceDelay(left)).toBe(delay);
  });

  it('when a wait goes from queue to queue, then it ends in memory, before its slot', () => {
    for (const waitMs of [700, 12_345, 86_400_000]) {
      let left = waitMs;
      for (let delay = paceDelay(left); delay > 0; delay = paceDelay(left)) left -= delay;
      expect(left).toBeGreaterThanOrEqual(0);
      expect(left).toBeLessThan(PACE_IN_MEMORY_MS);
    }
  });
});
