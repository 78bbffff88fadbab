import { v5 as uuidv5, v7 as uuidv7 } from 'uuid';

/** The namespace of ids that are derived from a document's own numbers. Random, fixed for ever: it is part of stored ids. */
const DOCUMENT_NAMESPACE = '6f0c5c2e-3a0e-4c8e-9d4b-0d8f7f6f3b51';

/** A new event's id: UUID version 7 (RFC 9562), so that ids sort by time and indexes grow at one end. */
export function newEventId(): string {
  return uuidv7();
}

/** A new entity's or record's id: UUID version 7. */
export function newId(): string {
  return uuidv7();
}

/** The delivery of an event to a webhook: the same two always give the same id, so a repeat is the same delivery. */
export function deliveryIdOf(eventId: string, webhookId: string): string {
  return uuidv5(webhookId, eventId);
}

/** The id of a scheduled attempt. */
export function attemptIdOf(deliveryId: string, attempt: number): string {
  return `${deliveryId}:${attempt}`;
}

/** The id of an attempt that somebody asked for by hand. */
export function resendAttemptIdOf(deliveryId: string, resendId: string): string {
  return `${deliveryId}:m:${resendId}`;
}

/**
 * The id of a document that brings its own number, e.g. `documentIdOf('receipt', accountId, deviceId, shift, number)`:
 * a register that repeats a document after a lost answer meets the one that is there.
 */
export function documentIdOf(kind: string, ...numbers: readonly (string | number)[]): string {
  return uuidv5([kind, ...numbers].join(':'), DOCUMENT_NAMESPACE);
}
