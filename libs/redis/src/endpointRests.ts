import type { Clock } from '@kassahook/platform/clock';
import { newId } from '@kassahook/platform/ids';
import { answeredKey, restKey } from './keys.js';
import type { RedisConnection } from './redis.js';
import { createRedisGate } from './redisGate.js';

export interface EndpointRestsOptions {
  redis: RedisConnection;
  clock: Clock;
  /** How long Redis is left alone after it failed. */
  restMs?: number;
}

/** Notes a worker's rest (score: its end, Unix ms); the key goes with the longest. */
const NOTE = `
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
local last = redis.call('ZRANGE', KEYS[1], -1, -1, 'WITHSCORES')
redis.call('PEXPIREAT', KEYS[1], last[2])
`;

/** Leaves a sign when any worker rests: nobody looks for it otherwise. */
const ANSWERED = `
if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2]) end
`;

/** Workers look every second; one that was stopped for longer rests to the end. */
const SIGN_MS = 10_000;

/**
 * Which endpoints rest, and until when, as workers tell it for people to see: each has a breaker of its own, so an endpoint rests until the
 * last of them ends. And that one answers again, which whoever hears it tells the others. Written only when a breaker opens or closes, never on
 * the way of an attempt, and nothing depends on it: without Redis nobody is known to rest, and each worker finds out by itself.
 */
export function createEndpointRests({ redis, clock, restMs = 1_000 }: EndpointRestsOptions) {
  const gate = createRedisGate({ redis, clock, restMs });

  return {
    /**
     * Never throws.
     * @param endpoint see `endpointKey`
     * @param rest.untilMs Unix ms; null: this worker's breaker has closed
     */
    async note(
      endpoint: string,
      { worker, untilMs }: { worker: string; untilMs: number | null },
    ): Promise<void> {
      if (!gate.isOpen()) return;
      const key = restKey(endpoint);
      try {
        if (untilMs === null) await redis.client.zrem(key, worker);
        else await redis.client.eval(NOTE, 1, key, worker, untilMs);
      } catch (error) {
        gate.failed(error);
      }
    },

    /**
     * Says to all workers that the endpoint has answered, or that its owner wants it tried: those in which it rests make their probe
     * now. Never throws.
     * @param sign tells this hearing from others
     */
    async answered(endpoint: string, sign = newId()): Promise<void> {
      if (!gate.isOpen()) return;
      try {
        await redis.client.eval(ANSWERED, 2, restKey(endpoint), answeredKey(endpoint), sign, SIGN_MS);
      } catch (error) {
        gate.failed(error);
      }
    },

    /** The last sign of each that has answered a moment ago; the same sign stays the same. Never throws. */
    async signs(endpoints: readonly string[]): Promise<Map<string, string>> {
      const signs = new Map<string, string>();
      if (endpoints.length === 0 || !gate.isOpen()) return signs;
      try {
        const found = await redis.client.mget(endpoints.map(answeredKey));
        for (const [index, sign] of found.entries()) {
          if (sign !== null) signs.set(endpoints[index] ?? '', sign);
        }
      } catch (error) {
        gate.failed(error);
      }
      return signs;
    },

    /** Until when each of them rests, Unix ms; those that do not are absent. Never throws. */
    async until(endpoints: readonly string[]): Promise<Map<string, number>> {
      const rests = new Map<string, number>();
      if (endpoints.length === 0 || !gate.isOpen()) return rests;
      try {
        // Sent together: the client pipelines what is asked in one turn.
        const ends = await Promise.all(
          endpoints.map((endpoint) => redis.client.zrange(restKey(endpoint), -1, -1, 'WITHSCORES')),
        );
        for (const [index, [, score]] of ends.entries()) {
          const [endpoint, untilMs] = [endpoints[index] ?? '', Number(score ?? 0)];
          if (untilMs > clock.now()) rests.set(endpoint, untilMs);
        }
      } catch (error) {
        gate.failed(error);
      }
      return rests;
    },
  };
}
export type EndpointRests = ReturnType<typeof createEndpointRests>;
