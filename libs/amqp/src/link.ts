import type { Clock } from '@kassahook/platform/clock';
import type { Logger } from '@kassahook/platform/logger';
import { reasonOf } from './amqpErrors.js';
import { backoffMs, pause, STABLE_AFTER_MS } from './backoff.js';
import { openConnection, type OpenConnection } from './openConnection.js';

/** A connection that is always being kept: when one is lost another is made, for ever. */
export interface Link {
  /** The connection that is up now. */
  current(): OpenConnection | null;
  /** The connection as soon as there is one, however long that takes; null when the link is closed. */
  connected(): Promise<OpenConnection | null>;
  close(): Promise<void>;
}

export interface LinkOptions {
  url: string;
  name: string;
  logger: Logger;
  clock: Clock;
  random: () => number;
  heartbeatS: number;
  connectTimeoutMs: number;
  /** Runs on each new connection before anybody gets it; when it fails the connection counts as not made. */
  prepare: (connection: OpenConnection) => Promise<void>;
}

/** Creates a link and starts connecting at once; it does not wait. */
export function createLink(options: LinkOptions): Link {
  const { url, name, clock, random, heartbeatS, connectTimeoutMs, prepare } = options;
  const logger = options.logger.child({ connection: name });
  const stop = new AbortController();
  const isStopped = () => stop.signal.aborted;
  const waiting = new Set<(connection: OpenConnection | null) => void>();
  let current: OpenConnection | null = null;

  const wake = (connection: OpenConnection | null) => {
    for (const resolve of waiting) resolve(connection);
    waiting.clear();
  };

  async function openPrepared(): Promise<OpenConnection> {
    const connection = await openConnection({
      url,
      name,
      heartbeatS,
      connectTimeoutMs,
      signal: stop.signal,
      onBlocked: (isBlocked) =>
        isBlocked
          ? logger.warn('rabbitmq blocks publishing: it is short of memory or disk')
          : logger.info('rabbitmq takes messages again'),
    });
    const giveUp = () => connection.abort();
    stop.signal.addEventListener('abort', giveUp, { once: true });
    try {
      await prepare(connection);
      return connection;
    } catch (error) {
      connection.abort();
      throw error;
    } finally {
      stop.signal.removeEventListener('abort', giveUp);
    }
  }

  async function keepConnected(): Promise<void> {
    let attempt = 0;
    let downSince = clock.now();
    const told = new Set<string>();
    while (!isStopped()) {
      try {
        const connection = await openPrepared();
        const upSince = clock.now();
        current = connection;
        logger.info({ downMs: upSince - downSince }, 'rabbitmq connection is up');
        told.clear();
        wake(connection);
        if (isStopped()) await connection.close();
        const reason = await connection.closed;
        current = null;
        downSince = clock.now();
        if (downSince - upSince >= STABLE_AFTER_MS) attempt = 0;
        if (!isStopped())
          logger.warn({ reason: reasonOf(reason) }, 'rabbitmq connection is lost, connecting again');
      } catch (error) {
        // A line for each different reason of an outage, not for each try: an outage may last for hours.
        const reason = reasonOf(error);
        if (!told.has(reason) && !isStopped())
          logger.warn({ reason }, 'rabbitmq cannot be reached, trying on');
        told.add(reason);
      }
      await pause(backoffMs(attempt, random), stop.signal);
      attempt += 1;
    }
  }

  const running = keepConnected();

  return {
    current: () => (current?.isOpen() === true ? current : null),
    connected: () => {
      if (isStopped()) return Promise.resolve(null);
      if (current?.isOpen() === true) return Promise.resolve(current);
      return new Promise((resolve) => waiting.add(resolve));
    },
    async close() {
      stop.abort();
      wake(null);
      await current?.close();
      await running;
    },
  };
}
