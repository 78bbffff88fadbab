import { setTimeout as delay } from 'node:timers/promises';
import type { Amqp } from '@kassahook/amqp/amqp';
import { deliverRetryQueue } from '@kassahook/amqp/names';
import { createSmtp, RECIPIENT_REFUSED } from '@kassahook/mail/smtp';
import { createAttemptStore } from '@kassahook/mongo/attemptStore';
import { createDeliveryReads } from '@kassahook/mongo/deliveryReads';
import { createEventReads } from '@kassahook/mongo/eventReads';
import { createEventStore } from '@kassahook/mongo/eventStore';
import type { Mongo } from '@kassahook/mongo/mongo';
import { createRetentionStore as createLogStore } from '@kassahook/mongo/retentionStore';
import { createFilterAllowance } from '@kassahook/domain/filterAllowance';
import { createSetAsideLimit } from '@kassahook/domain/parking';
import type { Clock } from '@kassahook/platform/clock';
import type { SettingName, Settings } from '@kassahook/platform/env';
import { errorCodeOf } from '@kassahook/platform/errors';
import type { Logger } from '@kassahook/platform/logger';
import { createAutoDisableStore } from '@kassahook/postgres/autoDisableStore';
import { createHealthStore } from '@kassahook/postgres/healthStore';
import { createJobLeases } from '@kassahook/postgres/jobLeases';
import { createLeaseStore } from '@kassahook/postgres/leaseStore';
import { createNotificationStore } from '@kassahook/postgres/notificationStore';
import { createPasswordResetStore } from '@kassahook/postgres/passwordResetStore';
import type { Postgres } from '@kassahook/postgres/postgres';
import { createRetentionStore } from '@kassahook/postgres/retentionStore';
import type { createWebhookStore } from '@kassahook/postgres/webhookStore';
import type { LivePublisher } from '@kassahook/redis/livePublisher';
import { createJobPace } from '../jobs/jobPace.js';
import { createJobRunner } from '../jobs/jobRunner.js';
import { createMissingPages } from '../jobs/missingPages.js';
import { createPatientMatching } from '../jobs/patientMatching.js';
import { createRecoverPages } from '../jobs/recoverPages.js';
import { startPeriodic } from '../periodic.js';
import { createAutoDisable } from './autoDisable.js';
import { createLogRetention } from './logRetention.js';
import { createMailer } from './mailer.js';
import { createPasswordResets } from './passwordResets.js';
import { createRetention } from './retention.js';

export const UPKEEP_SETTINGS = [
  'RELAY_INTERVAL_MS',
  'PARK_LIMIT_MS',
  'RATE_WAIT_LIMIT_MS',
  'JOBS_PARALLEL_MAX',
  'JOB_PUBLISH_PER_SECOND',
  'JOB_QUEUE_DEPTH_MAX',
  'UPKEEP_INTERVAL_MS',
  'SMTP_URL',
  'MAIL_FROM',
  'CABINET_URL',
  'PUBLIC_URL',
  'AUTO_DISABLE_HOURS',
  'RETENTION_DAYS',
  'RETENTION_JOBS_DAYS',
  'RETENTION_NOTIFICATIONS_DAYS',
  'RETENTION_AUDIT_DAYS',
  'RETENTION_STATS_MINUTE_DAYS',
  'RETENTION_STATS_HOUR_DAYS',
  'RETENTION_STATS_DAY_DAYS',
] as const satisfies readonly SettingName[];

export interface UpkeepDeps {
  settings: Settings<(typeof UPKEEP_SETTINGS)[number]>;
  postgres: Postgres;
  mongo: Mongo;
  amqp: Amqp;
  webhooks: ReturnType<typeof createWebhookStore>;
  live: Pick<LivePublisher, 'isWatched' | 'tell'>;
  /** Told how many events were removed though a delivery of theirs still seemed to wait. */
  onEventsLost: (count: number) => void;
  clock: Clock;
  worker: string;
  logger: Logger;
}

/** A worker that says nothing for so long is taken for dead, and its job goes on elsewhere. */
const JOB_LEASE_MS = 30_000;
/** Work that one notifier does for all: long enough for one round, or one batch of it. */
const UPKEEP_LEASE_MS = 120_000;
const RETENTION_INTERVAL_MS = 3_600_000;
const HOUR_MS = 3_600_000;

/** What keeps the house in order beside the way of an event, put together: jobs, webhooks that only fail, mail, retention. */
export function composeUpkeep(deps: UpkeepDeps) {
  const { settings, postgres, mongo, amqp, webhooks, live, clock, worker, logger } = deps;
  const hears = createPatientMatching({
    allowance: createFilterAllowance({ now: () => performance.now() }),
    wait: (ms) => delay(ms),
    now: () => performance.now(),
  });
  const attempts = createAttemptStore(mongo);
  const events = createEventStore(mongo);
  const eventReads = createEventReads(mongo);
  const publisher = amqp.createPublisher({});
  const jobs = createJobRunner({
    leases: createJobLeases(postgres, { leaseMs: JOB_LEASE_MS }),
    pages: {
      recover: createRecoverPages({
        attempts: { ...createDeliveryReads(mongo), briefByDelivery: (ids) => attempts.briefByDelivery(ids) },
        events,
        clock,
      }),
      'replay-missing': createMissingPages({
        events: {
          listSince: (query) => events.listSince(query),
          addWebhook: (ids, webhookId) => eventReads.addWebhook(ids, webhookId),
        },
        attempts,
        hears,
        setAsideMs: createSetAsideLimit({
          parkLimitMs: settings.PARK_LIMIT_MS,
          rateWaitLimitMs: settings.RATE_WAIT_LIMIT_MS,
        }),
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
    onProgress: ({ accountId, ...data }) => live.tell(accountId, { event: 'job', data }),
    worker,
    parallelMax: settings.JOBS_PARALLEL_MAX,
    logger,
  });

  const stopping = new AbortController();
  const leases = createLeaseStore(postgres);
  const takeLease = async (name: string): Promise<boolean> =>
    !stopping.signal.aborted && (await leases.take({ name, worker, forMs: UPKEEP_LEASE_MS }));

  const health = createHealthStore(postgres);
  const warnings = createAutoDisableStore(postgres);
  const autoDisable = createAutoDisable({
    failing: (query) => health.failing(query),
    warn: (webhook, warning) => warnings.warn(webhook, warning),
    disable: (webhook) => webhooks.disable(webhook),
    limitMs: settings.AUTO_DISABLE_HOURS * HOUR_MS,
    clock,
    logger,
  });
  const smtp =
    settings.SMTP_URL === '' ? null : createSmtp({ url: settings.SMTP_URL, from: settings.MAIL_FROM });
  const mail =
    smtp &&
    createMailer({
      notifications: createNotificationStore(postgres),
      send: (letter) => smtp.send(letter),
      isRefusedForGood: (error) => errorCodeOf(error) === RECIPIENT_REFUSED,
      logger,
    });
  const passwordResets = createPasswordResets({
    resets: createPasswordResetStore(postgres, { clock }),
    send: smtp && ((letter) => smtp.send(letter)),
    // Where the cabinet is not said to be, it is where the API is said to be.
    cabinetUrl: settings.CABINET_URL || settings.PUBLIC_URL,
    logger,
  });
  const tables = createRetentionStore(postgres);
  const mayRetain = () => takeLease('retention');
  const retain = createRetention({
    removeLogs: createLogRetention({
      logs: createLogStore(mongo),
      knownWebhooks: (ids) => tables.knownWebhooks(ids),
      mayGoOn: mayRetain,
    }),
    onLost: deps.onEventsLost,
    tables,
    mayGoOn: mayRetain,
    longestWaitMs: settings.PARK_LIMIT_MS + settings.RATE_WAIT_LIMIT_MS,
    days: {
      logs: settings.RETENTION_DAYS,
      jobs: settings.RETENTION_JOBS_DAYS,
      notifications: settings.RETENTION_NOTIFICATIONS_DAYS,
      audit: settings.RETENTION_AUDIT_DAYS,
      stats: {
        minute: settings.RETENTION_STATS_MINUTE_DAYS,
        hour: settings.RETENTION_STATS_HOUR_DAYS,
        day: settings.RETENTION_STATS_DAY_DAYS,
      },
    },
    clock,
    logger,
  });

  async function lookAfterWebhooks(): Promise<void> {
    if (await takeLease('auto-disable')) await autoDisable();
  }

  return {
    /** Starts; answers with what stops it all and waits until it has ended. */
    start(): () => Promise<void> {
      const { RELAY_INTERVAL_MS, UPKEEP_INTERVAL_MS } = settings;
      const periodic = (name: string, intervalMs: number, work: () => Promise<void>) =>
        startPeriodic({ name, intervalMs, work, logger });
      const works = [
        periodic('jobs', RELAY_INTERVAL_MS, () => jobs.round()),
        periodic('auto-disable', UPKEEP_INTERVAL_MS, lookAfterWebhooks),
        periodic('retention', RETENTION_INTERVAL_MS, retain),
        // People wait for it: as often as what is waiting anywhere else.
        periodic('password-resets', RELAY_INTERVAL_MS, passwordResets),
        ...(mail ? [periodic('mail', UPKEEP_INTERVAL_MS, mail)] : []),
      ];
      return async () => {
        stopping.abort();
        await Promise.all([jobs.stop(), ...works.map((work) => work.stop())]);
        // A round that was under way may have taken one more job: it gives it back.
        await jobs.stop();
        smtp?.close();
      };
    },
  };
}
