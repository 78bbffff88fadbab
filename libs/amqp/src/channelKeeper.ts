import type { Channel } from 'amqplib';
import type { Clock } from '@kassahook/platform/clock';
import type { Logger } from '@kassahook/platform/logger';
import { bounded, reasonOf } from './amqpErrors.js';
import { backoffMs, pause, STABLE_AFTER_MS } from './backoff.js';
import type { Link } from './link.js';
import type { OpenChannel, OpenConnection } from './openConnection.js';

/** One channel that is always being kept on a link. */
export interface ChannelKeeper {
  isUp(): boolean;
  /** Makes no channel any more; the one that is there stays. */
  stopRebuilding(): void;
  /** Closes the channel, after what was sent on it. */
  close(): Promise<void>;
}

export interface ChannelKeeperOptions<C extends Channel> {
  link: Link;
  /** For the log, e.g. `consumer of events`. */
  what: string;
  logger: Logger;
  clock: Clock;
  random: () => number;
  /** Opens the channel and readies it; `isRepeat` when this connection had one before, so its queues may be gone. */
  open: (connection: OpenConnection, isRepeat: boolean) => Promise<OpenChannel<C>>;
  onUp?: (channel: C, connection: OpenConnection) => void;
  /** How long opening may fail on connections that are up; an outage of the broker does not count. */
  lostAfterMs?: number;
  onLost?: () => void;
}

/** A quorum queue that elects a leader answers in a few seconds; after this the connection is taken for dead. */
const OPEN_LIMIT_MS = 20_000;

/**
 * Keeps a channel: on a new connection and, what amqplib's recovery does not do, on the same one when the channel alone
 * died (an unknown delivery tag, a deleted queue, a consumer timeout).
 */
export function keepChannel<C extends Channel>(options: ChannelKeeperOptions<C>): ChannelKeeper {
  const { link, what, clock, random, open, onUp, lostAfterMs = Infinity, onLost } = options;
  const logger = options.logger.child({ channel: what });
  const stop = new AbortController();
  let current: OpenChannel<C> | null = null;
  /** One line for each change: not for each try. */
  let isDownTold = false;

  function tellDown(message: string, reason: unknown): void {
    if (!isDownTold && !stop.signal.aborted) logger.warn({ reason: reasonOf(reason) }, message);
    isDownTold = true;
  }

  /** Opens a channel and stays until it is over. Returns how long it lived; null when it could not be opened. */
  async function openAndLive(connection: OpenConnection, isRepeat: boolean): Promise<number | null> {
    try {
      current = await bounded(open(connection, isRepeat), {
        limitMs: OPEN_LIMIT_MS,
        what: `opening the ${what}`,
        onLimit: () => connection.abort(),
      });
    } catch (error) {
      if (connection.isOpen()) tellDown('rabbitmq channel cannot be opened, trying on', error);
      return null;
    }
    const opened = current;
    const upSince = clock.now();
    if (stop.signal.aborted) await opened.close();
    if (isDownTold) logger.info('rabbitmq channel is up again');
    isDownTold = false;
    onUp?.(opened.channel, connection);
    const reason = await opened.closed;
    current = null;
    if (connection.isOpen()) tellDown('rabbitmq channel died alone, opening it again', reason);
    return clock.now() - upSince;
  }

  async function keepOpen(): Promise<void> {
    let attempt = 0;
    let failingMs = 0;
    let previous: OpenConnection | null = null;
    for (;;) {
      const connection = await link.connected();
      if (connection === null || stop.signal.aborted) return;
      const startedAt = clock.now();
      const livedMs = await openAndLive(connection, connection === previous);
      previous = connection;
      if (livedMs !== null && livedMs >= STABLE_AFTER_MS) attempt = 0;
      if (connection.isOpen()) {
        await pause(backoffMs(attempt, random), stop.signal);
        attempt += 1;
      }
      failingMs = livedMs === null ? failingMs + clock.now() - startedAt : 0;
      if (failingMs < lostAfterMs) continue;
      logger.error({ failingMs }, 'rabbitmq channel is lost: given up');
      onLost?.();
      return;
    }
  }

  void keepOpen();

  return {
    isUp: () => current !== null,
    stopRebuilding: () => stop.abort(),
    async close() {
      stop.abort();
      await current?.close();
    },
  };
}
