import { LRUCache } from 'lru-cache';
import type { Clock } from '@kassahook/platform/clock';
import { rateKey } from './keys.js';
import type { RedisConnection } from './redis.js';
import { createRedisGate } from './redisGate.js';

export interface RateSlotsOptions {
  redis: RedisConnection;
  clock: Clock;
  /** How many workers share a rate while Redis cannot be asked. */
  workersExpected: number;
  /** How long Redis is left alone after it failed. */
  restMs?: number;
}

export interface SlotRequest {
  webhookId: string;
  maxPerSecond: number;
  /** A slot further off than this is not reserved. */
  waitMaxMs: number;
}

/** Webhooks whose next slot a worker remembers by itself while Redis is away. */
const LOCAL_MAX = 10_000;

/**
 * The generic cell rate algorithm without a burst: the key holds when the next slot is (µs of Redis' own clock, so that workers need not
 * agree on theirs), and every reservation moves it one interval on. Needs no sweep: a key goes a second after its last slot.
 */
const RESERVE = `
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local slot = tonumber(redis.call('GET', KEYS[1]) or now)
if slot < now then slot = now end
local wait = slot - now
if wait > tonumber(ARGV[2]) then return -1 end
local ttl = math.ceil((wait + ARGV[1]) / 1000) + 1000
redis.call('SET', KEYS[1], string.format('%.0f', slot + ARGV[1]), 'PX', ttl)
return wait`;

/**
 * Hands out the slots of webhooks that have a rate, one by one, over all workers. Losing Redis costs precision, not the limit: each
 * worker then keeps to its share of the rate by itself, and slots that Redis had handed out are not known to it.
 */
export function createRateSlots({ redis, clock, workersExpected, restMs = 1_000 }: RateSlotsOptions) {
  const gate = createRedisGate({ redis, clock, restMs });
  /** The next slot by webhook and rate, Unix ms. */
  const local = new LRUCache<string, number>({ max: LOCAL_MAX });

  function reserveLocally({ webhookId, maxPerSecond, waitMaxMs }: SlotRequest): number | null {
    const key = rateKey(webhookId, maxPerSecond);
    const now = clock.now();
    const slot = Math.max(now, local.get(key) ?? now);
    if (slot - now > waitMaxMs) return null;
    local.set(key, slot + (1_000 / maxPerSecond) * workersExpected);
    return slot - now;
  }

  return {
    /** @returns ms until the slot that is now reserved; null when there is none within `waitMaxMs` */
    async reserve(request: SlotRequest): Promise<number | null> {
      if (!gate.isOpen()) return reserveLocally(request);
      const { webhookId, maxPerSecond, waitMaxMs } = request;
      try {
        const key = rateKey(webhookId, maxPerSecond);
        const intervalUs = Math.ceil(1_000_000 / maxPerSecond);
        const waitUs = Number(await redis.client.eval(RESERVE, 1, key, intervalUs, waitMaxMs * 1_000));
        return waitUs < 0 ? null : waitUs / 1_000;
      } catch (error) {
        gate.failed(error);
        return reserveLocally(request);
      }
    },
  };
}
