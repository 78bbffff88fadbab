import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '@kassahook/platform/clock';
import { sessionKey, userSessionsKey } from './keys.js';
import { isReplyError, redisDown, type RedisConnection } from './redis.js';

/** Whose a session is, and from where it was opened. */
export interface NewSession {
  userId: number;
  accountId: string;
  /** The person's epoch at that time: a password change begins another, and ends the sessions of the one before. */
  epoch: number;
  address: string;
  userAgent: string;
}

export interface Session extends NewSession {
  /** Names the session and opens nothing. */
  id: string;
  createdAt: Date;
  lastSeenAt: Date;
  /** When it ends, however busy it is. */
  expiresAt: Date;
}

export interface SessionStoreOptions {
  redis: RedisConnection;
  clock: Clock;
  /** Without a request a session lives this long. */
  idleMs: number;
  /** With requests it lives this long. */
  lifetimeMs: number;
}

/** The browser sessions of people. @throws from each call: AppError REDIS_DOWN */
export interface SessionStore {
  /** @returns the secret for the cookie, which is kept nowhere else */
  open(session: NewSession): Promise<{ secret: string; session: Session }>;
  /** The session that a cookie opens, else null; notes that it is used, unless it is only looked at. */
  find(secret: string, options?: { peek?: boolean }): Promise<Session | null>;
  /** A person's sessions, the newest first. */
  list(userId: number): Promise<Session[]>;
  /** @returns false when the person has no such session */
  revoke(userId: number, id: string): Promise<boolean>;
  /** Ends a person's sessions, all or all but one. */
  revokeAll(userId: number, options?: { exceptId?: string }): Promise<void>;
}

const SECRET_BYTES = 32; // 256 bits
/** As many characters of the hash as name a session; the rest stays here, and the hash opens nothing either. */
const ID_LENGTH = 32;
/** `lastSeenAt` is written at most this often: each write is a round trip that nobody waits for gladly. */
const TOUCH_INTERVAL_MS = 60_000;
/** More than anybody has browsers; the oldest goes. */
const SESSIONS_PER_USER_MAX = 50;

const recordSchema = z.object({
  userId: z.int(),
  accountId: z.string(),
  epoch: z.int(),
  address: z.string(),
  userAgent: z.string(),
  createdAtMs: z.int(),
  lastSeenAtMs: z.int(),
});
type SessionRecord = z.infer<typeof recordSchema>;

/**
 * Creates the store. A session is one key that expires by itself; its times are also compared with the clock, which is the judge.
 * The list of a person's sessions may name some that are over: it is cleaned when it is read.
 */
export function createSessionStore({ redis, clock, idleMs, lifetimeMs }: SessionStoreOptions): SessionStore {
  const { client } = redis;

  function toSession(hash: string, record: SessionRecord): Session {
    const { createdAtMs, lastSeenAtMs, ...rest } = record;
    return {
      ...rest,
      id: hash.slice(0, ID_LENGTH),
      createdAt: new Date(createdAtMs),
      lastSeenAt: new Date(lastSeenAtMs),
      expiresAt: new Date(createdAtMs + lifetimeMs),
    };
  }

  /** How long the record may still live from now on, in ms; 0 or less when it is over. */
  function ttlOf({ createdAtMs, lastSeenAtMs }: SessionRecord): number {
    return Math.min(lastSeenAtMs + idleMs, createdAtMs + lifetimeMs) - clock.now();
  }

  function parsed(text: string | null): SessionRecord | null {
    if (text === null) return null;
    const record = recordSchema.parse(JSON.parse(text));
    return ttlOf(record) > 0 ? record : null;
  }

  /** XX: a session that was revoked meanwhile stays revoked. */
  async function touch(hash: string, record: SessionRecord): Promise<void> {
    const touched = { ...record, lastSeenAtMs: clock.now() };
    await client.set(sessionKey(hash), JSON.stringify(touched), 'PX', ttlOf(touched), 'XX');
  }

  async function remove(userId: number, hashes: readonly string[]): Promise<number> {
    if (hashes.length === 0) return 0;
    const [removed] = await exec(
      client
        .multi()
        .del(...hashes.map(sessionKey))
        .zrem(userSessionsKey(userId), ...hashes),
    );
    return Number(removed);
  }

  return {
    open: (fields) =>
      sessionCall(async () => {
        const secret = randomBytes(SECRET_BYTES).toString('base64url');
        const hash = hashOf(secret);
        const now = clock.now();
        const record: SessionRecord = { ...fields, createdAtMs: now, lastSeenAtMs: now };
        const listKey = userSessionsKey(fields.userId);
        const older = await client.zrange(listKey, 0, -SESSIONS_PER_USER_MAX);
        await remove(fields.userId, older);
        await exec(
          client
            .multi()
            .set(sessionKey(hash), JSON.stringify(record), 'PX', ttlOf(record))
            .zadd(listKey, now + lifetimeMs, hash)
            .pexpire(listKey, lifetimeMs),
        );
        return { secret, session: toSession(hash, record) };
      }),

    find: (secret, { peek = false } = {}) =>
      sessionCall(async () => {
        const hash = hashOf(secret);
        const record = parsed(await client.get(sessionKey(hash)));
        if (!record) return null;
        const isDue = clock.now() - record.lastSeenAtMs >= TOUCH_INTERVAL_MS;
        if (isDue && !peek) await touch(hash, record);
        return toSession(hash, record);
      }),

    list: (userId) =>
      sessionCall(async () => {
        const hashes = await client.zrevrange(userSessionsKey(userId), 0, -1);
        if (hashes.length === 0) return [];
        const texts = await client.mget(hashes.map(sessionKey));
        const over: string[] = [];
        const sessions = hashes.flatMap((hash, index) => {
          const record = parsed(texts[index] ?? null);
          if (record) return [toSession(hash, record)];
          over.push(hash);
          return [];
        });
        await remove(userId, over);
        return sessions;
      }),

    revoke: (userId, id) =>
      sessionCall(async () => {
        const hashes = await client.zrange(userSessionsKey(userId), 0, -1);
        const hash = hashes.find((candidate) => candidate.slice(0, ID_LENGTH) === id);
        return hash !== undefined && (await remove(userId, [hash])) > 0;
      }),

    revokeAll: (userId, { exceptId } = {}) =>
      sessionCall(async () => {
        const hashes = await client.zrange(userSessionsKey(userId), 0, -1);
        await remove(
          userId,
          hashes.filter((hash) => hash.slice(0, ID_LENGTH) !== exceptId),
        );
      }),
  };
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

type Multi = ReturnType<RedisConnection['client']['multi']>;

/** MULTI as one: the first command that failed fails all of it. */
async function exec(multi: Multi): Promise<unknown[]> {
  const results = (await multi.exec()) ?? [];
  for (const [error] of results) if (error) throw error;
  return results.map(([, result]) => result);
}

async function sessionCall<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isReplyError(error) || error instanceof z.ZodError || error instanceof SyntaxError) throw error;
    throw redisDown(error);
  }
}
