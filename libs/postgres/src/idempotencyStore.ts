import { Op } from 'sequelize';
import type { Clock } from '@kassahook/platform/clock';
import { newId } from '@kassahook/platform/ids';
import type { SecretBox } from '@kassahook/platform/secretBox';
import type { IdempotencyKeyRow } from './idempotencyKey/idempotencyKeyModel.js';
import type { Postgres } from './postgres.js';
import { select } from './sql.js';

/** Which request: a key means something for one account and one route only. */
export interface IdempotencyScope {
  accountId: string;
  /** Method and path pattern. */
  route: string;
  key: string;
}

/** The right to run a request, once. */
export interface IdempotentRun extends IdempotencyScope {
  runId: string;
  /** The same for every run of the request. */
  requestId: string;
}

/** What is known of a request when it comes. */
export type IdempotencyVerdict =
  /** It is to be run now; nobody else does. */
  | { kind: 'run'; run: IdempotentRun }
  /** It was answered. `body` is JSON text; null for an answer without one. */
  | { kind: 'answered'; status: number; body: string | null }
  /** It was answered, with a secret that is not kept any more. */
  | { kind: 'forgotten' }
  /** A run is under way. */
  | { kind: 'inFlight' }
  /** The key was used for a request that said something else. */
  | { kind: 'otherRequest' }
  /** A run began and nobody knows how it ended. */
  | { kind: 'unknown' };

export interface IdempotencyStoreDeps {
  secretBox: SecretBox;
  clock: Clock;
}

/** A client that lost an answer asks again within seconds, one that a person restarts within minutes. */
const SECRET_MS = 10 * 60_000;
const LIFETIME_MS = 24 * 3_600_000;
/** Longer than any request takes; a run that is not over by then died with its process. */
const LOCK_MS = 120_000;
/** A key that is released between two statements of ours is tried again. */
const ROUNDS_MAX = 5;

/**
 * Remembers requests that carried an Idempotency-Key for 24 hours. The primary key decides who runs: one INSERT wins.
 * Rejected: Redis. It may lose what it holds here (see docs/reliability.md), and a forgotten key is a double that nobody notices.
 */
export function createIdempotencyStore(postgres: Postgres, { secretBox, clock }: IdempotencyStoreDeps) {
  const { idempotencyKey: keys } = postgres.models;
  const now = (): Date => new Date(clock.now());
  const later = (ms: number): Date => new Date(clock.now() + ms);

  const mine = ({ accountId, route, key, runId }: IdempotentRun) => ({ accountId, route, key, runId });

  /** A run that nobody knows the end of is made again, by the first who says so. */
  async function takeOver(scope: IdempotencyScope, row: IdempotencyKeyRow): Promise<IdempotencyVerdict> {
    const runId = newId();
    const [count] = await keys.update(
      { runId, lockedUntil: later(LOCK_MS) },
      { where: { ...scope, runId: row.runId, status: null } },
    );
    return count === 1
      ? { kind: 'run', run: { ...scope, runId, requestId: row.requestId } }
      : { kind: 'inFlight' };
  }

  return {
    /**
     * @param request.isRepeatable running it twice does what running it once does: then a run without an end is made again
     */
    async begin(
      scope: IdempotencyScope,
      request: { fingerprint: string; isRepeatable: boolean },
    ): Promise<IdempotencyVerdict> {
      const { fingerprint, isRepeatable } = request;
      for (let round = 0; round < ROUNDS_MAX; round += 1) {
        const runId = newId();
        await keys.destroy({ where: { ...scope, expiresAt: { [Op.lte]: now() } } });
        const fresh = { ...scope, requestId: newId(), runId, fingerprint };
        const times = { lockedUntil: later(LOCK_MS), expiresAt: later(LIFETIME_MS) };
        await keys.bulkCreate([{ ...fresh, ...times }], { ignoreDuplicates: true });
        const row = await keys.findOne({ where: { ...scope } });
        if (!row) continue;
        if (row.runId === runId) return { kind: 'run', run: { ...scope, runId, requestId: row.requestId } };
        if (row.fingerprint !== fingerprint) return { kind: 'otherRequest' };
        if (row.status !== null) {
          if (row.answerUntil !== null && row.answerUntil <= now()) return { kind: 'forgotten' };
          const body = row.sealedAnswer === null ? null : secretBox.open(row.sealedAnswer);
          return { kind: 'answered', status: row.status, body };
        }
        if (row.lockedUntil > now()) return { kind: 'inFlight' };
        return isRepeatable ? takeOver(scope, row) : { kind: 'unknown' };
      }
      return { kind: 'inFlight' };
    },

    /** Remembers the answer; one that shows a secret (`isSecret`) for ten minutes only. */
    async finish(
      run: IdempotentRun,
      { status, body, isSecret }: { status: number; body: string | null; isSecret: boolean },
    ): Promise<void> {
      const sealedAnswer = body === null ? null : secretBox.seal(body);
      const answerUntil = isSecret ? later(SECRET_MS) : null;
      await keys.update({ status, sealedAnswer, answerUntil }, { where: mine(run) });
    },

    /** The run failed and its process lives: nobody need wait for the end of its lock. What it did is as unknown as before. */
    async giveUp(run: IdempotentRun): Promise<void> {
      await keys.update({ lockedUntil: now() }, { where: { ...mine(run), status: null } });
    },

    /** The request was turned away before it did anything: its key is free again. */
    async withdraw(run: IdempotentRun): Promise<void> {
      await keys.destroy({ where: { ...mine(run), status: null } });
    },

    /** Erases answers that showed a secret long enough, at most `limit` of them. Keys that are over are removed with everything old. */
    async forgetSecrets({ limit }: { limit: number }): Promise<void> {
      await select(
        postgres,
        `UPDATE idempotency_keys SET sealed_answer = NULL WHERE ctid IN (
           SELECT ctid FROM idempotency_keys WHERE answer_until <= $now AND sealed_answer IS NOT NULL LIMIT $limit)`,
        { now: now(), limit },
      );
    },
  };
}
export type IdempotencyStore = ReturnType<typeof createIdempotencyStore>;
