import { describe, expect, it } from '@jest/globals';
import { createTurns, type TurnsDeps } from '@kassahook/deliverer/turns';

const webhook = { id: 'w', maxPerSecond: 10 };
const HOUR = 3_600_000;
const NOW = 1_000_000;

type Taken = Awaited<ReturnType<TurnsDeps['take']>>;
type Answer = Awaited<ReturnType<TurnsDeps['ask']>>;

/** Turns over a line that answers as told; what it was asked is kept. */
function turnsWith(
  { taken = [], answers = [] }: { taken?: Taken[]; answers?: Partial<Answer>[] },
  options: { hereMax?: number } = {},
) {
  const limits: number[] = [];
  const asked: number[][] = [];
  const givenUp: number[] = [];
  const turns = createTurns({
    take: ({ waitMaxMs }) => {
      limits.push(waitMaxMs);
      return Promise.resolve(taken.shift());
    },
    ask: (_webhook, places) => {
      asked.push(places);
      const answer = answers.shift() ?? {};
      return Promise.resolve({ granted: 0, freeInMs: 0, line: null, isHeadMissing: false, ...answer });
    },
    giveUp: (_webhookId, place) => Promise.resolve(void givenUp.push(place)),
    clock: { now: () => NOW },
    waitLimitMs: HOUR,
    ...options,
  });
  const turnOf = (to: typeof webhook, place: object, onWait: () => void) =>
    turns.turnOf(to, { attemptId: 'a', ...place }, onWait);
  return { turnOf, giveUp: turns.giveUp, limits, asked, givenUp };
}
const noWait = () => {
  throw new Error('waits');
};
const noop = () => undefined;

describe('turns', () => {
  it('when nobody is before it, then it goes without waiting', async () => {
    const { turnOf, asked } = turnsWith({ taken: [null] });
    expect(await turnOf(webhook, {}, noWait)).toEqual({ kind: 'now' });
    expect(asked).toEqual([]);
  });

  it('when its turn is near, then it waits here, says so first, and asks until it goes', async () => {
    const { turnOf, asked } = turnsWith({
      taken: [{ place: 7, waitMs: 20 }],
      answers: [{ freeInMs: 15, line: { head: 7, tail: 8 } }, { granted: 1 }],
    });
    let waited = 0;
    const startedMs = performance.now();
    expect(await turnOf(webhook, {}, () => (waited += 1))).toEqual({ kind: 'now' });
    expect(waited).toBe(1);
    expect(performance.now() - startedMs).toBeGreaterThan(12);
    expect(asked).toEqual([[7], [7]]);
  });

  it('when its turn is far, then it keeps its place and waits in the longest queue that ends before it', async () => {
    const { turnOf } = turnsWith({ taken: [{ place: 7, waitMs: 12_000.4 }] });
    expect(await turnOf(webhook, {}, noWait)).toEqual({
      kind: 'later',
      ratePlace: 7,
      notBeforeMs: NOW + 12_001,
      rateSinceMs: NOW,
      delayMs: 10_000,
      addedMs: 12_001,
    });
  });

  it('when it comes back and others are still before it, then it keeps its place, and takes no other', async () => {
    const line = { head: 80, tail: 120 };
    const { turnOf, limits } = turnsWith({ answers: [{ freeInMs: 50, line }] });
    const message = { ratePlace: 100, notBeforeMs: NOW + 100, rateSinceMs: NOW - 10_000 };
    expect(await turnOf(webhook, message, noop)).toEqual({
      kind: 'later',
      ratePlace: 100,
      notBeforeMs: NOW + 2_050,
      rateSinceMs: NOW - 10_000,
      delayMs: 500,
      addedMs: 1_950,
    });
    expect(limits).toEqual([]);
  });

  it('when it comes late for its turn, by whatever time, then its place is the one that asks', async () => {
    const { turnOf, asked, limits } = turnsWith({ answers: [{ granted: 1 }] });
    const message = { ratePlace: 3, notBeforeMs: NOW - 600_000, rateSinceMs: NOW - 900_000 };
    expect(await turnOf(webhook, message, noop)).toEqual({ kind: 'now' });
    expect(asked).toEqual([[3]]);
    expect(limits).toEqual([]);
  });

  it('when several stand in line here, then the smallest places ask, whatever the order in which they came', async () => {
    const line = { head: 2, tail: 9 };
    const { turnOf, asked } = turnsWith({
      answers: [{ freeInMs: 5, line }, { granted: 1, line }, { granted: 2 }],
    });
    const order: number[] = [];
    const turns = [5, 2, 8].map(async (ratePlace) => {
      await turnOf(webhook, { ratePlace, notBeforeMs: NOW }, noop);
      order.push(ratePlace);
    });
    await Promise.all(turns);
    expect(order).toEqual([2, 5, 8]);
    expect(asked.slice(1)).toEqual([
      [2, 5, 8],
      [5, 8],
    ]);
  });

  it('when the one before all is missing, then the first here stays to see it, and the others go and wait', async () => {
    const line = { head: 1, tail: 9_000 };
    const { turnOf } = turnsWith({
      answers: [
        { line, isHeadMissing: true },
        { line, isHeadMissing: true },
        { granted: 1, line },
      ],
    });
    const first = turnOf(webhook, { ratePlace: 4_000, notBeforeMs: NOW }, noop);
    expect(await turnOf(webhook, { ratePlace: 5_000, notBeforeMs: NOW }, noop)).toMatchObject({
      kind: 'later',
      delayMs: 60_000,
    });
    expect(await first).toEqual({ kind: 'now' });
  });

  it('when no turn is within the limit, or the limit is over, then the wait is too long', async () => {
    const { turnOf, limits } = turnsWith({ taken: [undefined] });
    expect(await turnOf(webhook, {}, noWait)).toEqual({ kind: 'tooLong' });
    expect(await turnOf(webhook, { rateSinceMs: NOW - HOUR }, noWait)).toEqual({ kind: 'tooLong' });
    expect(limits).toEqual([HOUR]);
  });

  it('when the limit ends before the turn of a place, then the place is given up', async () => {
    const { turnOf, givenUp } = turnsWith({ answers: [{ line: { head: 1, tail: 900 } }] });
    const message = { ratePlace: 500, notBeforeMs: NOW, rateSinceMs: NOW - HOUR + 10_000 };
    expect(await turnOf(webhook, message, noop)).toEqual({ kind: 'tooLong' });
    expect(givenUp).toEqual([500]);
  });

  it('when a message ends without its turn, then only a place that it has is given up', async () => {
    const { giveUp, givenUp } = turnsWith({});
    await giveUp({ webhookId: 'w' });
    await giveUp({ webhookId: 'w', ratePlace: 5 });
    expect(givenUp).toEqual([5]);
  });

  it('when as many wait here as may, then a fresh one waits in the queue of its own kind, and one from there does not', async () => {
    const line = { head: 1, tail: 9 };
    const { turnOf } = turnsWith(
      {
        taken: [
          { place: 1, waitMs: 30 },
          { place: 2, waitMs: 30 },
        ],
        answers: [{ freeInMs: 30, line }, { granted: 1 }, { granted: 1 }],
      },
      { hereMax: 1 },
    );
    const first = turnOf(webhook, {}, noop);
    // The first one is waiting as soon as its place is known.
    await Promise.resolve();
    expect(await turnOf(webhook, {}, noWait)).toMatchObject({ kind: 'later', delayMs: 0 });
    const back = turnOf(webhook, { ratePlace: 2, notBeforeMs: NOW + 10 }, noop);
    expect(await Promise.all([first, back])).toEqual([{ kind: 'now' }, { kind: 'now' }]);
  });
});
