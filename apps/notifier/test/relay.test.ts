import { describe, expect, it } from '@jest/globals';
import type { EventHint } from '@kassahook/contracts/messages';
import { createRelay, type RelayOutbox } from '@kassahook/notifier/relay';

function hintAt(ms: number): EventHint {
  return {
    v: 1,
    eventId: `event-${ms}`,
    source: 'mongo',
    accountId: 'a',
    type: 'RECEIPT',
    action: 'CREATE',
    entityId: `r${ms}`,
    occurredAt: new Date(ms).toISOString(),
  };
}

/** An outbox as both stores keep it. */
function outboxOf(left: readonly EventHint[]): RelayOutbox {
  return {
    hintsOlderThan: ({ before, limit }) =>
      Promise.resolve(left.filter((hint) => new Date(hint.occurredAt) <= before).slice(0, limit)),
  };
}

describe('the relay', () => {
  it('when its oldest 500 events are stuck, then they do not hide the younger ones', async () => {
    const left = Array.from({ length: 620 }, (_, index) => hintAt(index));
    const published: string[] = [];
    const relay = createRelay({
      outboxes: { postgres: outboxOf([]), mongo: outboxOf(left) },
      publishHints: (hints) => {
        published.push(...hints.map((hint) => hint.eventId));
        return Promise.resolve();
      },
      hintsWaiting: () => Promise.resolve(0),
      clock: { now: () => 10_000 },
      ageMs: 1_000,
    });
    expect([await relay.round(), await relay.round(), await relay.round()]).toEqual([500, 120, 0]);
    expect(new Set(published).size).toBe(620);
  });
});
