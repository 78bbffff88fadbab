/**
 * libs/postgres: accounts, webhooks, the catalogue and the outbox of their events, on PostgreSQL through Sequelize.
 * Every write of an event-bearing model leaves its event in the same commit; nothing else in the house may know how.
 * It must not know RabbitMQ, Redis, MongoDB or HTTP: what happens after a commit is a function that it is given.
 * Stores turn rows into domain objects; a row never leaves a store.
 * Creating it opens no connection; the first query does.
 */
import { Sequelize, type Transaction } from 'sequelize';
import type { EventHint } from '@kassahook/contracts/messages';
import { systemClock, type Clock } from '@kassahook/platform/clock';
import type { Logger } from '@kassahook/platform/logger';
import { createAuditTrail, type AuditTrail } from './audit/auditTrail.js';
import { auditWebhooks } from './webhook/auditWebhooks.js';
import { noticeAborted, watch } from './capture/transactionWatch.js';
import { refuseUncaptured } from './capture/writeGuard.js';
import { presentDevice } from './device/presentDevice.js';
import { presentDeviceRegistration } from './deviceRegistration/presentDeviceRegistration.js';
import { bearEvents } from './eventHooks.js';
import { guardedPg } from './guardedClient.js';
import type { NewNotification } from './newNotification.js';
import { defineModels, type Models } from './models.js';
import { createEventRecorder } from './outbox/eventRecorder.js';
import { presentProduct } from './product/presentProduct.js';
import { invalidateOnChange } from './webhook/invalidateOnChange.js';

export interface PostgresOptions {
  url: string;
  logger: Logger;
  /** Connections at most. */
  poolMax?: number;
  clock?: Clock;
  /** Called with the events that a commit made durable; a hint for speed, the outbox has them too. Must not block. */
  onCommitted: (hints: EventHint[]) => void;
  /** Called after a commit with the accounts whose webhooks it changed. When it rejects, the relay repeats it. */
  onWebhooksChanged: (accountIds: string[]) => void | Promise<void>;
  /** Called after a commit in which an account was told something; for speed, it can be read. Must neither throw nor block. */
  onNotified?: (told: NewNotification & { id: string }) => void;
}

export interface Postgres {
  sequelize: Sequelize;
  models: Models;
  /** Writes into the audit log, within the change that is told of. */
  auditTrail: AuditTrail;
  onNotified: (told: NewNotification & { id: string }) => void;
  /** Runs `work` in a transaction: committed when it resolves, rolled back when it rejects. */
  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  /** Rejects when the database does not answer. */
  ping(): Promise<void>;
  /** Waits for what is running, then closes every connection. */
  close(): Promise<void>;
}

const POOL_MAX_DEFAULT = 10;
/** How long a caller waits for a free connection. */
const ACQUIRE_TIMEOUT_MS = 10_000;
const CONNECT_TIMEOUT_MS = 5_000;
/** The server cancels a statement after this. */
const STATEMENT_TIMEOUT_MS = 15_000;
/** We give a connection up after this: a server that is frozen or behind a dead link cancels nothing. */
const QUERY_TIMEOUT_MS = 20_000;
/** A transaction that its process forgot must not hold its locks for ever. */
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 30_000;
const IDLE_CONNECTION_MS = 30_000;

/** Creates the connection pool and the models with their hooks. A database that goes away and comes back works again. */
export function createPostgres({
  url,
  logger,
  poolMax = POOL_MAX_DEFAULT,
  clock = systemClock,
  onCommitted,
  onWebhooksChanged,
  onNotified = () => undefined,
}: PostgresOptions): Postgres {
  const sequelize = new Sequelize(url, {
    dialect: 'postgres',
    dialectModule: guardedPg(),
    logging: false, // statements hold customers' data
    define: { underscored: true },
    pool: { max: poolMax, min: 0, acquire: ACQUIRE_TIMEOUT_MS, idle: IDLE_CONNECTION_MS },
    dialectOptions: {
      application_name: 'kassahook',
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      statement_timeout: STATEMENT_TIMEOUT_MS,
      query_timeout: QUERY_TIMEOUT_MS,
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
    },
  });
  noticeAborted(sequelize);
  const models = defineModels(sequelize);
  const { product, device, deviceRegistration, webhook, outbox, invalidation } = models;

  const auditTrail = createAuditTrail({ model: models.audit, tokens: models.apiToken, clock });
  const recorder = createEventRecorder({ outbox, clock, logger, onCommitted });
  bearEvents(product, { type: 'PRODUCT', present: presentProduct, entityIdOf: (row) => row.id, recorder });
  bearEvents(device, {
    type: 'DEVICE',
    present: presentDevice,
    entityIdOf: (row) => String(row.id),
    recorder,
  });
  bearEvents(deviceRegistration, {
    type: 'DEVICE_REGISTRATION',
    present: presentDeviceRegistration,
    entityIdOf: (row) => String(row.deviceId),
    recorder,
  });
  invalidateOnChange(webhook, {
    invalidations: invalidation,
    onWebhooksChanged,
    alsoRecord: auditWebhooks(auditTrail),
    logger,
  });
  refuseUncaptured(sequelize, [product, device, deviceRegistration, webhook]);

  return {
    sequelize,
    models,
    auditTrail,
    onNotified,
    transaction: (work) =>
      sequelize.transaction((transaction) => {
        watch(transaction);
        return work(transaction);
      }),
    async ping() {
      await sequelize.query('SELECT 1');
    },
    close: () => sequelize.close(),
  };
}
