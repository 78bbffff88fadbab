import type { Attempt } from '@kassahook/contracts/attempt';
import type { DeliveryMessage } from '@kassahook/contracts/messages';
import { decide } from '@kassahook/domain/decide';
import type { Ladder } from '@kassahook/domain/ladder';
import type { InternalErrorClass } from '@kassahook/domain/outcome';
import { parksAfter, type SetAside } from '@kassahook/domain/parking';
import type { Clock } from '@kassahook/platform/clock';
import { attemptOf, isSame, notPosted } from './attemptOf.js';
import type { DeliveryEnd } from './deliveryEnd.js';
import { parkingOf } from './parkingOf.js';
import type { Posted } from './postDelivery.js';
import type { Turn } from './turns.js';

/** Where a message waits: for its tier, for its endpoint, for its turn, for company. */
export interface WaitingPlace {
  kind: 'delay' | 'park' | 'pace' | 'batch';
  delayMs: number;
}

export interface StationsDeps {
  /** The attempt of this id, when it was logged before. */
  loggedAttempt: (attemptId: string) => Promise<Attempt | null>;
  /** Resolves when the attempt is durable; false when another copy of it was stored first: that one counts. */
  record: (attempt: Attempt) => Promise<boolean>;
  /** Publishes to a waiting queue, confirmed. */
  publishLater: (message: DeliveryMessage, place: WaitingPlace) => Promise<void>;
  /** `observedAt`: when the receiver said so; a webhook that was switched on after that stays on. */
  disableWebhook: (webhook: {
    accountId: string;
    webhookId: string;
    reason: string;
    observedAt: Date;
  }) => Promise<void>;
  ladder: Ladder;
  clock: Clock;
  worker: string;
  parkLimitMs: number;
}

/** The stations that a delivery may come to after its message was taken in hand. */
export function createStations(deps: StationsDeps) {
  const { ladder, clock, worker } = deps;

  async function park(message: DeliveryMessage, because: SetAside): Promise<DeliveryEnd> {
    const parking = parkingOf(message, because, deps);
    if (!parking) return end(message, 'PARKED_TOO_LONG');
    const { delayMs, parkedSinceMs } = parking;
    const parked = { ...message, parks: parksAfter(because, message.parks), parkedSinceMs };
    // Its turn, if it had one, will have passed. Its place it keeps: back here, it is the next to go.
    delete parked.notBeforeMs;
    await deps.publishLater(parked, { kind: 'park', delayMs });
    return { kind: 'parked', delayMs };
  }

  /** Waiting for a turn costs no attempt, and is not parking: the limit on parking moves on by as much. */
  async function pace(message: DeliveryMessage, turn: Turn & { kind: 'later' }): Promise<DeliveryEnd> {
    const { ratePlace, notBeforeMs, rateSinceMs, delayMs, addedMs } = turn;
    const { parkedSinceMs } = message;
    const paced = {
      ...message,
      ratePlace,
      notBeforeMs,
      rateSinceMs,
      ...(parkedSinceMs !== undefined && { parkedSinceMs: parkedSinceMs + addedMs }),
    };
    await deps.publishLater(paced, { kind: 'pace', delayMs });
    return { kind: 'paced', notBeforeMs };
  }

  async function toBatch(message: DeliveryMessage): Promise<DeliveryEnd> {
    const { ratePlace: _place, notBeforeMs: _turn, rateSinceMs: _rate, ...same } = message;
    await deps.publishLater(same, { kind: 'batch', delayMs: 0 });
    return { kind: 'sentToBatch' };
  }

  function end(message: DeliveryMessage, errorClass: InternalErrorClass): Promise<DeliveryEnd> {
    return finish(message, notPosted(errorClass), clock.now());
  }

  async function finish(message: DeliveryMessage, posted: Posted, startedAtMs: number): Promise<DeliveryEnd> {
    const decision = decide(posted.outcome, message, ladder, clock.now());
    const attempt = attemptOf(message, { posted, decision, startedAtMs, worker });
    if (!(await deps.record(attempt))) {
      const first = await deps.loggedAttempt(attempt.id);
      if (first && !isSame(first, attempt)) return follow(first, message);
    }
    if ('disableWebhook' in decision) {
      const { accountId, webhookId } = message;
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
  async function follow(logged: Attempt, message: DeliveryMessage): Promise<DeliveryEnd> {
    if (logged.errorClass === 'GONE') {
      const { accountId, webhookId } = message;
      await deps.disableWebhook({ accountId, webhookId, reason: 'GONE', observedAt: logged.at });
    }
    if (logged.nextAttemptAt !== null && logged.nextRung !== null) {
      await climb(message, { rung: logged.nextRung, dueAtMs: logged.nextAttemptAt.getTime() });
    }
    return { kind: 'known', attempt: logged };
  }

  async function climb(message: DeliveryMessage, to: { rung: number; dueAtMs: number }): Promise<void> {
    const {
      parkedSinceMs: _parked,
      ratePlace: _place,
      notBeforeMs: _turn,
      rateSinceMs: _rate,
      ...same
    } = message;
    const next = { ...same, attempt: message.attempt + 1, rung: to.rung, dueAtMs: to.dueAtMs, parks: 0 };
    // A ladder that became shorter since: what stood higher waits on its last rung.
    const delayMs = ladder[to.rung] ?? ladder.at(-1) ?? 0;
    await deps.publishLater(next, { kind: 'delay', delayMs });
  }

  return { park, pace, toBatch, end, finish, follow };
}
export type Stations = ReturnType<typeof createStations>;
