import { randomUUID } from 'node:crypto';

/** What a client may choose as the id of its request; anything else gets one of ours. */
const REQUEST_ID = /^[\w.-]{1,64}$/;

/** The id of a request: the client's own, or one of ours. */
export function requestIdOf(headers: Readonly<Record<string, unknown>>): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
}
