import type { ModelStatic, Transaction } from 'sequelize';
import type { Actor, AuditEntry } from '@kassahook/contracts/audit';
import type { Clock } from '@kassahook/platform/clock';
import { outermostOf } from '../capture/transactionWatch.js';
import type { Postgres } from '../postgres.js';
import type { AuditRow } from './auditModel.js';

/** On whose behalf a transaction writes; one that is not here is the house's own. */
const actors = new WeakMap<Transaction, Actor>();

/**
 * The same database, every transaction of which is somebody's: a store that is made of it leaves entries with that actor, also in
 * methods that know nothing of the audit log. (Rejected: an AsyncLocalStorage, which on Node 20 slows every promise of the process
 * for what a few rare writes need.)
 */
export function actingAs(postgres: Postgres, actor: Actor): Postgres {
  return {
    ...postgres,
    transaction: (work) =>
      postgres.transaction((transaction) => {
        actors.set(outermostOf(transaction), actor);
        return work(transaction);
      }),
  };
}

/** Writes entries, in the transaction of the change that they tell of: there is not one without the other. */
export interface AuditTrail {
  record(entries: readonly AuditEntry[], transaction: Transaction): Promise<void>;
}

export function createAuditTrail({
  model,
  clock,
}: {
  model: ModelStatic<AuditRow>;
  clock: Clock;
}): AuditTrail {
  return {
    async record(entries, transaction) {
      const actor = actors.get(outermostOf(transaction));
      const rows = entries.map(({ details = {}, ...entry }) => ({
        ...entry,
        details,
        at: new Date(clock.now()),
        hasActor: actor !== undefined,
        actorUserId: actor?.userId ?? null,
        actorEmail: actor?.email ?? null,
        actorTokenId: actor?.tokenId ?? null,
        address: actor?.address ?? null,
        requestId: actor?.requestId ?? null,
      }));
      await model.bulkCreate(rows, { transaction, returning: false });
    },
  };
}
