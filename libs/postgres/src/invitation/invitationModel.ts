import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type ModelStatic,
  type Sequelize,
} from 'sequelize';
import type { Role } from '@kassahook/contracts/role';
import { newId } from '@kassahook/platform/ids';
import { accountId, text } from '../columns.js';

/** A row of `invitations`: somebody may join the account, with a link that was shown once. */
export class InvitationRow extends Model<
  InferAttributes<InvitationRow>,
  InferCreationAttributes<InvitationRow>
> {
  declare id: CreationOptional<string>;
  declare accountId: string;
  declare email: string;
  declare role: Role;
  declare tokenHash: string;
  declare invitedBy: number | null;
  declare expiresAt: Date;
  declare createdAt: CreationOptional<Date>;
}

export function defineInvitation(sequelize: Sequelize): ModelStatic<InvitationRow> {
  class Invitation extends InvitationRow {}
  return Invitation.init(
    {
      id: { type: DataTypes.UUID, primaryKey: true, defaultValue: newId },
      accountId,
      email: text({ min: 3, max: 320 }),
      role: text({ max: 32 }),
      tokenHash: text({ max: 128 }),
      invitedBy: { type: DataTypes.INTEGER, allowNull: true },
      expiresAt: { type: DataTypes.DATE, allowNull: false },
      createdAt: DataTypes.DATE,
    },
    { sequelize, tableName: 'invitations', updatedAt: false },
  );
}
