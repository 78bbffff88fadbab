import type { Clock } from '@kassahook/platform/clock';
import { rateKey, rateLeftKey, rateTakenKey } from './keys.js';
import {
  createLocalRateLine,
  type PlaceRequest,
  type RatedWebhook,
  type TakenPlace,
  type TurnsAnswer,
} from './localRateLine.js';
import { ASK_FOR_TURNS, GIVE_PLACE_UP, TAKE_PLACE } from './rateLineScripts.js';
import { isReplyError, type RedisConnection } from './redis.js';
import { createRedisGate } from './redisGate.js';

export interface RateLineOptions {
  redis: RedisConnection;
  clock: Clock;
  /** How many workers share a rate while Redis cannot be asked. */
  workersExpected: number;
  /** How long Redis is left alone after it failed. */
  restMs?: number;
}

/**
 * How late a request may leave and still have its place in the schedule: a turn is asked for over the network, by timers of whole
 * milliseconds, in a process that does other things. Without it a busy machine would send 15 a second instead of 20; with it, the requests of
 * any second are the rate and a tenth at most.
 */
export const CATCH_UP_MS = 100;
/**
 * How long the one whose turn it is is waited for, when others ask and it does not: a queue that brings it back late, a worker that is
 * busy. Longer would be a hole that an owner sees after each crash of a worker.
 */
export const PATIENCE_MS = 1_000;
/** A line that is served is asked about every second at least, whatever its rate. */
const QUIET_MS = 5_000;
/** How long an attempt is known by its place: as long as the broker needs to give out anew what a killed worker held. */
const TAKEN_MS = 10_000;
/** The longest that RATE_WAIT_LIMIT_MS may be. */
const LINE_TTL_MS = 7 * 86_400_000;
/** A Redis that hangs for less is asked again: to be late is less than to pass others by. */
const HICCUP_MS = 1_000;
const RETRY_MS = 50;

/**
 * The lines in which attempts of webhooks with a rate wait for their turn, over all workers. Whoever is over the rate takes a place, in the
 * order of arrival, and keeps it until it has gone; a place is a number, and smaller ones go first. Who comes late for its turn, by
 * whatever time, goes next when it comes. Losing Redis costs order and precision, not the limit: each worker then keeps to its share of
 * the rate by itself.
 */
export function createRateLine({ redis, clock, workersExpected, restMs = 1_000 }: RateLineOptions) {
  const gate = createRedisGate({ redis, clock, restMs });
  const local = createLocalRateLine({ clock, workersExpected });
  let failingSinceMs: number | null = null;

  const keysOf = (webhookId: string) => [rateKey(webhookId), rateLeftKey(webhookId)];
  const common = (maxPerSecond: number) => [
    Math.ceil(1_000_000 / maxPerSecond),
    PATIENCE_MS * 1_000,
    CATCH_UP_MS * 1_000,
    LINE_TTL_MS,
  ];

  /** Null when Redis cannot be asked; 'hiccup' when it should be asked again. */
  async function tryRedis(
    script: string,
    keys: readonly string[],
    args: readonly number[],
  ): Promise<number[] | 'hiccup' | null> {
    if (!gate.isOpen()) return null;
    try {
      const answer = (await redis.client.eval(script, keys.length, ...keys, ...args)) as number[];
      failingSinceMs = null;
      return answer;
    } catch (error) {
      if (isReplyError(error)) return null;
      failingSinceMs ??= clock.now();
      if (clock.now() - failingSinceMs < HICCUP_MS && redis.isUp()) return 'hiccup';
      gate.failed(error);
      failingSinceMs = null;
      return null;
    }
  }

  return {
    /** @returns undefined when the wait would be longer than `waitMaxMs`: nothing is taken then */
    async take(request: PlaceRequest): Promise<TakenPlace | undefined> {
      const { webhookId, attemptId, maxPerSecond, waitMaxMs } = request;
      const keys = [...keysOf(webhookId), rateTakenKey(webhookId, attemptId)];
      const args = [...common(maxPerSecond), Math.floor(waitMaxMs * 1_000), QUIET_MS * 1_000, TAKEN_MS];
      let answer = await tryRedis(TAKE_PLACE, keys, args);
      while (answer === 'hiccup') answer = await tryRedis(TAKE_PLACE, keys, args);
      if (answer === null) return local.take(request);
      const [how, place = 0, waitUs = 0] = answer;
      if (how === 2) return undefined;
      return how === 0 ? null : { place, waitMs: waitUs / 1_000 };
    },

    /** @param places of one worker, ascending */
    async ask({ webhookId, maxPerSecond }: RatedWebhook, places: readonly number[]): Promise<TurnsAnswer> {
      // More can never go at once.
      const asked = places.slice(0, 1 + Math.floor((CATCH_UP_MS * maxPerSecond) / 1_000));
      const answer = await tryRedis(ASK_FOR_TURNS, keysOf(webhookId), [...common(maxPerSecond), ...asked]);
      if (answer === 'hiccup') return { granted: 0, freeInMs: RETRY_MS, line: null, isHeadMissing: true };
      if (answer === null) return local.ask({ webhookId, maxPerSecond }, asked);
      const [granted = 0, freeUs = 0, head = 0, tail = 0, missing] = answer;
      return { granted, freeInMs: freeUs / 1_000, line: { head, tail }, isHeadMissing: missing === 1 };
    },

    /** Gives a place up that will not be used: those behind it need not wait for it. Never fails; without Redis it is not needed. */
    async giveUp(webhookId: string, place: number): Promise<void> {
      await tryRedis(GIVE_PLACE_UP, keysOf(webhookId), [...common(1), place]);
    },
  };
}
export type RateLine = ReturnType<typeof createRateLine>;
