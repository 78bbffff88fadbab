import { STATS_STEPS, type StatsStep } from '@kassahook/contracts/stats';
import type { Clock } from '@kassahook/platform/clock';
import type { Logger } from '@kassahook/platform/logger';
import type { LogRetentionAges, LogRetentionCounts } from './logRetention.js';

interface Expiry {
  before: Date;
  limit: number;
}

export interface RetentionDeps {
  /** Events and attempts. */
  removeLogs: (ages: LogRetentionAges) => Promise<LogRetentionCounts>;
  /** Told how many events went though a delivery of theirs still seemed to wait. */
  onLost: (events: number) => void;
  /** Each deletes a batch and answers with how many went. */
  tables: {
    jobs(expiry: Expiry): Promise<number>;
    notifications(expiry: Expiry): Promise<number>;
    audit(expiry: Expiry): Promise<number>;
    stats(step: StatsStep, expiry: Expiry): Promise<number>;
    flushes(expiry: Expiry): Promise<number>;
    passwordResets(expiry: Expiry): Promise<number>;
    idempotencyKeys(expiry: Expiry): Promise<number>;
    tokens(expiry: Expiry): Promise<number>;
    invitations(expiry: Expiry): Promise<number>;
    refreshTokens(expiry: Expiry): Promise<number>;
    grants(expiry: Expiry): Promise<number>;
    strayHealth(expiry: Pick<Expiry, 'limit'>): Promise<number>;
  };
  /** How long an attempt that is due may be set aside, parked and waiting for its webhook's rate, ms. */
  longestWaitMs: number;
  /** Asked before each batch; false ends the round. */
  mayGoOn: () => Promise<boolean>;
  days: {
    logs: number;
    jobs: number;
    notifications: number;
    audit: number;
    stats: Readonly<Record<StatsStep, number>>;
  };
  clock: Clock;
  logger: Logger;
}

const DAY_MS = 86_400_000;
const BATCH = 2_000;
/** A process that wrote no counters for so long has ended: it will not repeat a flush. */
const FLUSHES_DAYS = 7;
/** A message that is late by this, and by more than it may wait for anything, is not coming. */
const LOST_AFTER_RETENTIONS = 2;
/** What ended is looked for by people for a while: in a list of tokens, in a log of what was refused. */
const ACCESS_DAYS = 30;
/** Their tokens live an hour. */
const PASSWORD_RESETS_DAYS = 1;

/** Lets go what is older than it is kept for, in batches, so that nobody waits behind a delete of millions. */
export function createRetention(deps: RetentionDeps) {
  const { removeLogs, onLost, tables, mayGoOn, days, longestWaitMs, clock, logger } = deps;
  const waitDays = longestWaitMs / DAY_MS;
  const before = (keptDays: number) => new Date(clock.now() - keptDays * DAY_MS);

  async function all(remove: (expiry: Expiry) => Promise<number>, keptDays: number): Promise<number> {
    const expiry = { before: before(keptDays), limit: BATCH };
    let total = 0;
    while (await mayGoOn()) {
      const gone = await remove(expiry);
      total += gone;
      if (gone < BATCH) break;
    }
    return total;
  }

  /** One round over everything. */
  return async function round(): Promise<void> {
    if (!(await mayGoOn())) return;
    const logs = await removeLogs({
      before: before(days.logs),
      lostBefore: before(Math.max(LOST_AFTER_RETENTIONS * days.logs, days.logs + waitDays)),
      waitedBefore: before(Math.max(days.logs, waitDays)),
    });
    onLost(logs.lost);
    const jobs = await all((expiry) => tables.jobs(expiry), days.jobs);
    const notifications = await all((expiry) => tables.notifications(expiry), days.notifications);
    const audit = await all((expiry) => tables.audit(expiry), days.audit);
    let stats = 0;
    for (const step of STATS_STEPS) {
      stats += await all((expiry) => tables.stats(step, expiry), days.stats[step]);
    }
    await all((expiry) => tables.flushes(expiry), FLUSHES_DAYS);
    await all((expiry) => tables.passwordResets(expiry), PASSWORD_RESETS_DAYS);
    await all((expiry) => tables.idempotencyKeys(expiry), 0);
    for (const table of ['tokens', 'invitations', 'refreshTokens', 'grants'] as const) {
      await all((expiry) => tables[table](expiry), ACCESS_DAYS);
    }
    await all(({ limit }) => tables.strayHealth({ limit }), 0);
    logger.info({ ...logs, jobs, notifications, audit, stats }, 'retention.done');
  };
}
