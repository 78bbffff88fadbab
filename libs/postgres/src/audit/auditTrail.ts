import type { ModelStatic, Transaction } from 'sequelize';
import type { AuditEntry } from '@kassahook/contracts/audit';
import type { Clock } from '@kassahook/platform/clock';
import { actorIn } from './actors.js';
import type { AuditRow } from './auditModel.js';

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
      const actor = actorIn(transaction);
      const rows = entries.map(({ details = {}, ...entry }) => ({
        ...entry,
        details,
        at: new Date(clock.now()),
        hasActor: actor !== null,
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
