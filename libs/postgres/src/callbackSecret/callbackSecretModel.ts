import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type ModelStatic,
  type Sequelize,
} from 'sequelize';
import { optionalText, text } from '../columns.js';

/** A row of `callback_secrets`. */
export class CallbackSecretRow extends Model<
  InferAttributes<CallbackSecretRow>,
  InferCreationAttributes<CallbackSecretRow>
> {
  declare accountId: string;
  /** Encrypted. */
  declare sealedSecret: string;
  /** The secret before the last rotation, encrypted; it signs as well until then. */
  declare previousSealedSecret: CreationOptional<string | null>;
  declare previousSecretUntil: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;
}

export function defineCallbackSecret(sequelize: Sequelize): ModelStatic<CallbackSecretRow> {
  class CallbackSecret extends CallbackSecretRow {}
  return CallbackSecret.init(
    {
      accountId: { type: DataTypes.UUID, primaryKey: true },
      sealedSecret: text({ max: 1_024 }),
      previousSealedSecret: optionalText({ max: 1_024 }),
      previousSecretUntil: { type: DataTypes.DATE, allowNull: true, defaultValue: null },
      createdAt: DataTypes.DATE,
    },
    { sequelize, tableName: 'callback_secrets', updatedAt: false },
  );
}
