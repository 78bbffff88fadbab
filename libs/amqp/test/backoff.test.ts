import { describe, expect, it } from '@jest/globals';
import { backoffMs, pause } from '@kassahook/amqp/backoff';

describe('backoffMs', () => {
  it('when tries go on, then the pause doubles up to 5 s and stays there, also after hours', () => {
    const middle = () => 0.5;
    expect([0, 1, 2, 5, 6, 1_000_000].map((attempt) => backoffMs(attempt, middle))).toEqual([
      100, 200, 400, 3_200, 5_000, 5_000,
    ]);
  });

  it('when chance is at its ends, then the pause differs by 20 %', () => {
    expect(backoffMs(10, () => 0)).toBe(4_000);
    expect(backoffMs(10, () => 1)).toBeCloseTo(6_000);
  });
});

describe('pause', () => {
  it('when it is given up, before or during, then it returns at once', async () => {
    const stop = new AbortController();
    const during = pause(600_000, stop.signal);
    stop.abort();
    await during;
    await pause(600_000, stop.signal);
    expect(stop.signal.aborted).toBe(true);
  });
});
