import type { Attempt } from '@kassahook/contracts/attempt';
import { isCallback } from '@kassahook/contracts/event';
import type { DeliveryMessage } from '@kassahook/contracts/messages';
import type { Subscription } from '@kassahook/contracts/subscription';
import { decide, type Decision } from '@kassahook/domain/decide';
import type { Ladder } from '@kassahook/domain/ladder';
import { errorClassOf, type AttemptOutcome, type InternalErrorClass } from '@kassahook/domain/outcome';
import { parkDelayWhenBusy } from '@kassahook/domain/parking';
import type { Clock } from '@kassahook/platform/clock';
import { errorCodeOf } from '@kassahook/platform/errors';
import { attemptIdOf, resendAttemptIdOf } from '@kassahook/platform/ids';
import type { EndpointGate, EndpointOutcome } from './endpointGate.js';
import type { Places } from './places.js';
import type { Posted } from './postDelivery.js';

/** How a delivery message ended: every message ends in exactly one of these. */
export type DeliveryEnd =
  | { kind: 'attempted'; attempt: Attempt; decision: Decision }
  | { kind: 'parked'; delayMs: number }
  /** The attempt was already logged: this message is a repeat. */
  | { kind: 'known'; attempt: Attempt };

export interface DeliverDeps {
  subscriptionsOf: (accountId: string) => Promise<Subscription[]>;
  /** The same from the database: asked before a delivery is ended because its webhook is gone or off. */
  freshSubscriptionsOf: (accountId: string) => Promise<Subscription[]>;
  /** What a callback amounts to as a subscription; undefined when there is none. */
  callbackOf: (delivery: { accountId: string; entityId: string }) => Promise<Subscription | undefined>;
  /** The attempt of this id, when it was logged before. */
  loggedAttempt: (attemptId: string) => Promise<Attempt | null>;
  /** The body of an event whose message does not carry it; null when it is in no store. */
  bodyOf: (eventId: string) => Promise<string | null>;
  post: (message: DeliveryMessage, webhook: Subscription, body: string) => Promise<Posted>;
  /** False when another copy of this attempt holds the claim. */
  claim: (attemptId: string, ttlMs: number) => Promise<boolean>;
  /** Resolves when the attempt is durable; false when another copy of it was stored first: that one counts. */
  record: (attempt: Attempt) => Promise<boolean>;
  /** Publish to the delay queue, or to the parking queue, confirmed. */
  publishLater: (
    message: DeliveryMessage,
    queue: { kind: 'delay' | 'park'; delayMs: number },
  ) => Promise<void>;
  /** `observedAt`: when the receiver said so; a webhook that was switched on after that stays on. */
  disableWebhook: (webhook: {
    accountId: string;
    webhookId: string;
    reason: string;
    observedAt: Date;
  }) => Promise<void>;
  gate: EndpointGate;
  /** For fresh first attempts, which come many to a message. */
  places: Places;
  ladder: Ladder;
  clock: Clock;
  worker: string;
  parkLimitMs: number;
}

/** A claim outlives the request's deadline by what logging the attempt may take. */
const CLAIM_SLACK_MS = 5_000;
/** Faults that lie in what is to be sent: trying again in a second changes nothing, and the owner must see them. */
const UNSENDABLE_CODES: ReadonlySet<string> = new Set([
  'SEALED_TEXT_INVALID',
  'WEBHOOK_SECRET_INVALID',
  'REQUEST_INVALID',
]);

/**
 * Makes one attempt of a delivery and sees it to its next station. The order is the guarantee: attempt logged, then the next
 * station published (confirmed), then the caller acks. Killed in between, the message comes again, meets its own attempt in
 * the log and only repeats what came after it.
 * @throws whatever a dependency of ours throws; what a receiver does is a result, not an exception
 */
export function createDeliver(deps: DeliverDeps) {
  const { gate, ladder, clock, parkLimitMs, places } = deps;

  return async function deliver(message: DeliveryMessage, redelivered: boolean): Promise<DeliveryEnd> {
    // Everything else is bounded by the prefetch of its queue.
    const isFresh = message.attempt === 1 && message.parks === 0 && message.trigger === 'schedule';
    const leave = isFresh ? await places.take() : noop;
    try {
      return await inHand(message, { redelivered, leave });
    } finally {
      leave();
    }
  };

  async function inHand(
    message: DeliveryMessage,
    { redelivered, leave }: { redelivered: boolean; leave: () => void },
  ): Promise<DeliveryEnd> {
    const attemptId = idOf(message);
    const mayBeCopy = redelivered || message.repeat || message.attempt > 1;
    if (mayBeCopy || message.parks > 0) {
      const logged = await deps.loggedAttempt(attemptId);
      if (logged) {
        await followUp(logged, message);
        return { kind: 'known', attempt: logged };
      }
    }
    const webhook = await webhookOf(message);
    if (!webhook) return end(message, 'WEBHOOK_DELETED');
    if (!webhook.isActive) return end(message, 'WEBHOOK_DISABLED');
    const body = message.body ?? (await deps.bodyOf(message.eventId));
    if (body === null) return end(message, 'EVENT_LOST');

    // What a person asked for goes now; a job's many attempts queue up like everybody's.
    const isManual = message.trigger === 'manual' && message.bulk !== true;
    const admitted = isManual ? gate.force(webhook.id) : await gate.admit(webhook.id, message.parks);
    if (admitted.kind === 'park') return park(message, admitted.delayMs);
    const startedAtMs = clock.now();
    let seen: EndpointOutcome = 'unknown';
    let posted: Posted;
    try {
      if (mayBeCopy && !(await deps.claim(attemptId, webhook.timeoutMs + CLAIM_SLACK_MS))) {
        return await park(message, parkDelayWhenBusy(0));
      }
      posted = await deps.post(message, webhook, body);
      seen = errorClassOf(posted.outcome) === null ? 'succeeded' : 'failed';
    } catch (error) {
      if (!UNSENDABLE_CODES.has(errorCodeOf(error) ?? '')) throw error;
      return await end(message, 'UNSENDABLE');
    } finally {
      // Before the attempt is logged: that takes up to 100 ms in which the endpoint would be idle.
      admitted.done(seen);
      leave();
    }
    return finish(message, posted, startedAtMs);
  }

  async function webhookOf(message: DeliveryMessage): Promise<Subscription | undefined> {
    const { accountId, webhookId } = message;
    if (isCallback(message)) return deps.callbackOf(message);
    const cached = (await deps.subscriptionsOf(accountId)).find((one) => one.id === webhookId);
    if (cached?.isActive) return cached;
    // The cache may be the one that has not heard: a delivery is not ended on its word.
    return (await deps.freshSubscriptionsOf(accountId)).find((one) => one.id === webhookId);
  }

  /** The limit counts from the first parking: time in a queue, while no deliverer ran, is nobody's fault. */
  async function park(message: DeliveryMessage, delayMs: number): Promise<DeliveryEnd> {
    const parkedSinceMs = message.parkedSinceMs ?? clock.now();
    if (clock.now() - parkedSinceMs > parkLimitMs) return end(message, 'PARKED_TOO_LONG');
    const parked = { ...message, parks: message.parks + 1, parkedSinceMs };
    await deps.publishLater(parked, { kind: 'park', delayMs });
    return { kind: 'parked', delayMs };
  }

  function end(message: DeliveryMessage, errorClass: InternalErrorClass): Promise<DeliveryEnd> {
    const outcome: AttemptOutcome = { kind: 'ended', errorClass };
    const posted = { outcome, request: null, response: null, timings: null, remoteAddress: null };
    return finish(message, posted, clock.now());
  }

  async function finish(message: DeliveryMessage, posted: Posted, startedAtMs: number): Promise<DeliveryEnd> {
    const { outcome } = posted;
    const decision = decide(outcome, message, ladder, clock.now());
    const { accountId, webhookId } = message;
    // Field by field: copying the rest of an object costs more than everything else here.
    const attempt: Attempt = {
      id: idOf(message),
      deliveryId: message.deliveryId,
      eventId: message.eventId,
      webhookId,
      accountId,
      type: message.type,
      action: message.action,
      entityId: message.entityId,
      occurredAt: new Date(message.occurredAt),
      attempt: message.attempt,
      rung: message.rung,
      trigger: message.trigger,
      at: new Date(startedAtMs),
      state: decision.state,
      errorClass: errorClassOf(outcome),
      request: posted.request,
      response: posted.response,
      timings: posted.timings,
      remoteAddress: posted.remoteAddress,
      worker: deps.worker,
      nextAttemptAt: decision.state === 'waiting' ? new Date(decision.dueAtMs) : null,
      nextRung: decision.state === 'waiting' ? decision.rung : null,
    };
    if (!(await deps.record(attempt))) {
      const first = await deps.loggedAttempt(attempt.id);
      if (first && !isSame(first, attempt)) {
        await followUp(first, message);
        return { kind: 'known', attempt: first };
      }
    }
    if ('disableWebhook' in decision) {
      await deps.disableWebhook({
        accountId,
        webhookId,
        reason: decision.disableWebhook,
        observedAt: attempt.at,
      });
    }
    if (decision.state === 'waiting') await climb(message, decision);
    return { kind: 'attempted', attempt, decision };
  }

  /** What a logged attempt asks for and may not have got: its process died between the log and the next station. */
  async function followUp(logged: Attempt, message: DeliveryMessage): Promise<void> {
    if (logged.errorClass === 'GONE') {
      const { accountId, webhookId } = message;
      await deps.disableWebhook({ accountId, webhookId, reason: 'GONE', observedAt: logged.at });
    }
    if (logged.nextAttemptAt === null || logged.nextRung === null) return;
    await climb(message, { rung: logged.nextRung, dueAtMs: logged.nextAttemptAt.getTime() });
  }

  async function climb(message: DeliveryMessage, to: { rung: number; dueAtMs: number }): Promise<void> {
    const { parkedSinceMs: _over, ...same } = message;
    const next = { ...same, attempt: message.attempt + 1, rung: to.rung, dueAtMs: to.dueAtMs, parks: 0 };
    // A ladder that became shorter since: what stood higher waits on its last rung.
    const delayMs = ladder[to.rung] ?? ladder.at(-1) ?? 0;
    await deps.publishLater(next, { kind: 'delay', delayMs });
  }
}

function noop(): void {
  // Holds no place.
}

/** A flush that was repeated after a lost answer meets its own attempt. */
function isSame(a: Attempt, b: Attempt): boolean {
  return a.worker === b.worker && a.at.getTime() === b.at.getTime();
}

function idOf(message: DeliveryMessage): string {
  return message.resendId === undefined
    ? attemptIdOf(message.deliveryId, message.attempt)
    : resendAttemptIdOf(message.deliveryId, message.resendId);
}
