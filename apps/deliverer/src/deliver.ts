import type { Attempt } from '@kassahook/contracts/attempt';
import type { DeliveryMessage } from '@kassahook/contracts/messages';
import type { Subscription } from '@kassahook/contracts/subscription';
import { decide, type Decision } from '@kassahook/domain/decide';
import type { Ladder } from '@kassahook/domain/ladder';
import { errorClassOf, type AttemptOutcome, type InternalErrorClass } from '@kassahook/domain/outcome';
import type { Clock } from '@kassahook/platform/clock';
import { attemptIdOf, resendAttemptIdOf } from '@kassahook/platform/ids';
import type { EndpointGate } from './endpointGate.js';
import type { Posted } from './postDelivery.js';

/** How a delivery message ended: every message ends in exactly one of these. */
export type DeliveryEnd =
  | { kind: 'attempted'; attempt: Attempt; decision: Decision }
  | { kind: 'parked'; delayMs: number }
  /** The attempt was already logged: this message is a repeat. */
  | { kind: 'known'; attempt: Attempt };

export interface DeliverDeps {
  subscriptionsOf: (accountId: string) => Promise<Subscription[]>;
  /** The attempt of this id, when it was logged before. */
  loggedAttempt: (attemptId: string) => Promise<Attempt | null>;
  /** The body of an event whose message does not carry it; null when it is in no store. */
  bodyOf: (eventId: string) => Promise<string | null>;
  post: (message: DeliveryMessage, webhook: Subscription, body: string) => Promise<Posted>;
  /** Resolves when the attempt is durable. */
  record: (attempt: Attempt) => Promise<void>;
  /** Publish to the delay queue, or to the parking queue, confirmed. */
  publishLater: (
    message: DeliveryMessage,
    queue: { kind: 'delay' | 'park'; delayMs: number },
  ) => Promise<void>;
  disableWebhook: (webhook: { accountId: string; webhookId: string; reason: string }) => Promise<void>;
  gate: EndpointGate;
  ladder: Ladder;
  clock: Clock;
  worker: string;
  parkLimitMs: number;
}

/**
 * Makes one attempt of a delivery and sees it to its next station. The order is the guarantee: attempt logged, then the next
 * station published (confirmed), then the caller acks. Killed in between, the message comes again, meets its own attempt in
 * the log and only repeats what came after it.
 * @throws whatever a dependency of ours throws; what a receiver does is a result, not an exception
 */
export function createDeliver(deps: DeliverDeps) {
  const { gate, ladder, clock, parkLimitMs } = deps;

  return async function deliver(message: DeliveryMessage, redelivered: boolean): Promise<DeliveryEnd> {
    const attemptId = idOf(message);
    if (redelivered || message.repeat || message.attempt > 1 || message.parks > 0) {
      const logged = await deps.loggedAttempt(attemptId);
      if (logged) {
        await followUp(logged, message);
        return { kind: 'known', attempt: logged };
      }
    }
    const webhook = (await deps.subscriptionsOf(message.accountId)).find(
      (one) => one.id === message.webhookId,
    );
    if (!webhook) return end(message, 'WEBHOOK_DELETED');
    if (!webhook.isActive) return end(message, 'WEBHOOK_DISABLED');
    const body = message.body ?? (await deps.bodyOf(message.eventId));
    if (body === null) return end(message, 'EVENT_LOST');

    const admitted = await gate.admit(webhook.id, message.parks);
    if (admitted.kind === 'park') {
      if (clock.now() - message.dueAtMs > parkLimitMs) return end(message, 'PARKED_TOO_LONG');
      await deps.publishLater(
        { ...message, parks: message.parks + 1 },
        { kind: 'park', delayMs: admitted.delayMs },
      );
      return { kind: 'parked', delayMs: admitted.delayMs };
    }
    const startedAtMs = clock.now();
    let failed = true;
    let posted: Posted;
    try {
      posted = await deps.post(message, webhook, body);
      failed = errorClassOf(posted.outcome) !== null;
    } finally {
      // Before the attempt is logged: that takes up to 100 ms in which the endpoint would be idle.
      admitted.done(failed);
    }
    return finish(message, { ...posted, startedAtMs });
  };

  function end(message: DeliveryMessage, errorClass: InternalErrorClass): Promise<DeliveryEnd> {
    const outcome: AttemptOutcome = { kind: 'ended', errorClass };
    return finish(message, {
      outcome,
      startedAtMs: clock.now(),
      request: null,
      response: null,
      timings: null,
      remoteAddress: null,
    });
  }

  async function finish(
    message: DeliveryMessage,
    { outcome, startedAtMs, ...posted }: Posted & { startedAtMs: number },
  ): Promise<DeliveryEnd> {
    const decision = decide(outcome, message, ladder, clock.now());
    const {
      deliveryId,
      eventId,
      webhookId,
      accountId,
      type,
      action,
      entityId,
      attempt: number,
      rung,
      trigger,
    } = message;
    const attempt: Attempt = {
      id: idOf(message),
      ...{ deliveryId, eventId, webhookId, accountId, type, action, entityId },
      occurredAt: new Date(message.occurredAt),
      attempt: number,
      rung,
      trigger,
      at: new Date(startedAtMs),
      state: decision.state,
      errorClass: errorClassOf(outcome),
      ...posted,
      worker: deps.worker,
      nextAttemptAt: decision.state === 'waiting' ? new Date(decision.dueAtMs) : null,
      nextRung: decision.state === 'waiting' ? decision.rung : null,
    };
    await deps.record(attempt);
    if ('disableWebhook' in decision) {
      await deps.disableWebhook({ accountId, webhookId, reason: decision.disableWebhook });
    }
    if (decision.state === 'waiting') await climb(message, decision);
    return { kind: 'attempted', attempt, decision };
  }

  /** What a logged attempt asks for and may not have got: its process died between the log and the next station. */
  async function followUp(logged: Attempt, message: DeliveryMessage): Promise<void> {
    if (logged.errorClass === 'GONE') {
      const { accountId, webhookId } = message;
      await deps.disableWebhook({ accountId, webhookId, reason: 'GONE' });
    }
    if (logged.nextAttemptAt === null || logged.nextRung === null) return;
    await climb(message, { rung: logged.nextRung, dueAtMs: logged.nextAttemptAt.getTime() });
  }

  async function climb(message: DeliveryMessage, to: { rung: number; dueAtMs: number }): Promise<void> {
    const next = { ...message, attempt: message.attempt + 1, rung: to.rung, dueAtMs: to.dueAtMs, parks: 0 };
    // A ladder that became shorter since: what stood higher waits on its last rung.
    const delayMs = ladder[to.rung] ?? ladder.at(-1) ?? 0;
    await deps.publishLater(next, { kind: 'delay', delayMs });
  }
}

function idOf(message: DeliveryMessage): string {
  return message.resendId === undefined
    ? attemptIdOf(message.deliveryId, message.attempt)
    : resendAttemptIdOf(message.deliveryId, message.resendId);
}
