import { describe, expect, it } from '@jest/globals';
import type { DeliveryMessage } from '@kassahook/contracts/messages';
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
