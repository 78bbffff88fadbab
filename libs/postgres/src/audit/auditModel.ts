import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type ModelStatic,
  type Sequelize,
} from 'sequelize';
import type { AuditAction, AuditTarget } from '@kassahook/contracts/audit';
import { newId } from '@kassahook/platform/ids';
import { accountId } from '../columns.js';

/** A row of `audit_log`; written once, never changed. */
export class AuditRow extends Model<InferAttributes<AuditRow>, InferCreationAttributes<AuditRow>> {
  declare id: CreationOptional<string>;
  declare accountId: string;
  declare at: Date;
  declare action: AuditAction;
  declare targetType: AuditTarget;
  declare targetId: string;
  /** False for what the house did by itself. */
  declare hasActor: boolean;
  declare actorUserId: number | null;
  declare actorEmail: string | null;
  declare actorTokenId: string | null;
  /** As it was called then. */
  declare actorTokenName: string | null;
  declare address: string | null;
  declare requestId: string | null;
  declare details: Record<string, unknown>;
}

export function defineAudit(sequelize: Sequelize): ModelStatic<AuditRow> {
  class Audit extends AuditRow {}
  // One object for each: Sequelize writes the column's name into it.
  const required = () => ({ type: DataTypes.TEXT, allowNull: false });
  const optional = () => ({ type: DataTypes.TEXT, allowNull: true });
  return Audit.init(
    {
      id: { type: DataTypes.UUID, primaryKey: true, defaultValue: newId },
      accountId,
      at: { type: DataTypes.DATE, allowNull: false },
      action: required(),
      targetType: required(),
      targetId: required(),
      hasActor: { type: DataTypes.BOOLEAN, allowNull: false },
      actorUserId: { type: DataTypes.INTEGER, allowNull: true },
      actorEmail: optional(),
      actorTokenId: optional(),
      actorTokenName: optional(),
      address: optional(),
      requestId: optional(),
      details: { type: DataTypes.JSONB, allowNull: false },
    },
    { sequelize, tableName: 'audit_log', timestamps: false },
  );
}
