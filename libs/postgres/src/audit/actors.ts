import type { Transaction } from 'sequelize';
import type { Actor } from '@kassahook/contracts/audit';
import { outermostOf } from '../capture/transactionWatch.js';

/** On whose behalf a transaction writes; one that is not here is the house's own. */
const actors = new WeakMap<Transaction, Actor>();

export function setActor(transaction: Transaction, actor: Actor): void {
  actors.set(outermostOf(transaction), actor);
}

export function actorIn(transaction: Transaction): Actor | null {
  return actors.get(outermostOf(transaction)) ?? null;
}
