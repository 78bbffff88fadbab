import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type ModelStatic,
  type Sequelize,
} from 'sequelize';
import { accountId, identity, optionalText, text, textList } from '../columns.js';

/** A row of `cashiers`. There is no password here, and none may come: registers keep their own. */
export class CashierRow extends Model<InferAttributes<CashierRow>, InferCreationAttributes<CashierRow>> {
  declare id: CreationOptional<number>;
  declare accountId: string;
  /** The staff number, unique within the account. */
  declare tabNumber: string;
  declare name: string;
  declare inn: CreationOptional<string | null>;
  declare role: CreationOptional<string | null>;
  declare permissions: CreationOptional<string[]>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

export function defineCashier(sequelize: Sequelize): ModelStatic<CashierRow> {
  class Cashier extends CashierRow {}
  return Cashier.init(
    {
      id: identity,
      accountId,
      tabNumber: text({ max: 32 }),
      name: text({ max: 256 }),
      inn: optionalText({ max: 12 }),
      role: optionalText({ max: 64 }),
      permissions: textList({ countMax: 100, lengthMax: 64 }),
      createdAt: DataTypes.DATE,
      updatedAt: DataTypes.DATE,
    },
    { sequelize, tableName: 'cashiers' },
  );
}
