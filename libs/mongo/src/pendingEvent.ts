import type { EventHint } from '@kassahook/contracts/messages';
import type { Action, EntityType } from '@kassahook/domain/eventType';

/** An event in the document that it tells about: written by the same write, until the notifier has fanned it out. */
export interface PendingEvent {
  eventId: string;
  action: Action;
  occurredAt: Date;
  /** The entity as the API shows it, as JSON text: the bytes that go out. */
  snapshot: string;
}

/** What every document that bears events has, beside its own fields. */
export interface EventBearer {
  _id: string;
  accountId: string;
  __v: number;
}

/** The outbox of one document. Hidden from ordinary reads; only the hooks and the outbox store write it. */
export interface OutboxFields {
  /**
   * There as long as something is pending: `p:` + the id of the event that was pushed last. Every push writes another key, so an
   * unchanged key proves that nothing was pushed since. Unique and sparse, so the index holds pending documents only.
   */
  outboxKey?: string;
  pending?: PendingEvent[];
  /** Set when the document was deleted but its events are still pending; the outbox store removes it after them. */
  deletedAt?: Date;
}

const KEY_PREFIX = 'p:';

/** Finds everything pending: an anchored pattern, which a real server and the stand-in both answer from the index. */
export const OUTBOX_KEY_PATTERN = /^p:/;

/** The key of a document whose newest pending event is this one. */
export function outboxKeyOf(eventId: string): string {
  return KEY_PREFIX + eventId;
}

/** The hint that announces a pending event. */
export function hintOfPending(
  event: PendingEvent,
  owner: { type: EntityType; accountId: string; entityId: string },
): EventHint {
  const { eventId, action, occurredAt } = event;
  return { v: 1, eventId, source: 'mongo', ...owner, action, occurredAt: occurredAt.toISOString() };
}
