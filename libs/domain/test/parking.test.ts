import { describe, expect, it } from '@jest/globals';
import { parkDelay, parksAfter } from '@kassahook/domain/parking';

describe('parkDelay', () => {
  it('when an endpoint stays busy, then an attempt waits 2 s first and longer each time', () => {
    expect([0, 1, 2, 3, 4, 5, 99].map((parks) => parkDelay({ kind: 'busy' }, parks))).toEqual([
      2_000, 10_000, 30_000, 60_000, 120_000, 300_000, 300_000,
    ]);
  });

  it('when an endpoint rests, then the first queue that is long enough is taken, unless it is much too long', () => {
    const rests = [1, 2_000, 2_001, 29_000, 31_000, 100_000, 270_000, 300_000, 10 ** 9];
    expect(rests.map((waitMs) => parkDelay({ kind: 'resting', waitMs }, 3))).toEqual([
      2_000, 2_000, 10_000, 30_000, 60_000, 120_000, 300_000, 300_000, 300_000,
    ]);
    expect(
      [61_000, 125_000, 200_000, 269_000].map((waitMs) => parkDelay({ kind: 'resting', waitMs }, 0)),
    ).toEqual([60_000, 120_000, 120_000, 120_000]);
  });

  it('when an endpoint rests, however long, then an attempt is back within half a minute of that, after three queues at most', () => {
    for (let restMs = 1_000; restMs <= 300_000; restMs += 500) {
      let [leftMs, queues] = [restMs, 0];
      while (leftMs > 0) {
        leftMs -= parkDelay({ kind: 'resting', waitMs: leftMs }, queues);
        queues += 1;
      }
      expect([restMs, -leftMs <= 30_000, queues <= 3]).toEqual([restMs, true, true]);
    }
  });

  it('when another copy is in hand, then an attempt comes back soon, however often it was parked', () => {
    expect([0, 7].map((parks) => parkDelay({ kind: 'claimed' }, parks))).toEqual([2_000, 2_000]);
  });
});

describe('parksAfter', () => {
  it('when an endpoint is busy again and again, then its attempts wait longer each time; after a rest they begin anew', () => {
    expect(parksAfter({ kind: 'busy' }, 0)).toBe(1);
    expect(parksAfter({ kind: 'busy' }, 4)).toBe(5);
    expect(parksAfter({ kind: 'resting', waitMs: 30_000 }, 4)).toBe(1);
  });

  it('when an attempt was parked for anything, then its message says that it was', () => {
    expect(parksAfter({ kind: 'claimed' }, 0)).toBe(1);
  });
});
