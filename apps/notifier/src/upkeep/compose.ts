import { setTimeout as delay } from 'node:timers/promises';
import type { Amqp } from '@kassahook/amqp/amqp';
import { deliverRetryQueue } from '@kassahook/amqp/names';
import { maskMatches } from '@kassahook/domain/mask';
import { createAttemptStore } from '@kassahook/mongo/attemptStore';
import { createDeliveryReads } from '@kassahook/mongo/deliveryReads';
import { createEventReads } from '@kassahook/mongo/eventReads';
import { createEventStore } from '@kassahook/mongo/eventStore';
import type { Mongo } from '@kassahook/mongo/mongo';
import type { Clock } from '@kassahook/platform/clock';
import type { SettingName, Settings } from '@kassahook/platform/env';
import type { Logger } from '@kassahook/platform/logger';
import { createJobLeases } from '@kassahook/postgres/jobLeases';
import type { Postgres } from '@kassahook/postgres/postgres';
import type { createWebhookStore } from '@kassahook/postgres/webhookStore';
import { createJobPace } from '../jobs/jobPace.js';
import { createJobRunner } from '../jobs/jobRunner.js';
import { createMissingPages } from '../jobs/missingPages.js';
import { createRecoverPages } from '../jobs/recoverPages.js';
import { startPeriodic } from '../periodic.js';

export const UPKEEP_SETTINGS = [
  'RELAY_INTERVAL_MS',
  'JOBS_PARALLEL_MAX',
  'JOB_PUBLISH_PER_SECOND',
  'JOB_QUEUE_DEPTH_MAX',
] as const satisfies readonly SettingName[];

export interface UpkeepDeps {
  settings: Settings<(typeof UPKEEP_SETTINGS)[number]>;
  postgres: Postgres;
  mongo: Mongo;
  amqp: Amqp;
  webhooks: ReturnType<typeof createWebhookStore>;
  clock: Clock;
  worker: string;
  logger: Logger;
}

/** A worker that says nothing for so long is taken for dead, and its job goes on elsewhere. */
const JOB_LEASE_MS = 30_000;

/** What keeps the house in order beside the way of an event, put together: jobs. */
export function composeUpkeep(deps: UpkeepDeps) {
  const { settings, postgres, mongo, amqp, webhooks, clock, worker, logger } = deps;
  const attempts = createAttemptStore(mongo);
  const events = createEventStore(mongo);
  const eventReads = createEventReads(mongo);
  const publisher = amqp.createPublisher({});
  const jobs = createJobRunner({
    leases: createJobLeases(postgres, { leaseMs: JOB_LEASE_MS }),
    pages: {
      recover: createRecoverPages({
        attempts: { ...createDeliveryReads(mongo), byDelivery: (ids) => attempts.byDelivery(ids) },
        events,
        clock,
      }),
      'replay-missing': createMissingPages({
        events: {
          listSince: (query) => events.listSince(query),
          addWebhook: (ids, webhookId) => eventReads.addWebhook(ids, webhookId),
        },
        attempts,
        hears: (webhook, { type, action }) => maskMatches(webhook.mask, type, action),
        clock,
      }),
    },
    webhookOf: async (accountId, webhookId) =>
      (await webhooks.subscriptions(accountId)).find(({ id }) => id === webhookId) ?? null,
    pace: createJobPace({
      depth: async () => (await amqp.depths([deliverRetryQueue]))[deliverRetryQueue] ?? 0,
      depthMax: settings.JOB_QUEUE_DEPTH_MAX,
      perSecond: settings.JOB_PUBLISH_PER_SECOND,
      clock,
      wait: (ms) => delay(ms),
    }),
    publish: (message) =>
      publisher.publish({
        queue: deliverRetryQueue,
        body: JSON.stringify(message),
        messageId: message.deliveryId,
      }),
    worker,
    parallelMax: settings.JOBS_PARALLEL_MAX,
    logger,
  });

  return {
    /** Starts; answers with what stops it all and waits until it has ended. */
    start(): () => Promise<void> {
      const working = startPeriodic({
        name: 'jobs',
        intervalMs: settings.RELAY_INTERVAL_MS,
        logger,
        work: () => jobs.round(),
      });
      return async () => {
        await working.stop();
        await jobs.stop();
      };
    },
  };
}
