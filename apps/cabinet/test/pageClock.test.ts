import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createPageClock } from '../src/ui/pageClock.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('the clock of a page', () => {
  it('when midnight passes while a page is open, then today is another day', () => {
    let nowMs = new Date(2026, 10, 22, 23, 59, 58).getTime();
    const clock = createPageClock(() => nowMs);
    const days: string[] = [];
    const stop = clock.listen(() => void days.push(clock.today()));
    for (let second = 0; second < 3; second += 1) {
      nowMs += 1_000;
      jest.advanceTimersByTime(1_000);
    }
    expect(days).toEqual(['2026-11-22', '2026-11-23', '2026-11-23']);
    stop();
    expect(jest.getTimerCount()).toBe(0);
  });

  it('when nobody listened for a while, then the first look is of now', () => {
    let nowMs = 1_000_000;
    const clock = createPageClock(() => nowMs);
    clock.listen(() => undefined)();
    nowMs += 600_000;
    expect(clock.now()).toBe(1_600_000);
  });
});
