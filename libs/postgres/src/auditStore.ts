import { Op, type WhereOptions } from 'sequelize';
import type { AuditAction, AuditEntry, AuditTarget, AuditView } from '@kassahook/contracts/audit';
import type { AuditRow } from './audit/auditModel.js';
import type { Postgres } from './postgres.js';
import { storeWrite } from './storeWrite.js';

export interface AuditQuery {
  accountId: string;
  limit: number;
  /** Only entries before this one. */
  before?: string | undefined;
  action?: AuditAction | undefined;
  userId?: number | undefined;
  targetType?: AuditTarget | undefined;
  targetId?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
}

/** Creates the store of the audit log. */
export function createAuditStore(postgres: Postgres) {
  const { audit } = postgres.models;
  return {
    /** For what happens outside this database, such as a login. What is in it is recorded with its own change. */
    record: (entry: AuditEntry): Promise<void> =>
      storeWrite(postgres, (transaction) => postgres.auditTrail.record([entry], transaction)),

    /** The newest first. */
    async list({ accountId, limit, before, action, userId, targetType, targetId, from, to }: AuditQuery) {
      const where: WhereOptions<AuditRow> = {
        accountId,
        ...(before !== undefined && { id: { [Op.lt]: before } }),
        ...(action && { action }),
        ...(userId !== undefined && { actorUserId: userId }),
        ...(targetType && { targetType }),
        ...(targetId !== undefined && { targetId }),
        ...((from ?? to) && { at: { ...(from && { [Op.gte]: from }), ...(to && { [Op.lt]: to }) } }),
      };
      const rows = await audit.findAll({ where, order: [['id', 'DESC']], limit });
      return rows.map(toView);
    },
  };
}

function toView(row: AuditRow): AuditView {
  const { id, at, action, targetType, targetId, address, requestId, details } = row;
  return {
    id,
    at: at.toISOString(),
    action,
    target: { type: targetType, id: targetId },
    actor: row.hasActor
      ? {
          userId: row.actorUserId,
          email: row.actorEmail,
          tokenId: row.actorTokenId,
          tokenName: row.actorTokenName,
        }
      : null,
    address,
    requestId,
    details,
  };
}
