import type { ModelStatic, Transaction } from 'sequelize';
import type { AuditEntry } from '@kassahook/contracts/audit';
import type { Clock } from '@kassahook/platform/clock';
import type { ApiTokenRow } from '../apiToken/apiTokenModel.js';
import { actorIn } from './actors.js';
import type { AuditRow } from './auditModel.js';

/** Writes entries, in the transaction of the change that they tell of: there is not one without the other. */
export interface AuditTrail {
  record(entries: readonly AuditEntry[], transaction: Transaction): Promise<void>;
}

export function createAuditTrail({
  model,
  tokens,
  clock,
}: {
  model: ModelStatic<AuditRow>;
  tokens: ModelStatic<ApiTokenRow>;
  clock: Clock;
}): AuditTrail {
  /** Null as well for a token that was deleted while its request was on its way. */
  async function tokenNameOf(id: string | null, transaction: Transaction): Promise<string | null> {
    if (id === null) return null;
    const token = await tokens.findByPk(id, { attributes: ['name'], transaction });
    return token?.name ?? null;
  }

  return {
    async record(entries, transaction) {
      const actor = actorIn(transaction);
      const actorTokenName = await tokenNameOf(actor?.tokenId ?? null, transaction);
      const rows = entries.map(({ details = {}, ...entry }) => ({
        ...entry,
        details,
        at: new Date(clock.now()),
        hasActor: actor !== null,
        actorUserId: actor?.userId ?? null,
        actorEmail: actor?.email ?? null,
        actorTokenId: actor?.tokenId ?? null,
        actorTokenName,
        address: actor?.address ?? null,
        requestId: actor?.requestId ?? null,
      }));
      await model.bulkCreate(rows, { transaction, returning: false });
    },
  };
}
