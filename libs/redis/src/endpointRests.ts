import type { Clock } from '@kassahook/platform/clock';
import { restKey } from './keys.js';
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

/**
 * Which endpoints rest, and until when, as workers tell it for people to see: each has a breaker of its own, so an endpoint rests until the
 * last of them ends. Written only when a breaker opens or closes, never on the way of an attempt, and nothing depends on it: without Redis
 * nobody is known to rest.
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
