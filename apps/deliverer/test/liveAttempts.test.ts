import { describe, expect, it } from '@jest/globals';
import type { Attempt } from '@kassahook/contracts/attempt';
import { liveFact, type LiveFact } from '@kassahook/contracts/live';
import { createLiveAttempts } from '../src/liveAttempts.js';

const attempt = (change: Partial<Attempt> = {}): Attempt => ({
  id: 'a',
  deliveryId: 'd',
  eventId: 'e',
  webhookId: 'w',
  accountId: 'watched',
  type: 'RECEIPT',
  action: 'CREATE',
  entityId: 'r',
  occurredAt: new Date(0),
  attempt: 1,
  rung: 0,
  trigger: 'schedule',
  at: new Date(0),
  state: 'delivered',
  errorClass: null,
  request: { url: 'http://secret/', headers: { authorization: 'secret' } },
  response: { status: 200, headers: {}, body: 'secret' },
  timings: null,
  remoteAddress: null,
  worker: 'w1',
  nextAttemptAt: null,
  nextRung: null,
  ...change,
});
const failed = { state: 'waiting', errorClass: 'TIMEOUT', response: null } as const;

function watching() {
  const facts: LiveFact[] = [];
  const observe = createLiveAttempts({
    isWatched: (accountId) => accountId === 'watched',
    tell: (_accountId, told) => void facts.push(liveFact.parse(told)),
  });
  const healthOf = () => facts.flatMap((told) => (told.event === 'health' ? [told.data.state] : []));
  return { facts, observe, healthOf };
}

describe('telling of attempts', () => {
  it('when nobody watches the account, then nothing is told', () => {
    const { facts, observe } = watching();
    observe([attempt({ accountId: 'other' })]);
    expect(facts).toEqual([]);
  });

  it('when an attempt is told, then without what was sent and answered', () => {
    const { facts, observe } = watching();
    observe([attempt()]);
    expect(facts[0]).toMatchObject({ event: 'delivery', data: { id: 'd', attempts: 1, lastStatus: 200 } });
    expect(JSON.stringify(facts)).not.toContain('secret');
  });

  it('when outcomes go on as they were, then health is told at its turns only', () => {
    const { observe, healthOf } = watching();
    observe([attempt(), attempt(), attempt(failed), attempt(failed), attempt()]);
    expect(healthOf()).toEqual(['healthy', 'failing', 'healthy']);
  });

  it('when a delivery ended without a request, or went to a callback, then it says nothing of health', () => {
    const { observe, healthOf } = watching();
    observe([
      attempt({ state: 'cancelled', errorClass: 'WEBHOOK_DISABLED', response: null }),
      attempt({ type: 'OPERATION', webhookId: 'o', entityId: 'o' }),
    ]);
    expect(healthOf()).toEqual([]);
  });

  it('when somebody sent it again, then it has no number in the schedule', () => {
    const { facts, observe } = watching();
    observe([attempt({ trigger: 'manual' })]);
    expect(facts[0]?.data).not.toHaveProperty('attempts');
  });
});
