import type { StatsStep } from '@kassahook/contracts/stats';
import type { Postgres } from './postgres.js';
import { select } from './sql.js';
import { isUuid } from './uuid.js';

export interface Expiry {
  before: Date;
  /** Rows per statement at most. */
  limit: number;
}

/** Deletes what is older than it is kept for, a batch per call; each answers with how many rows went. */
export function createRetentionStore(postgres: Postgres) {
  async function remove(table: string, where: string, bind: Record<string, unknown>): Promise<number> {
    const rows = await select(
      postgres,
      `DELETE FROM ${table} WHERE ctid IN (SELECT ctid FROM ${table} WHERE ${where} LIMIT $limit) RETURNING 1 AS gone`,
      bind,
    );
    return rows.length;
  }

  return {
    /** Ended ones only: an open job has no end that could be old. */
    jobs: ({ before, limit }: Expiry) => remove('jobs', 'finished_at < $before', { before, limit }),
    notifications: ({ before, limit }: Expiry) =>
      remove('notifications', 'created_at < $before', { before, limit }),
    /** Of all accounts. */
    audit: ({ before, limit }: Expiry) => remove('audit_log', 'at < $before', { before, limit }),
    stats: (step: StatsStep, { before, limit }: Expiry) =>
      remove('delivery_stats', 'step = $step AND at < $before', { step, before, limit }),
    /** Notes of flushes: a process that was silent for longer is gone. */
    flushes: ({ before, limit }: Expiry) => remove('stats_flushes', 'at < $before', { before, limit }),
    passwordResets: ({ before, limit }: Expiry) =>
      remove('password_resets', 'requested_at < $before', { before, limit }),
    /** Requests that carried a key. */
    idempotencyKeys: ({ before, limit }: Expiry) =>
      remove('idempotency_keys', 'expires_at <= $before', { before, limit }),
    /** Expired or revoked. */
    tokens: ({ before, limit }: Expiry) =>
      remove('api_tokens', 'LEAST(revoked_at, expires_at) < $before', { before, limit }),
    invitations: ({ before, limit }: Expiry) =>
      remove('invitations', 'expires_at < $before', { before, limit }),
    /** Used ones too: a second use of one that has expired is refused without it. */
    refreshTokens: ({ before, limit }: Expiry) =>
      remove('oauth_refresh_tokens', 'expires_at < $before', { before, limit }),
    /** Those that nothing works by any more. */
    grants: ({ before, limit }: Expiry) =>
      remove(
        'oauth_grants',
        `created_at < $before
         AND NOT EXISTS (SELECT 1 FROM api_tokens AS t WHERE t.grant_id = oauth_grants.id
           AND (LEAST(t.revoked_at, t.expires_at) >= $before OR LEAST(t.revoked_at, t.expires_at) IS NULL))
         AND NOT EXISTS (SELECT 1 FROM oauth_refresh_tokens AS r WHERE r.grant_id = oauth_grants.id AND r.expires_at >= $before)`,
        { before, limit },
      ),
    /** Health of webhooks that were deleted. */
    strayHealth: ({ limit }: Pick<Expiry, 'limit'>) =>
      remove(
        'webhook_health',
        'NOT EXISTS (SELECT 1 FROM webhooks WHERE webhooks.id = webhook_health.webhook_id)',
        { limit },
      ),

    /** Those of the ids that are webhooks, of whatever account. */
    async knownWebhooks(ids: readonly string[]): Promise<Set<string>> {
      const uuids = ids.filter(isUuid);
      if (uuids.length === 0) return new Set();
      const rows = await select<{ id: string }>(
        postgres,
        'SELECT id FROM webhooks WHERE id = ANY ($uuids::uuid[])',
        { uuids },
      );
      return new Set(rows.map(({ id }) => id));
    },
  };
}
