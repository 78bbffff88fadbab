import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type ModelStatic,
  type Sequelize,
} from 'sequelize';
import { newId } from '@kassahook/platform/ids';

/**
 * A row of `subscription_invalidation`: "the webhooks of this account have changed, and the caches have not been told yet".
 * It refers to nothing: it must outlive the account that it names.
 */
export class InvalidationRow extends Model<
  InferAttributes<InvalidationRow>,
  InferCreationAttributes<InvalidationRow>
> {
  declare id: CreationOptional<string>;
  declare accountId: string;
  /** Set by the database, whose clock also tells the age. */
  declare createdAt: CreationOptional<Date>;
}

export function defineInvalidation(sequelize: Sequelize): ModelStatic<InvalidationRow> {
  class Invalidation extends InvalidationRow {}
  return Invalidation.init(
    {
      id: { type: DataTypes.UUID, primaryKey: true, defaultValue: newId },
      accountId: { type: DataTypes.UUID, allowNull: false },
      createdAt: DataTypes.DATE,
    },
    { sequelize, tableName: 'subscription_invalidation', timestamps: false },
  );
}
