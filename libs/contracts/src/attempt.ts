import type { Action, EntityType } from '@kassahook/domain/eventType';
import type { ErrorClass } from '@kassahook/domain/outcome';

/** Where a delivery stands after an attempt. `waiting` has a next attempt. */
export const DELIVERY_STATES = ['delivered', 'waiting', 'dead', 'cancelled'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** Milliseconds of each phase of a request; null for a phase that did not happen (a connection that was kept alive). */
export interface AttemptTimings {
  dnsMs: number | null;
  connectMs: number | null;
  tlsMs: number | null;
  firstByteMs: number | null;
  totalMs: number;
}

/**
 * One attempt of a delivery, immutable. `id` is made of the delivery and the attempt's number (or the resend's id), so that
 * writing it twice is harmless and looking it up is a read by key.
 * A delivery that ended without a request (webhook disabled or deleted, parked too long) has `request: null`.
 */
export interface Attempt {
  id: string;
  deliveryId: string;
  eventId: string;
  webhookId: string;
  accountId: string;
  type: EntityType;
  action: Action;
  entityId: string;
  occurredAt: Date;
  attempt: number;
  rung: number;
  trigger: 'schedule' | 'manual';
  at: Date;
  /** What the delivery came to with this attempt. */
  state: DeliveryState;
  errorClass: ErrorClass | null;
  request: { url: string; headers: Record<string, string> } | null;
  response: { status: number; headers: Record<string, string>; body: string } | null;
  timings: AttemptTimings | null;
  remoteAddress: string | null;
  worker: string;
  /** When the next attempt is due, and its rung; null when this was the last. */
  nextAttemptAt: Date | null;
  nextRung: number | null;
  /** The batch that it went out with; absent for a request of its own. */
  batchId?: string;
}

/** What lists and jobs need of an attempt: not what was sent and answered, which is nine tenths of it. */
export interface AttemptBrief extends Omit<
  Attempt,
  'request' | 'response' | 'timings' | 'remoteAddress' | 'worker'
> {
  response: { status: number } | null;
}
