import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createThrottle } from '../src/live/throttle.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('the refreshing of a live list', () => {
  it('when two things happen at once, then the list is read at once and again a second later', async () => {
    let reads = 0;
    const throttle = createThrottle(() => void (reads += 1));
    throttle.ask();
    throttle.ask();
    throttle.ask();
    expect(reads).toBe(1);
    await jest.advanceTimersByTimeAsync(999);
    expect(reads).toBe(1);
    await jest.advanceTimersByTimeAsync(1);
    expect(reads).toBe(2);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(reads).toBe(2);
  });

  it('when the list is another one meanwhile, then what is still wished is done for that one', async () => {
    const reads: string[] = [];
    const throttle = createThrottle(() => void reads.push('all'));
    throttle.ask();
    throttle.ask();
    throttle.use(() => void reads.push('filtered'));
    await jest.advanceTimersByTimeAsync(1_000);
    expect(reads).toEqual(['all', 'filtered']);
  });

  it('when a list could not be read, then it is read again without anything being told', async () => {
    let reads = 0;
    const throttle = createThrottle(() => {
      reads += 1;
      return reads === 1 ? Promise.reject(new Error('no answer')) : Promise.resolve();
    });
    throttle.ask();
    await jest.advanceTimersByTimeAsync(5_000);
    expect(reads).toBe(2);
  });

  it('when the page is left, then nothing is read for it any more', async () => {
    let reads = 0;
    const throttle = createThrottle(() => {
      reads += 1;
      return Promise.reject(new Error('no answer'));
    });
    throttle.ask();
    throttle.ask();
    throttle.stop();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(reads).toBe(1);
  });
});
