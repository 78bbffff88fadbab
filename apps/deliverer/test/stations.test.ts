import { describe, expect, it } from '@jest/globals';
import type { Attempt } from '@kassahook/contracts/attempt';
import type { DeliveryMessage } from '@kassahook/contracts/messages';
import { createStations, type WaitingPlace } from '@kassahook/deliverer/stations';

const message: DeliveryMessage = {
  v: 1,
  deliveryId: 'd',
  eventId: 'e',
  webhookId: 'w',
  accountId: 'a',
  type: 'RECEIPT',
  action: 'CREATE',
  entityId: 'r',
  occurredAt: '2026-05-01T12:00:00.000Z',
  attempt: 1,
  rung: 0,
  dueAtMs: 0,
  parks: 0,
  repeat: false,
  trigger: 'schedule',
};
const NOW = 10_000_000;

function stationsAt(nowMs: number) {
  const published: [DeliveryMessage, WaitingPlace][] = [];
  const recorded: Attempt[] = [];
  const stations = createStations({
    loggedAttempt: () => Promise.resolve(null),
    record: (attempt) => Promise.resolve(recorded.push(attempt) > 0),
    publishLater: (next, place) => Promise.resolve(void published.push([next, place])),
    disableWebhook: () => Promise.resolve(),
    ladder: [0, 60_000],
    clock: { now: () => nowMs },
    worker: 'test',
    parkLimitMs: 3_600_000,
  });
  return { stations, published, recorded };
}
const later = {
  kind: 'later',
  ratePlace: 17,
  notBeforeMs: NOW + 7_200_000,
  rateSinceMs: NOW,
  delayMs: 600_000,
} as const;

describe('stations', () => {
  it('when an attempt waits for its turn, then that is no parking, what it was parked for does not grow, and its place stays its own', async () => {
    const { stations, published } = stationsAt(NOW);
    const parked = { ...message, parks: 2, parkedSinceMs: NOW - 3_000_000 };
    const end = await stations.pace(parked, { ...later, addedMs: 7_200_000 });
    expect(end).toEqual({ kind: 'paced', notBeforeMs: later.notBeforeMs });
    const [[next, place]] = published as [[DeliveryMessage, WaitingPlace]];
    expect(place).toEqual({ kind: 'pace', delayMs: 600_000 });
    expect(next).toMatchObject({ parks: 2, parkedSinceMs: NOW + 4_200_000, notBeforeMs: later.notBeforeMs });
    // Two hours later its endpoint is busy: the limit of an hour is not over.
    const after = stationsAt(later.notBeforeMs);
    expect(await after.stations.park(next, { kind: 'claimed' })).toEqual({ kind: 'parked', delayMs: 2_000 });
    expect(after.published[0]?.[0]).not.toHaveProperty('notBeforeMs');
    expect(after.published[0]?.[0]).toMatchObject({ ratePlace: 17, rateSinceMs: NOW });
    expect(after.recorded).toEqual([]);
  });

  it('when an attempt fails, then the next one has no place and was never parked', async () => {
    const { stations, published } = stationsAt(NOW);
    const tried = { ...message, parks: 1, parkedSinceMs: 1, ratePlace: 17, notBeforeMs: NOW, rateSinceMs: 2 };
    expect(await stations.end(tried, 'RATE_WAITED_TOO_LONG')).toMatchObject({
      kind: 'attempted',
      attempt: { state: 'waiting', errorClass: 'RATE_WAITED_TOO_LONG', request: null },
    });
    expect(published).toEqual([
      [
        { ...message, attempt: 2, rung: 1, dueAtMs: NOW + 60_000 },
        { kind: 'delay', delayMs: 60_000 },
      ],
    ]);
  });
});
