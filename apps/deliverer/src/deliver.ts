import type { Attempt } from '@kassahook/contracts/attempt';
import { batchBody, batchItem } from '@kassahook/contracts/event';
import type { DeliveryMessage } from '@kassahook/contracts/messages';
import { endpointOf, type Subscription } from '@kassahook/contracts/subscription';
import { errorClassOf } from '@kassahook/domain/outcome';
import type { Clock } from '@kassahook/platform/clock';
import { errorCodeOf } from '@kassahook/platform/errors';
import { idOf } from './attemptOf.js';
import type { DeliveryEnd } from './deliveryEnd.js';
import type { EndpointOutcome } from './admitted.js';
import type { EndpointGate } from './endpointGate.js';
import type { Places } from './places.js';
import type { Posted } from './postDelivery.js';
import type { Stations } from './stations.js';
import type { Turns } from './turns.js';

export interface DeliverDeps {
  /** The webhook as it is now; undefined when it was deleted. */
  webhookOf: (message: DeliveryMessage) => Promise<Subscription | undefined>;
  /** The attempt of this id, when it was logged before. */
  loggedAttempt: (attemptId: string) => Promise<Attempt | null>;
  /** The attempt that delivered the delivery; null when none has. */
  deliveredAttempt: (deliveryId: string) => Promise<Attempt | null>;
  /** The body of an event whose message does not carry it; null when it is in no store. */
  bodyOf: (eventId: string) => Promise<string | null>;
  post: (message: DeliveryMessage, webhook: Subscription, body: string) => Promise<Posted>;
  /** False when another copy of this attempt holds the claim. */
  claim: (attemptId: string, ttlMs: number) => Promise<boolean>;
  stations: Stations;
  /** For webhooks that have a rate. */
  turns: Turns;
  gate: EndpointGate;
  /** For fresh first attempts, which come many to a message. */
  places: Places;
  clock: Clock;
}

/** A claim outlives the request's deadline by what logging the attempt may take. */
export const CLAIM_SLACK_MS = 5_000;
/** Faults that lie in what is to be sent: trying again in a second changes nothing, and the owner must see them. */
const UNSENDABLE_CODES: ReadonlySet<string> = new Set([
  'SEALED_TEXT_INVALID',
  'WEBHOOK_SECRET_INVALID',
  'REQUEST_INVALID',
]);

/** Is it the request itself that cannot be sent? */
export function isUnsendable(error: unknown): boolean {
  return UNSENDABLE_CODES.has(errorCodeOf(error) ?? '');
}

/**
 * Makes one attempt of a delivery and sees it to its next station. The order is the guarantee: attempt logged, then the next
 * station published (confirmed), then the caller acks. Killed in between, the message comes again, meets its own attempt in
 * the log and only repeats what came after it.
 * @throws whatever a dependency of ours throws; what a receiver does is a result, not an exception
 */
export function createDeliver(deps: DeliverDeps) {
  const { gate, clock, places, stations, turns } = deps;
  const { park, end } = stations;

  return async function deliver(message: DeliveryMessage, redelivered: boolean): Promise<DeliveryEnd> {
    // Everything else is bounded by the prefetch of its queue.
    const isFresh = message.attempt === 1 && message.parks === 0 && message.trigger === 'schedule';
    const leave = isFresh && message.notBeforeMs === undefined ? await places.take() : noop;
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
    const hasWaited = message.parks > 0 || message.notBeforeMs !== undefined;
    if (mayBeCopy || hasWaited) {
      // A job sends what failed. What the schedule, somebody's resend or another job has delivered while it waited has not.
      const mayBeMended = hasWaited && message.bulk === true;
      const logged =
        (await deps.loggedAttempt(attemptId)) ??
        (mayBeMended ? await deps.deliveredAttempt(message.deliveryId) : null);
      if (logged) {
        await turns.giveUp(message);
        return stations.follow(logged, message);
      }
    }
    const webhook = await deps.webhookOf(message);
    if (!webhook?.isActive) {
      await turns.giveUp(message);
      return end(message, webhook ? 'WEBHOOK_DISABLED' : 'WEBHOOK_DELETED');
    }
    // What a person asked for goes now, as far as the gate allows; a job's many attempts queue up like everybody's.
    const isManual = message.trigger === 'manual' && message.bulk !== true;
    // It came alone though its webhook wants batches: from a replay, or the owner changed their mind meanwhile.
    if (webhook.batch !== undefined && message.attempt === 1 && message.trigger === 'schedule') {
      await turns.giveUp(message);
      return stations.toBatch(message);
    }
    if (webhook.maxPerSecond !== undefined && !isManual) {
      // An endpoint that rests takes nothing anyway: its turns would be lost. Nor may anybody wait beside its probe who has none.
      const rest = gate.restOf(endpointOf(webhook));
      if (rest) return park(message, rest);
      const { id, maxPerSecond } = webhook;
      const turn = await turns.turnOf({ id, maxPerSecond }, { ...message, attemptId }, leave);
      if (turn.kind === 'tooLong') return end(message, 'RATE_WAITED_TOO_LONG');
      if (turn.kind === 'later') return stations.pace(message, turn);
    }
    const body = message.body ?? (await deps.bodyOf(message.eventId));
    if (body === null) return end(message, 'EVENT_LOST');

    const admit = isManual ? 'force' : 'admit';
    const admitted = await gate[admit](endpointOf(webhook));
    if (admitted.kind !== 'go') return park(message, admitted);
    const startedAtMs = clock.now();
    let seen: EndpointOutcome = 'unknown';
    let posted: Posted;
    try {
      if (mayBeCopy && !(await deps.claim(attemptId, webhook.timeoutMs + CLAIM_SLACK_MS))) {
        return await park(message, { kind: 'claimed' });
      }
      // Who wants batches gets nothing but arrays.
      const sent = webhook.batch === undefined ? body : batchBody([batchItem(message, body)]);
      posted = await deps.post(message, webhook, sent);
      seen = errorClassOf(posted.outcome) === null ? 'succeeded' : 'failed';
    } catch (error) {
      if (!isUnsendable(error)) throw error;
      return await end(message, 'UNSENDABLE');
    } finally {
      // Before the attempt is logged: that takes up to 100 ms in which the endpoint would be idle.
      admitted.done(seen);
      leave();
    }
    return stations.finish(message, posted, startedAtMs);
  }
}
export type Deliver = ReturnType<typeof createDeliver>;

function noop(): void {
  // Holds no place.
}
