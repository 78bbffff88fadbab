import { subscriptionListSchema, type Subscription } from '@kassahook/contracts/subscription';
import { listKey } from './keys.js';
import type { RedisConnection } from './redis.js';

/** A list with what is left of its time, in ms. */
export interface StoredList {
  list: Subscription[];
  ttlMs: number;
}

/** Lists in Redis, by account and generation: parsed and checked on the way out. */
export interface StoredLists {
  /** Null when there is none or when it is garbage. Rejects when Redis does. */
  read(accountId: string, generation: string): Promise<StoredList | null>;
  write(accountId: string, generation: string, stored: StoredList): Promise<void>;
}

/** Creates the access to stored lists. */
export function createStoredLists(redis: RedisConnection): StoredLists {
  return {
    async read(accountId, generation) {
      const key = listKey(accountId, generation);
      const [text, ttlMs] = await Promise.all([redis.client.get(key), redis.client.pttl(key)]);
      const list = text === null ? null : parseList(text);
      // A list without a TTL is none of ours; one that ended between the two commands is gone.
      return list && ttlMs > 0 ? { list, ttlMs } : null;
    },
    async write(accountId, generation, { list, ttlMs }) {
      await redis.client.set(listKey(accountId, generation), JSON.stringify(list), 'PX', ttlMs);
    },
  };
}

function parseList(text: string): Subscription[] | null {
  try {
    const parsed = subscriptionListSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null; // not JSON
  }
}
