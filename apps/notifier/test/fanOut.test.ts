import { describe, expect, it } from '@jest/globals';
import type { OutboxRecord, StoredEvent } from '@kassahook/contracts/event';
import type { EventHint } from '@kassahook/contracts/messages';
import type { Subscription } from '@kassahook/contracts/subscription';
import { createFilterAllowance } from '@kassahook/domain/filterAllowance';
import { MASK_ALL } from '@kassahook/domain/mask';
import { createMatching } from '@kassahook/domain/matching';
import { createFanOut } from '@kassahook/notifier/fanOut';

const OCCURRED_AT = '2026-05-01T12:00:00.000Z';
const LINES = 66;

/** A webhook whose filter looks at every line of a receipt, and finds none that it wants. */
const webhook = {
  ...{ id: 'w', accountId: 'a', url: 'https://shop.example/', isActive: true, mask: MASK_ALL },
  filter: { 'positions.price': { eq: 2 } },
} as unknown as Subscription;

const hintOf = (eventId: string): EventHint => ({
  ...({ v: 1, source: 'mongo', type: 'RECEIPT', action: 'CREATE' } as const),
  ...{ eventId, accountId: 'a', entityId: eventId, occurredAt: OCCURRED_AT },
});

function recordOf({ v: _v, ...hint }: EventHint): OutboxRecord {
  const positions = Array.from({ length: LINES }, () => ({ price: 1 }));
  return { ...hint, snapshot: JSON.stringify({ positions }) };
}

/** A fan-out whose stores fail as often as is said; an account may take 1000 steps, and no time goes by. */
function fanOutThatFails({ storing = 0, publishing = 0 }) {
  const outbox = new Map<string, OutboxRecord>();
  const stored = new Map<string, StoredEvent>();
  const published: string[] = [];
  const allowance = createFilterAllowance({ now: () => 0, stepsPerSecond: 1_000 });
  const fanOut = createFanOut({
    outboxes: {
      postgres: { load: () => Promise.resolve([]), clear: () => Promise.resolve() },
      mongo: {
        load: (hints) => Promise.resolve(hints.flatMap(({ eventId }) => outbox.get(eventId) ?? [])),
        clear: (records) => {
          for (const { eventId } of records) outbox.delete(eventId);
          return Promise.resolve();
        },
      },
    },
    subscriptionsOf: () => Promise.resolve(new Map([['a', [{ ...webhook }]]])),
    events: {
      insertMany: (events) => {
        if (storing-- > 0) return Promise.reject(new Error('the store is down'));
        const known = new Set(events.map(({ id }) => id).filter((id) => stored.has(id)));
        for (const event of events) if (!known.has(event.id)) stored.set(event.id, event);
        return Promise.resolve(known);
      },
      byIds: (ids) => Promise.resolve(ids.flatMap((id) => stored.get(id) ?? [])),
    },
    publishFirst: ({ body }) => {
      if (publishing-- > 0) return Promise.reject(new Error('the broker is down'));
      published.push(body);
      return Promise.resolve();
    },
    publishForBatches: () => Promise.resolve(),
    matching: createMatching({ allowance }),
    clock: { now: () => Date.parse(OCCURRED_AT) },
  });
  const write = (ids: readonly string[]): EventHint[] => {
    const hints = ids.map(hintOf);
    for (const hint of hints) outbox.set(hint.eventId, recordOf(hint));
    return hints;
  };
  return { fanOut, write, allowance, stored, published };
}

async function untilDone(run: () => Promise<unknown>): Promise<number> {
  for (let tries = 1; ; tries += 1) {
    const isDone = await run().then(
      () => true,
      () => false,
    );
    if (isDone) return tries;
  }
}

describe('fan-out of a batch that is tried again', () => {
  it('when a store was down, then filters are charged once, and what they hold back is not heard', async () => {
    const { fanOut, write, allowance, stored } = fanOutThatFails({ storing: 20 });
    const batch = write(['1', '2']);
    expect(await untilDone(() => fanOut(batch))).toBe(21);
    expect([...stored.values()].map(({ webhookIds }) => webhookIds)).toEqual([[], []]);
    const left = allowance.leftOf('a');
    await fanOut(write(['3', '4']));
    expect(1_000 - left).toBe(left - allowance.leftOf('a'));
  });

  it('when its hints are tried again in smaller batches, then what each was heard by is known still', async () => {
    const { fanOut, write, allowance, stored } = fanOutThatFails({ storing: 3 });
    const [first, second] = write(['1', '2']);
    if (!first || !second) throw new Error('no hints');
    await expect(fanOut([first, second])).rejects.toThrow('the store is down');
    const left = allowance.leftOf('a');
    await untilDone(() => fanOut([first]));
    await untilDone(() => fanOut([second]));
    expect(allowance.leftOf('a')).toBe(left);
    expect([...stored.values()].map(({ webhookIds }) => webhookIds)).toEqual([[], []]);
  });

  it('when a batch goes beyond the allowance, then trying it again does not get it more', async () => {
    const { fanOut, write, allowance, stored } = fanOutThatFails({ storing: 1 });
    const batch = write(Array.from({ length: 12 }, (_, index) => String(index)));
    await untilDone(() => fanOut(batch));
    expect(allowance.leftOf('a')).toBe(0);
    const heard = [...stored.values()].filter(({ webhookIds }) => webhookIds.length > 0).length;
    expect(heard).toBeGreaterThanOrEqual(12 - Math.floor(1_000 / LINES));
  });

  it('when the broker was down, then what was stored first is published', async () => {
    const { fanOut, write, allowance, published } = fanOutThatFails({ publishing: 2 });
    allowance.take('a', 1_000);
    const batch = write(['1']);
    expect(await untilDone(() => fanOut(batch))).toBe(3);
    expect(published).toHaveLength(1);
  });
});
