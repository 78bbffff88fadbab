import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type ModelStatic,
  type Sequelize,
} from 'sequelize';
import { text } from '../columns.js';

/** A row of `callback_secrets`. */
export class CallbackSecretRow extends Model<
  InferAttributes<CallbackSecretRow>,
  InferCreationAttributes<CallbackSecretRow>
> {
  declare accountId: string;
  /** Encrypted. */
  declare sealedSecret: string;
  declare createdAt: CreationOptional<Date>;
}

export function defineCallbackSecret(sequelize: Sequelize): ModelStatic<CallbackSecretRow> {
  class CallbackSecret extends CallbackSecretRow {}
  return CallbackSecret.init(
    {
      accountId: { type: DataTypes.UUID, primaryKey: true },
      sealedSecret: text({ max: 1_024 }),
      createdAt: DataTypes.DATE,
    },
    { sequelize, tableName: 'callback_secrets', updatedAt: false },
  );
}
