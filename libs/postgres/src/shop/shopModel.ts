import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type ModelStatic,
  type Sequelize,
} from 'sequelize';
import { accountId, identity, INT4, smallNumber, text } from '../columns.js';

/** A row of `shops`. */
export class ShopRow extends Model<InferAttributes<ShopRow>, InferCreationAttributes<ShopRow>> {
  declare id: CreationOptional<number>;
  declare accountId: string;
  declare name: string;
  declare sort: CreationOptional<number>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

export function defineShop(sequelize: Sequelize): ModelStatic<ShopRow> {
  class Shop extends ShopRow {}
  return Shop.init(
    {
      id: identity,
      accountId,
      name: text({ max: 256 }),
      sort: smallNumber({ ...INT4, defaultValue: 0 }),
      createdAt: DataTypes.DATE,
      updatedAt: DataTypes.DATE,
    },
    { sequelize, tableName: 'shops' },
  );
}
