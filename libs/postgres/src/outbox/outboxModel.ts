import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type ModelStatic,
  type Sequelize,
} from 'sequelize';
import { ACTIONS, ENTITY_TYPES, type Action, type EntityType } from '@kassahook/domain/eventType';

/**
 * A row of `outbox`: an event that is committed and not yet fanned out. It refers to nothing: an event outlives its entity, and
 * a foreign key to the account would cost each write a lookup and a lock.
 */
export class OutboxRow extends Model<InferAttributes<OutboxRow>, InferCreationAttributes<OutboxRow>> {
  declare eventId: CreationOptional<string>;
  declare accountId: string;
  declare type: EntityType;
  declare action: Action;
  declare entityId: string;
  declare occurredAt: Date;
  /** JSON text, not jsonb: these very bytes go out. */
  declare snapshot: string;
}

export function defineOutbox(sequelize: Sequelize): ModelStatic<OutboxRow> {
  class Outbox extends OutboxRow {}
  return Outbox.init(
    {
      eventId: { type: DataTypes.UUID, primaryKey: true },
      accountId: { type: DataTypes.UUID, allowNull: false },
      type: { type: DataTypes.TEXT, allowNull: false, validate: { isIn: [[...ENTITY_TYPES]] } },
      action: { type: DataTypes.TEXT, allowNull: false, validate: { isIn: [[...ACTIONS]] } },
      entityId: { type: DataTypes.TEXT, allowNull: false },
      occurredAt: { type: DataTypes.DATE, allowNull: false },
      snapshot: { type: DataTypes.TEXT, allowNull: false },
    },
    { sequelize, tableName: 'outbox', timestamps: false },
  );
}
