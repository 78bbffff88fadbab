import { describe, expect, it } from '@jest/globals';
import type { EventHint } from '@kassahook/contracts/messages';
import { AppError } from '@kassahook/platform/errors';
import { createSilentLogger } from '@kassahook/platform/logger';
import { createMetrics } from '@kassahook/platform/metrics';
import { waitFor } from '@kassahook/testing/waitFor';
import { createHintPublisher } from '../src/events/hintPublisher.js';

const hint: EventHint = {
  v: 1,
  eventId: 'e',
  source: 'mongo',
  accountId: 'a',
  type: 'RECEIPT',
  action: 'CREATE',
  entityId: 'r',
  occurredAt: '2026-03-01T00:00:00.000Z',
};

/** An announcer whose broker and clock the test plays; counts its warnings. */
function announcer() {
  const clock = { nowMs: 0, now: () => clock.nowMs };
  const metrics = createMetrics({ process: 'test', defaults: false });
  const logger = createSilentLogger();
  const warnings: object[] = [];
  logger.warn = (facts: object) => void warnings.push(facts);
  const sent: { hints: EventHint[]; resolve: () => void; reject: (error: Error) => void }[] = [];
  const announce = createHintPublisher({
    publish: (hints) => new Promise<void>((resolve, reject) => void sent.push({ hints, resolve, reject })),
    logger,
    metrics,
    clock,
  });
  const counted = async (result: string): Promise<number> => {
    const line = (await metrics.render()).split('\n').find((text) => text.includes(`result="${result}"`));
    return Number(line?.split(' ').at(-1) ?? 0);
  };
  return { announce, clock, warnings, sent, counted };
}

const down = () => new AppError('down', { code: 'AMQP_UNAVAILABLE', retryable: true });

/** What was announced in this turn of the event loop is on its way. */
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

describe('announcing hints', () => {
  it('when several commits are announced in one turn, then their hints go together and are counted as published', async () => {
    const { announce, sent, counted } = announcer();
    announce([hint, hint]);
    announce([hint]);
    await nextTurn();
    expect(sent.map(({ hints }) => hints.length)).toEqual([3]);
    sent[0]?.resolve();
    await waitFor(async () => (await counted('published')) === 3);
  });

  it('when many fail, then the caller hears nothing and there is one line a second', async () => {
    const { announce, clock, warnings, sent, counted } = announcer();
    announce([hint]);
    await nextTurn();
    sent[0]?.reject(down());
    await waitFor(async () => (await counted('failed')) === 1);
    announce(Array.from({ length: 49 }, () => hint));
    await nextTurn();
    sent[1]?.reject(down());
    await waitFor(async () => (await counted('failed')) === 50);
    expect(warnings).toEqual([{ hints: 1, code: 'AMQP_UNAVAILABLE' }]);
    clock.nowMs = 1_000;
    announce([hint]);
    await nextTurn();
    sent[2]?.reject(down());
    await waitFor(() => warnings.length === 2);
    expect(warnings[1]).toEqual({ hints: 50, code: 'AMQP_UNAVAILABLE' });
  });

  it('when 2000 wait for the broker, then further ones are left to the relay until a place is free', async () => {
    const { announce, sent, counted } = announcer();
    announce([hint]);
    await nextTurn();
    announce(Array.from({ length: 2_010 }, () => hint));
    await nextTurn();
    expect(sent.map(({ hints }) => hints.length)).toEqual([1, 1_999]);
    expect(await counted('skipped')).toBe(11);
    sent[0]?.resolve();
    await waitFor(async () => (await counted('published')) === 1);
    announce([hint]);
    await nextTurn();
    expect(sent).toHaveLength(3);
  });
});
