import { describe, expect, it } from '@jest/globals';
import type { DeliveryMessage } from '@kassahook/contracts/messages';
import { createDelivererMetrics } from '@kassahook/deliverer/delivererMetrics';
import { createHandleMessage, type HandleMessageDeps } from '@kassahook/deliverer/handleMessage';
import { createSilentLogger } from '@kassahook/platform/logger';
import { createMetrics } from '@kassahook/platform/metrics';
import type { OutageStanding } from '@kassahook/platform/outageWatch';
import { waitFor } from '@kassahook/testing/waitFor';

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

/** A handler whose deliveries fail while a dependency is down. */
function handlerWith(world: { standing: OutageStanding }) {
  const never: HandleMessageDeps['bury'] = () => Promise.reject(new Error('not asked for'));
  const handlerOf = createHandleMessage({
    deliverBatch: never as never,
    bury: never,
    outage: () => Promise.resolve(world.standing),
    stopping: new AbortController().signal,
    metrics: createDelivererMetrics({
      metrics: createMetrics({ process: 'test', defaults: false }),
      breakerCounts: () => ({ closed: 0, open: 0, half_open: 0 }),
      inFlight: () => 0,
    }),
    logger: createSilentLogger(),
  });
  let tries = 0;
  const handle = handlerOf(() => {
    tries += 1;
    return world.standing === 'up'
      ? Promise.resolve({ kind: 'sentToBatch' })
      : Promise.reject(new Error('down'));
  });
  const ends: string[] = [];
  const taken = {
    body: Buffer.from(JSON.stringify(message)),
    redelivered: false,
    ack: () => void ends.push('acked'),
    requeue: () => void ends.push('requeued'),
  };
  return { handle: () => handle(taken), ends, tries: () => tries };
}

describe('a message in an outage', () => {
  it('when the outage is short, then it is tried until it is done', async () => {
    const world: { standing: OutageStanding } = { standing: 'down' };
    const { handle, ends, tries } = handlerWith(world);
    const handled = handle();
    await waitFor(() => tries() > 2);
    expect(ends).toEqual([]);
    world.standing = 'up';
    await handled;
    expect(ends).toEqual(['acked']);
  });

  it('when the outage gets long, then it goes back to the queue, and counts as no fault of the message', async () => {
    const world: { standing: OutageStanding } = { standing: 'down' };
    const { handle, ends, tries } = handlerWith(world);
    const handled = handle();
    await waitFor(() => tries() > 1);
    world.standing = 'long';
    await handled;
    expect(ends).toEqual(['requeued']);
  });
});
