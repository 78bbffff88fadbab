import { randomBytes } from 'node:crypto';
import { endpointKey } from '@kassahook/contracts/subscription';
import { createAttemptStore } from '@kassahook/mongo/attemptStore';
import { createCountersStore } from '@kassahook/mongo/countersStore';
import { createDeliveryReads } from '@kassahook/mongo/deliveryReads';
import { createEventReads } from '@kassahook/mongo/eventReads';
import { createEventStore } from '@kassahook/mongo/eventStore';
import { createJournalReader } from '@kassahook/mongo/journalReader';
import { createJournalStore } from '@kassahook/mongo/journalStore';
import type { Mongo } from '@kassahook/mongo/mongo';
import { asStoreCall } from '@kassahook/mongo/mongoError';
import { createOperationStore } from '@kassahook/mongo/operationStore';
import { createSalesStore } from '@kassahook/mongo/salesStore';
import type { Clock } from '@kassahook/platform/clock';
import type { SecretBox } from '@kassahook/platform/secretBox';
import { actingAs } from '@kassahook/postgres/actingAs';
import { createCallbackSecretStore } from '@kassahook/postgres/callbackSecretStore';
import { createCallerStore } from '@kassahook/postgres/callerStore';
import { createCashierStore } from '@kassahook/postgres/cashierStore';
import { createDepartmentStore } from '@kassahook/postgres/departmentStore';
import { createDeviceStore } from '@kassahook/postgres/deviceStore';
import { createHealthStore } from '@kassahook/postgres/healthStore';
import { createIdempotencyStore } from '@kassahook/postgres/idempotencyStore';
import { createJobStore } from '@kassahook/postgres/jobStore';
import { createNotificationStore } from '@kassahook/postgres/notificationStore';
import { createOutlookStore } from '@kassahook/postgres/outlookStore';
import type { Postgres } from '@kassahook/postgres/postgres';
import { createProductStore } from '@kassahook/postgres/productStore';
import { createShopStore } from '@kassahook/postgres/shopStore';
import { createStatsStore } from '@kassahook/postgres/statsStore';
import { createEndpointRests } from '@kassahook/redis/endpointRests';
import type { RedisConnection } from '@kassahook/redis/redis';
import { newWebhookSecret } from '@kassahook/sender/signature';
import type { ApiRoutesDeps } from '../routes.js';

export interface ComposeStores {
  postgres: Postgres;
  mongo: Mongo;
  redis: RedisConnection;
  secretBox: SecretBox;
  clock: Clock;
}

/** What the routes read and write, store by store. */
export type Stores = Pick<
  ApiRoutesDeps,
  | 'devices'
  | 'devicesBy'
  | 'cabinet'
  | 'journal'
  | 'hasShift'
  | 'operations'
  | 'callbackSecrets'
  | 'callbackSecretsBy'
  | 'idempotencyKeys'
  | 'jobs'
  | 'stats'
  | 'outlook'
  | 'health'
  | 'restsUntil'
  | 'tryAnew'
  | 'notifications'
  | 'events'
  | 'eventReads'
  | 'attempts'
  | 'deliveryReads'
>;

/** The stores that belong to no room of their own, made of the adapters. */
export function composeStores({ postgres, mongo, redis, secretBox, clock }: ComposeStores): Stores {
  const callbackSecretDeps = { secretBox, clock, newSecret: () => newWebhookSecret(randomBytes) };
  const journal = createJournalStore(mongo);
  const rests = createEndpointRests({ redis, clock });
  return {
    devices: createDeviceStore(postgres),
    devicesBy: (actor) => createDeviceStore(actingAs(postgres, actor)),
    cabinet: {
      products: createProductStore(postgres),
      shops: createShopStore(postgres),
      departments: createDepartmentStore(postgres),
      cashiers: createCashierStore(postgres),
      callers: createCallerStore(postgres),
      journals: createJournalReader(mongo),
      counters: createCountersStore(mongo),
      sales: createSalesStore(mongo),
    },
    journal,
    hasShift: ({ accountId, id }) =>
      asStoreCall('looking a shift up', async () => {
        return (await mongo.models.shift.exists({ _id: id, accountId })) !== null;
      }),
    operations: createOperationStore(mongo, journal),
    callbackSecrets: createCallbackSecretStore(postgres, callbackSecretDeps),
    callbackSecretsBy: (actor) => createCallbackSecretStore(actingAs(postgres, actor), callbackSecretDeps),
    idempotencyKeys: createIdempotencyStore(postgres, { secretBox, clock }),
    jobs: createJobStore(postgres),
    stats: createStatsStore(postgres),
    outlook: createOutlookStore(postgres),
    health: createHealthStore(postgres),
    restsUntil: (endpoints) => rests.until(endpoints),
    tryAnew: (endpoint) => void rests.answered(endpointKey(endpoint)),
    notifications: createNotificationStore(postgres),
    events: createEventStore(mongo),
    eventReads: createEventReads(mongo),
    attempts: createAttemptStore(mongo),
    deliveryReads: createDeliveryReads(mongo),
  };
}
