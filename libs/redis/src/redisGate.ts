import type { Clock } from '@kassahook/platform/clock';
import { isReplyError, type RedisConnection } from './redis.js';

export interface RedisGateOptions {
  redis: RedisConnection;
  clock: Clock;
  /** How long Redis is left alone after a failure, in ms. */
  restMs: number;
}

/** Says whether Redis is worth asking now. */
export interface RedisGate {
  isOpen(): boolean;
  /** Reports a failed command. An answer that says no closes nothing: the server is well, the key is not. */
  failed(error: unknown): void;
}

/**
 * Creates the gate: one failed command closes it, so that a server that hangs costs one timeout and not one per call. After the
 * rest nobody's call is spent on finding out: a PING in the background opens the gate again, or the connection is built anew.
 */
export function createRedisGate({ redis, clock, restMs }: RedisGateOptions): RedisGate {
  let closedUntil: number | null = null;
  let probing = false;
  let woken = false;

  async function probe(): Promise<void> {
    probing = true;
    try {
      await redis.ping();
      closedUntil = null;
    } catch {
      closedUntil = clock.now() + restMs;
      redis.reconnect();
    } finally {
      probing = false;
    }
  }

  return {
    isOpen() {
      if (!redis.isUp()) {
        if (!woken) redis.connect().catch(() => undefined);
        woken = true;
        return false;
      }
      if (closedUntil === null) return true;
      if (!probing && clock.now() >= closedUntil) void probe();
      return false;
    },
    failed(error) {
      if (!isReplyError(error)) closedUntil ??= clock.now() + restMs;
    },
  };
}
