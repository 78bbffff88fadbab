import { describe, expect, it } from '@jest/globals';
import { attemptIdOf, deliveryIdOf } from '@kassahook/platform/ids';
import { createCountPending, PENDING_LOOKED_AT, type CountPendingDeps } from '../src/stats/countPending.js';

const webhook = {
  id: '0199c3f2-7c11-7b3a-9a51-3f1f6a5f0c15',
  url: 'https://shop.example/',
  maxPerSecond: null,
};
const NOW = Date.parse('2026-03-01T09:00:00.000Z');
const HOUR_MS = 3_600_000;

/** Counts where nothing waits, but for what `deps` say. */
const countPending = (deps: Partial<CountPendingDeps>) =>
  createCountPending({
    newestEventIds: () => Promise.resolve([]),
    storedAttempts: (ids) => Promise.resolve(new Set(ids)),
    laterRetries: () => Promise.resolve(0),
    dueRetries: () => Promise.resolve([]),
    deliveredOf: () => Promise.resolve(new Set()),
    restsUntil: () => Promise.resolve(new Map()),
    longestWaitMs: 24 * HOUR_MS,
    setAsideMs: () => HOUR_MS,
    clock: { now: () => NOW },
    ...deps,
  })('a', webhook);

describe('what waits, beyond what is looked at', () => {
  it('when the newest thousand retries were made and older ones are parked, then it is said that there may be more', async () => {
    // 1,200 attempts that a retry follows; the retries of the 200 oldest (those that came back after a day) are parked.
    const due = Array.from({ length: 1_200 }, (_, index) => ({
      deliveryId: deliveryIdOf(`0199c3f2-7c11-7b3a-9a51-${String(index).padStart(12, '0')}`, webhook.id),
      attempt: 1,
      nextAttemptAt: new Date(NOW - 1),
    }));
    const parkedIds = new Set(due.slice(1_000).map(({ deliveryId }) => attemptIdOf(deliveryId, 2)));
    const pending = await countPending({
      storedAttempts: (ids) => Promise.resolve(new Set(ids.filter((id) => !parkedIds.has(id)))),
      dueRetries: ({ limit }) => Promise.resolve(due.slice(0, limit)),
    });
    expect(pending.parked > 0 || pending.isMore).toBe(true);
  });

  it('when a thousand wait for a later retry, then there may be more; what was made before the longest wait is not looked at', async () => {
    let madeSince = NOW;
    const pending = await countPending({
      laterRetries: (query) => {
        madeSince = query.madeSince.getTime();
        return Promise.resolve(query.limit);
      },
    });
    expect(pending).toMatchObject({ retrying: PENDING_LOOKED_AT, total: PENDING_LOOKED_AT, isMore: true });
    expect(NOW - madeSince).toBe(25 * HOUR_MS);
  });

  it('when a lost retry was delivered by hand since, then it is not overdue; what is parked will be sent all the same', async () => {
    const dueHours = [0.5, 2, 3];
    const due = dueHours.map((hours, index) => ({
      deliveryId: deliveryIdOf(`0199c3f2-7c11-7b3a-9a51-${String(index).padStart(12, '0')}`, webhook.id),
      attempt: 1,
      nextAttemptAt: new Date(NOW - hours * HOUR_MS),
    }));
    const byHand = new Set(due.slice(0, 2).map(({ deliveryId }) => deliveryId));
    const pending = await countPending({
      storedAttempts: () => Promise.resolve(new Set()),
      dueRetries: () => Promise.resolve(due),
      deliveredOf: (ids) => Promise.resolve(new Set(ids.filter((id) => byHand.has(id)))),
    });
    expect(pending).toMatchObject({ parked: 1, overdue: 1, total: 2 });
  });
});
