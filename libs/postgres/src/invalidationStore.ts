import { literal, Op } from 'sequelize';
import type { Postgres } from './postgres.js';

/** A change of webhooks that the caches may not have heard of. */
export interface PendingInvalidation {
  id: string;
  accountId: string;
}

export interface InvalidationStore {
  /** Oldest first. */
  pending(query: { olderThanMs: number; limit: number }): Promise<PendingInvalidation[]>;
  /** Those of the accounts that have a change which the caches may not have heard of. */
  accountsPending(accountIds: readonly string[]): Promise<Set<string>>;
  clear(ids: readonly string[]): Promise<void>;
}

/** Creates the store of what a process that died after COMMIT left undone; the relay does it for the process. */
export function createInvalidationStore({ models: { invalidation } }: Postgres): InvalidationStore {
  return {
    async pending({ olderThanMs, limit }) {
      // The database's clock on both sides: it also set createdAt.
      const before = literal(`clock_timestamp() - interval '${Math.trunc(olderThanMs)} milliseconds'`);
      const rows = await invalidation.findAll({
        where: { createdAt: { [Op.lte]: before } },
        order: ['createdAt', 'id'],
        limit,
      });
      return rows.map(({ id, accountId }) => ({ id, accountId }));
    },
    async accountsPending(accountIds) {
      if (accountIds.length === 0) return new Set();
      const where = { accountId: [...accountIds] };
      const rows = await invalidation.findAll({ where, attributes: ['accountId'] });
      return new Set(rows.map((row) => row.accountId));
    },
    async clear(ids) {
      if (ids.length > 0) await invalidation.destroy({ where: { id: [...ids] } });
    },
  };
}
