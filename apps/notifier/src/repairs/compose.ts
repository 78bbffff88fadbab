import type { Amqp } from '@kassahook/amqp/amqp';
import { eventsQueue } from '@kassahook/amqp/names';
import type { EventHint } from '@kassahook/contracts/messages';
import { createJournalStore } from '@kassahook/mongo/journalStore';
import type { Mongo } from '@kassahook/mongo/mongo';
import { createOperationSweep } from '@kassahook/mongo/operationSweep';
import type { createOutboxStore as createMongoOutbox } from '@kassahook/mongo/outboxStore';
import type { Clock } from '@kassahook/platform/clock';
import type { SettingName, Settings } from '@kassahook/platform/env';
import type { Logger } from '@kassahook/platform/logger';
import type { SecretBox } from '@kassahook/platform/secretBox';
import { createIdempotencyStore } from '@kassahook/postgres/idempotencyStore';
import type { createInvalidationStore } from '@kassahook/postgres/invalidationStore';
import type { createOutboxStore as createPostgresOutbox } from '@kassahook/postgres/outboxStore';
import type { Postgres } from '@kassahook/postgres/postgres';
import { createOperationSweeper } from '../operationSweeper.js';
import { startPeriodic } from '../periodic.js';
import { createRelay } from '../relay.js';

export const REPAIR_SETTINGS = [
  'RELAY_AGE_MS',
  'RELAY_INTERVAL_MS',
  'OPERATION_SWEEP_INTERVAL_MS',
] as const satisfies readonly SettingName[];

export interface RepairsDeps {
  settings: Settings<(typeof REPAIR_SETTINGS)[number]>;
  postgres: Postgres;
  mongo: Mongo;
  amqp: Amqp;
  outboxes: {
    postgres: ReturnType<typeof createPostgresOutbox>;
    mongo: ReturnType<typeof createMongoOutbox>;
  };
  publishHints: (hints: readonly EventHint[]) => Promise<void>;
  invalidations: ReturnType<typeof createInvalidationStore>;
  /** Makes the cache forget the account's webhooks. */
  invalidate: (accountId: string) => Promise<void>;
  /** Told how many hints the relay published. */
  onRelayed: (count: number) => void;
  secretBox: SecretBox;
  clock: Clock;
  logger: Logger;
}

const INVALIDATION_BATCH = 100;
/** Answers that showed a secret long enough: nobody is shown them any more, and soon after they are nowhere. */
const SECRETS_INTERVAL_MS = 60_000;
const SECRETS_BATCH = 1_000;

/** What sees to it that nothing is left behind by a process that died half-way, put together: every notifier does it, again and again. */
export function composeRepairs(deps: RepairsDeps) {
  const { settings, postgres, mongo, amqp, outboxes, publishHints, invalidations, clock, logger } = deps;
  const relay = createRelay({
    outboxes,
    publishHints,
    hintsWaiting: async () => (await amqp.depths([eventsQueue]))[eventsQueue] ?? 0,
    clock,
    ageMs: settings.RELAY_AGE_MS,
  });
  const sweepOperations = createOperationSweeper({
    sweep: createOperationSweep(mongo, createJournalStore(mongo)),
    clock,
    logger,
  });
  const idempotencyKeys = createIdempotencyStore(postgres, { secretBox: deps.secretBox, clock });

  async function relayHints(): Promise<void> {
    const count = await relay.round();
    deps.onRelayed(count);
    if (count > 0) logger.info({ hints: count }, 'relay.published');
  }

  /** Webhook changes whose process died between the commit and the invalidation of the cache. */
  async function repeatInvalidations(): Promise<void> {
    const left = await invalidations.pending({
      olderThanMs: settings.RELAY_AGE_MS,
      limit: INVALIDATION_BATCH,
    });
    for (const { id, accountId } of left) {
      await deps.invalidate(accountId);
      await invalidations.clear([id]);
    }
  }

  return {
    /** Starts; answers with what stops it all and waits until it has ended. */
    start(): () => Promise<void> {
      const { RELAY_INTERVAL_MS, OPERATION_SWEEP_INTERVAL_MS } = settings;
      const periodic = (name: string, intervalMs: number, work: () => Promise<void>) =>
        startPeriodic({ name, intervalMs, work, logger });
      const works = [
        periodic('relay', RELAY_INTERVAL_MS, relayHints),
        periodic('invalidations', RELAY_INTERVAL_MS, repeatInvalidations),
        periodic('operations', OPERATION_SWEEP_INTERVAL_MS, sweepOperations),
        periodic('shown secrets', SECRETS_INTERVAL_MS, () =>
          idempotencyKeys.forgetSecrets({ limit: SECRETS_BATCH }),
        ),
      ];
      return async () => {
        await Promise.all(works.map((work) => work.stop()));
      };
    },
  };
}
