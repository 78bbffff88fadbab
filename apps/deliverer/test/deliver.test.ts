import { describe, expect, it } from '@jest/globals';
import type { DeliveryMessage } from '@kassahook/contracts/messages';
import { endpointOf } from '@kassahook/contracts/subscription';
import { batchOf } from '@kassahook/deliverer/batches';
import { createEndpointGate } from '@kassahook/deliverer/endpointGate';
import { DEFAULT_BREAKER } from '@kassahook/domain/breaker';
import { newId } from '@kassahook/platform/ids';
import { attemptingWith, firstAttempt, webhook } from './attemptingHarness.js';

const { batch: _batch, ...unbatched } = webhook;

/** Sends a delivery that is delivered at once, then what `fields` make of its second message. */
async function sendAgain(fields: Partial<DeliveryMessage>) {
  const { deliver, posts } = attemptingWith({ webhook: unbatched });
  const first = firstAttempt();
  await deliver(first, false);
  const again = { ...first, attempt: 2, trigger: 'manual', resendId: newId(), ...fields } as const;
  const { kind } = await deliver(again, false);
  return { kind, posts: posts.length };
}

describe('attempts of jobs', () => {
  it.each([
    ['was parked', { parks: 1 }],
    ['waited for a turn', { notBeforeMs: 1 }],
  ])(
    'when one %s and its delivery was delivered meanwhile, then it is not sent again',
    async (_what, waited) => {
      expect(await sendAgain({ bulk: true, ...waited })).toEqual({ kind: 'known', posts: 1 });
    },
  );

  it('when one did not wait, or a person asked for it, then it is sent', async () => {
    expect(await sendAgain({ bulk: true })).toEqual({ kind: 'attempted', posts: 2 });
    expect(await sendAgain({ parks: 1 })).toEqual({ kind: 'attempted', posts: 2 });
  });

  it('when one was parked and its delivery still fails, then it is sent', async () => {
    const { deliver, posts } = attemptingWith({ webhook: unbatched, status: 500 });
    const first = firstAttempt();
    await deliver(first, false);
    await deliver(
      { ...first, attempt: 2, trigger: 'manual', resendId: newId(), bulk: true, parks: 1 },
      false,
    );
    expect(posts).toHaveLength(2);
  });
});

describe('a webhook with a rate', () => {
  it('when a probe of its endpoint is under way, then what comes has no turn and is parked, and does not wait to go beside it', async () => {
    const clock = { ms: 0, now: () => clock.ms };
    const gate = createEndpointGate({ clock, concurrencyMax: 20, breaker: DEFAULT_BREAKER });
    const rated = { ...unbatched, maxPerSecond: 1 };
    const attempt = async () => {
      const admitted = await gate.admit(endpointOf(rated));
      return admitted.kind === 'go' ? admitted : undefined;
    };
    for (let failure = 0; failure < DEFAULT_BREAKER.failures; failure += 1) (await attempt())?.done('failed');
    clock.ms = DEFAULT_BREAKER.pauseMs;
    expect(await attempt()).toBeDefined();
    const { deliver, deliverBatch, posts, waiting, singles } = attemptingWith({ webhook: rated, gate });
    expect(await deliver(firstAttempt(), false)).toMatchObject({ kind: 'parked' });
    await deliverBatch({ ...batchOf([firstAttempt(), firstAttempt()]), attempt: 2, rung: 1 }, false);
    const places = [...waiting, ...singles].map(({ place }) => place.kind);
    expect({ places, posts }).toEqual({ places: ['park', 'park'], posts: [] });
  });
});
