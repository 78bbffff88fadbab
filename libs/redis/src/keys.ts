import { createHash } from 'node:crypto';

/**
 * libs/redis: the connection to Redis, the cache of subscriptions in it, browser sessions and rate limits.
 * It must not know tables, queues or routes: where lists come from is a function that it is given.
 * Losing Redis costs speed and logs people out, never correctness; a failure of Redis is a miss, of a session an error.
 * One module owns a cache's keys, its TTL and its invalidation.
 * Keys are built here and nowhere else; the setting REDIS_PREFIX is put before each by the client (see redis.ts).
 */

/**
 * The generation of an account's list: a number that every change of a webhook of the account increments.
 * @param serverId the run of the Redis server that counts. A server that was killed may come back from a snapshot with a
 * generation and a list of minutes ago, which would be believed; as it is another run, its old counters are not even looked at.
 */
export function generationKey(accountId: string, serverId: string): string {
  return `subs:${accountId}:gen:${serverId}`;
}

/** The account's full list as it was in that generation. */
export function listKey(accountId: string, generation: string): string {
  return `subs:${accountId}:g${generation}`;
}

/** Held by the one copy of an attempt that may go. */
export function claimKey(attemptId: string): string {
  return `claim:${attemptId}`;
}

/** A browser session, by the hash of what its cookie holds: a dump of Redis shows no cookie that could be used. */
export function sessionKey(secretHash: string): string {
  return `session:${secretHash}`;
}

/** A person's sessions: hashes, scored by when each ends. */
export function userSessionsKey(userId: number): string {
  return `sessions:${userId}`;
}

/** What the keys of a rate limit begin with; whom it counts follows. */
export function limitPrefix(name: string): string {
  return `limit:${name}`;
}

/** Calls of a subject in a window of time. */
export function quotaKey({
  name,
  subject,
  window,
}: {
  name: string;
  subject: string;
  window: number;
}): string {
  return `quota:${name}:${subject}:${window}`;
}

/** The line of a webhook with a rate: one, whatever the rate, so that another rate changes its speed and nobody's place. */
export function rateKey(webhookId: string): string {
  return `rate:${webhookId}`;
}

/** The place that an attempt took there a moment ago: whoever asks again, because an answer or a worker was lost, gets the same. */
export function rateTakenKey(webhookId: string, attemptId: string): string {
  return `rate:${webhookId}:at:${attemptId}`;
}

/** Places of that line that were given up before their turn. */
export function rateLeftKey(webhookId: string): string {
  return `rate:${webhookId}:left`;
}

/** The workers in which an endpoint rests, scored by when that ends (Unix ms). By its hash: an endpoint's name has its URL in it. */
export function restKey(endpoint: string): string {
  return `rest:${createHash('sha256').update(endpoint).digest('base64url')}`;
}

/** The last sign that a resting endpoint answers again. */
export function answeredKey(endpoint: string): string {
  return `${restKey(endpoint)}:answered`;
}

/** Accounts that somebody watches, scored by until when (Unix ms, of the API's clock: seconds of difference do not matter). */
export const WATCHED_KEY = 'live:watched';

/** Where what happens in an account is told. A channel, not a key: whoever uses it puts the prefix before it. */
export function liveChannel(accountId: string): string {
  return `live:${accountId}`;
}

/** What an inspector took: a stream. */
export function inspectedKey(inspectorId: string): string {
  return `inspector:${inspectorId}:requests`;
}

/** The size of all that the stream holds. */
export function inspectedBytesKey(inspectorId: string): string {
  return `inspector:${inspectorId}:bytes`;
}
