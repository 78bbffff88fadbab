import type { Clock } from '@kassahook/platform/clock';
import { generationKey } from './keys.js';
import { isReplyError, redisDown, type RedisConnection } from './redis.js';

export interface GenerationsOptions {
  redis: RedisConnection;
  clock: Clock;
  random: () => number;
}

/** The generation of each account's list, counted in Redis. */
export interface Generations {
  /** The generation now, as text: asked after this call began, never before. Rejects when Redis gave none. */
  read(accountId: string): Promise<string>;
  /** Begins another generation; a list that was read before is never found again. @throws AppError REDIS_DOWN, retryable */
  next(accountId: string): Promise<void>;
}

/** The reads that go out in one command. */
interface Batch {
  join(accountId: string): Promise<string>;
}

/** Accounts that nobody asked about for so long are forgotten; a forgotten counter starts again at a number never used. */
const GENERATION_TTL_MS = 24 * 3_600_000;

/**
 * Creates the counters. Reads are collected for one turn of the event loop and asked with one MGET: a deliverer reads a generation
 * for every delivery, and 30 µs of a command's price are shared by all that came in the same turn.
 */
export function createGenerations({ redis, clock, random }: GenerationsOptions): Generations {
  let openBatch: Batch | null = null;
  let lastUnused = 0n;

  /**
   * A number that this counter has never shown: a counter may vanish (FLUSHALL, eviction, TTL) while lists of its generations
   * live on in Redis or in a process, so it must not start at 1 again. Milliseconds and 20 random bits: 61 bits, INCR takes 63.
   */
  function unused(): string {
    const drawn = (BigInt(clock.now()) << 20n) | BigInt(Math.floor(random() * 2 ** 20));
    lastUnused = drawn > lastUnused ? drawn : lastUnused + 1n; // never the same twice, even when the clock is set back
    return String(lastUnused);
  }

  function serverNow(): string {
    const serverId = redis.serverId();
    if (serverId === null) throw redisDown(null);
    return serverId;
  }

  async function ask(accountIds: readonly string[], serverId: string): Promise<(string | null)[]> {
    const answers = await redis.client.mget(accountIds.map((id) => generationKey(id, serverId)));
    // An answer of another run than the key was made for counts nothing.
    if (redis.serverId() !== serverId) throw redisDown(new Error('the server was restarted'));
    return answers;
  }

  async function begin(accountId: string, serverId: string): Promise<string> {
    const key = generationKey(accountId, serverId);
    await redis.client.set(key, unused(), 'PX', GENERATION_TTL_MS, 'NX');
    const [value] = await ask([accountId], serverId);
    if (isGeneration(value)) return value;
    const fresh = unused(); // garbage of any type: written over, which also begins a generation
    await redis.client.set(key, fresh, 'PX', GENERATION_TTL_MS);
    return fresh;
  }

  /** Collects the reads of this turn and asks for all of them in one command, which is sent after the last of them began. */
  function createBatch(): Batch {
    const readings = new Map<string, Promise<string>>();
    const answers = (async () => {
      await new Promise((resolve) => setImmediate(resolve));
      openBatch = null; // from here on nobody joins
      const serverId = serverNow();
      const accountIds = [...readings.keys()];
      const values = await ask(accountIds, serverId);
      return new Map(accountIds.map((id, index) => [id, values[index]]));
    })();

    async function readOne(accountId: string): Promise<string> {
      const value = (await answers).get(accountId);
      return isGeneration(value) ? value : begin(accountId, serverNow());
    }

    return {
      join(accountId) {
        const known = readings.get(accountId);
        if (known) return known;
        const reading = readOne(accountId);
        readings.set(accountId, reading);
        return reading;
      },
    };
  }

  return {
    read(accountId) {
      openBatch ??= createBatch();
      return openBatch.join(accountId);
    },

    async next(accountId) {
      await redis.connect();
      const serverId = serverNow();
      const key = generationKey(accountId, serverId);
      try {
        const answers = await redis.client
          .multi()
          .set(key, unused(), 'PX', GENERATION_TTL_MS, 'NX')
          .incr(key)
          .exec();
        const failure = answers?.find(([error]) => error)?.[0];
        if (failure) throw failure;
      } catch (error) {
        if (!isReplyError(error)) throw redisDown(error);
        // Not a number, or no memory for INCR: without a counter the next reader begins a generation that was never used.
        await redis.client.del(key).catch((reason: unknown) => {
          throw redisDown(reason);
        });
      }
      if (redis.serverId() !== serverId) throw redisDown(new Error('the server was restarted'));
    },
  };
}

/** Whole, positive and short enough for INCR. */
function isGeneration(value: string | null | undefined): value is string {
  return typeof value === 'string' && /^\d{1,19}$/.test(value);
}
