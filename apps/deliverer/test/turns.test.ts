import { describe, expect, it } from '@jest/globals';
import { createTurns } from '@kassahook/deliverer/turns';

const webhook = { id: 'w', maxPerSecond: 10 };
const HOUR = 3_600_000;

/** Turns whose next slot is that many ms away; `asked` are the limits that were asked with. */
function turnsWith(waits: (number | null)[], options: { nowMs?: number; hereMax?: number } = {}) {
  const asked: number[] = [];
  const clock = { now: () => options.nowMs ?? 1_000_000 };
  const reserve = ({ waitMaxMs }: { waitMaxMs: number }) => {
    asked.push(waitMaxMs);
    return Promise.resolve(waits.shift() ?? null);
  };
  const { hereMax } = options;
  const turnOf = createTurns({
    reserve,
    clock,
    waitLimitMs: HOUR,
    ...(hereMax !== undefined && { hereMax }),
  });
  return { turnOf, asked };
}
const noWait = () => {
  throw new Error('waits');
};

describe('turns', () => {
  it('when the slot is now, then it goes without waiting', async () => {
    const { turnOf } = turnsWith([0]);
    expect(await turnOf(webhook, {}, noWait)).toEqual({ kind: 'now' });
  });

  it('when the slot is near, then it waits here, and says so first', async () => {
    const { turnOf } = turnsWith([20]);
    let waited = 0;
    const startedMs = performance.now();
    expect(await turnOf(webhook, {}, () => (waited += 1))).toEqual({ kind: 'now' });
    expect(waited).toBe(1);
    expect(performance.now() - startedMs).toBeGreaterThan(15);
  });

  it('when the slot is far, then it keeps it and waits in the longest queue that ends before it', async () => {
    const { turnOf } = turnsWith([12_000.4]);
    expect(await turnOf(webhook, {}, noWait)).toEqual({
      kind: 'later',
      notBeforeMs: 1_012_001,
      rateSinceMs: 1_000_000,
      delayMs: 10_000,
      addedMs: 12_001,
    });
  });

  it('when it comes back before its slot, then it keeps that slot and no other is reserved', async () => {
    const { turnOf, asked } = turnsWith([]);
    const slot = { notBeforeMs: 1_002_300, rateSinceMs: 990_000 };
    expect(await turnOf(webhook, slot, noWait)).toEqual({
      kind: 'later',
      ...slot,
      delayMs: 2_000,
      addedMs: 0,
    });
    expect(await turnOf(webhook, { ...slot, notBeforeMs: 999_500 }, noWait)).toEqual({ kind: 'now' });
    expect(asked).toEqual([]);
  });

  it('when it missed its slot, then it gets another one, within what is left of the limit', async () => {
    const { turnOf, asked } = turnsWith([0]);
    const slot = { notBeforeMs: 998_000, rateSinceMs: 900_000 };
    expect(await turnOf(webhook, slot, noWait)).toEqual({ kind: 'now' });
    expect(asked).toEqual([HOUR - 100_000]);
  });

  it('when no slot is within the limit, or the limit is over, then the wait is too long', async () => {
    const { turnOf, asked } = turnsWith([null]);
    expect(await turnOf(webhook, {}, noWait)).toEqual({ kind: 'tooLong' });
    expect(await turnOf(webhook, { rateSinceMs: 1_000_000 - HOUR }, noWait)).toEqual({ kind: 'tooLong' });
    expect(asked).toEqual([HOUR]);
  });

  it('when as many wait here as may, then a fresh one waits in the queue of its own kind, and one from there does not', async () => {
    const { turnOf } = turnsWith([30, 30], { hereMax: 1 });
    const first = turnOf(webhook, {}, () => undefined);
    // The first one is waiting as soon as its slot is known.
    await Promise.resolve();
    expect(await turnOf(webhook, {}, noWait)).toMatchObject({ kind: 'later', delayMs: 0 });
    expect(await turnOf(webhook, { notBeforeMs: 1_000_010 }, () => undefined)).toEqual({ kind: 'now' });
    expect(await first).toEqual({ kind: 'now' });
  });
});
