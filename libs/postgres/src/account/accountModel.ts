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
import { text } from '../columns.js';

/** A row of `accounts`: an owner of cash registers. */
export class AccountRow extends Model<InferAttributes<AccountRow>, InferCreationAttributes<AccountRow>> {
  declare id: CreationOptional<string>;
  declare name: string;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

export function defineAccount(sequelize: Sequelize): ModelStatic<AccountRow> {
  class Account extends AccountRow {}
  return Account.init(
    {
      id: { type: DataTypes.UUID, primaryKey: true, defaultValue: newId },
      name: text({ max: 256 }),
      createdAt: DataTypes.DATE,
      updatedAt: DataTypes.DATE,
    },
    { sequelize, tableName: 'accounts' },
  );
}
