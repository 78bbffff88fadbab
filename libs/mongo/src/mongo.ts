/**
 * libs/mongo: MongoDB: the four journals (receipts, shifts, encashments, operations) with their outbox inside of the documents,
 * the event store and the attempt log.
 * It must not know Postgres, RabbitMQ, Redis, HTTP or who listens to an event: it hands out hints and records.
 * It needs MongoDB 6 or newer, a standalone or a replica set: no transactions, change streams, TTL indexes or update pipelines.
 * Every write is idempotent by its `_id`, so a caller repeats what it does not know the outcome of.
 * Importing it opens nothing; `createMongo` opens nothing either, `connect` does.
 */
import { setTimeout as delay } from 'node:timers/promises';
import mongoose, { type ConnectOptions, type Connection } from 'mongoose';
import type { EventHint } from '@kassahook/contracts/messages';
import { systemClock, type Clock } from '@kassahook/platform/clock';
import { AppError, errorCodeOf, toError } from '@kassahook/platform/errors';
import type { Logger } from '@kassahook/platform/logger';
import { withinLimit } from './callLimit.js';
import { watchHeartbeats } from './heartbeatWatch.js';
import { refusedWrite, toStoreError } from './mongoError.js';
import { createModels, type Models } from './models.js';
import { limitReads, READ_LIMIT_MS } from './readLimit.js';

export interface MongoOptions {
  url: string;
  logger: Logger;
  /** Sockets at most. */
  poolMax?: number;
  /** Called with the events of a write once the server has acknowledged it: a hint for speed, the outbox has them anyway. */
  onCommitted: (hints: EventHint[]) => void;
  clock?: Clock;
  /** A heartbeat of the driver that takes longer than this hangs, ms. */
  heartbeatLimitMs?: number;
}

export interface Mongo {
  connection: Connection;
  models: Models;
  /**
   * Opens the connection unless it is open. After the first success the driver reconnects by itself.
   * @throws AppError `MONGO_FAILED`, retryable
   */
  connect(): Promise<void>;
  /**
   * Asks the server for a sign of life, connecting first when need be.
   * @throws AppError `MONGO_FAILED`, retryable
   */
  ping(): Promise<void>;
  /**
   * The driver's own database handle, for the stores; nothing guards it.
   * @throws AppError `MONGO_NOT_CONNECTED`, retryable, before the first connect
   */
  db(): mongoose.mongo.Db;
  close(): Promise<void>;
}

const POOL_MAX = 20;
/** A server that is frozen, not down, answers nothing: readiness must not wait for the socket's timeout. */
const PING_TIMEOUT_MS = 5_000;
/** The driver's own limits end a heartbeat in 8 s: 4 to connect, 4 for the answer. */
const HEARTBEAT_LIMIT_MS = 10_000;
const CLOSE_LIMIT_MS = 5_000;
const REOPEN_PAUSE_MS = 500;

/**
 * Timeouts are short because every caller repeats: what hangs longer than these is better asked again.
 * The write concern is `majority` + journal: on a standalone that is the one server's journal, on a replica set the only one that
 * survives a change of primary, and "committed" must survive. Retryable writes stay at the driver's default, which uses them only
 * where the server has them.
 */
const CONNECT_OPTIONS: ConnectOptions = {
  autoIndex: false,
  autoCreate: false,
  bufferCommands: false,
  serverSelectionTimeoutMS: 4_000,
  connectTimeoutMS: 4_000,
  socketTimeoutMS: 15_000,
  waitQueueTimeoutMS: 5_000,
  heartbeatFrequencyMS: 2_000,
  writeConcern: { w: 'majority', journal: true, wtimeoutMS: 5_000 },
};

/** Creates a connection of its own (never mongoose's global one) with the journals' models on it. Opens nothing. */
export function createMongo(options: MongoOptions): Mongo {
  const { url, logger, poolMax = POOL_MAX, onCommitted, clock = systemClock } = options;
  const { heartbeatLimitMs = HEARTBEAT_LIMIT_MS } = options;
  const connection = mongoose.createConnection();
  connection.on('error', (error) => {
    logger.warn({ code: errorCodeOf(error), err: toError(error) }, 'mongo.connection_failed');
  });
  connection.set('maxTimeMS', READ_LIMIT_MS);
  connection.bulkWrite = () => {
    throw refusedWrite('connection.bulkWrite', 'it bears no events');
  };

  const announce = (hints: EventHint[]): void => {
    if (hints.length === 0) return;
    try {
      onCommitted(hints);
    } catch (error) {
      // The write is done and its events are in the outbox: a hint that fails must not make the write look failed.
      logger.error({ hints: hints.length, err: toError(error) }, 'mongo.hint_failed');
    }
  };
  const models = createModels(connection, { clock, onCommitted: announce });

  let isOpened = false;
  let isClosing = false;
  let opening: Promise<void> | null = null;
  let stopWatching = (): void => undefined;

  async function open(): Promise<void> {
    try {
      await connection.openUri(url, { ...CONNECT_OPTIONS, maxPoolSize: poolMax });
      if (connection.db) limitReads(connection.db);
      isOpened = true;
      stopWatching = watchHeartbeats(connection.getClient(), {
        limitMs: heartbeatLimitMs,
        onHanging: () => void reopen(),
      });
    } catch (error) {
      throw toStoreError(error, 'connecting');
    }
  }

  /** A driver whose heartbeat hangs sees the server never again: it is given up for a new one, on the same models. */
  async function reopen(): Promise<void> {
    logger.warn({ limitMs: heartbeatLimitMs }, 'mongo.heartbeat_hangs');
    isOpened = false;
    await withinLimit(() => connection.close(), CLOSE_LIMIT_MS).catch(() => undefined);
    const isOver = () => isClosing || isOpened;
    while (!isOver()) {
      await connect().then(
        () => logger.info('mongo.reopened'),
        () => delay(REOPEN_PAUSE_MS),
      );
    }
  }

  function connect(): Promise<void> {
    if (isOpened) return Promise.resolve();
    opening ??= open().finally(() => {
      opening = null;
    });
    return opening;
  }

  function db(): mongoose.mongo.Db {
    if (isOpened && connection.db) return connection.db;
    throw new AppError('MongoDB is not connected yet', {
      code: 'MONGO_NOT_CONNECTED',
      status: 503,
      expose: false,
      retryable: true,
    });
  }

  return {
    connection,
    models,
    connect,
    db,
    async ping() {
      await connect();
      try {
        await db().command({ ping: 1 }, { timeoutMS: PING_TIMEOUT_MS });
      } catch (error) {
        throw toStoreError(error, 'pinging');
      }
    },
    async close() {
      isClosing = true;
      stopWatching();
      await opening?.catch(() => undefined);
      await connection.destroy();
    },
  };
}
