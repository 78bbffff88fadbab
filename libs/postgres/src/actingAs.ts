import type { Actor } from '@kassahook/contracts/audit';
import { setActor } from './audit/actors.js';
import type { Postgres } from './postgres.js';

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
        setActor(transaction, actor);
        return work(transaction);
      }),
  };
}
