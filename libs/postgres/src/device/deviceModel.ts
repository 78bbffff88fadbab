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

/** A row of `devices`: a cash register. Bears DEVICE events. */
export class DeviceRow extends Model<InferAttributes<DeviceRow>, InferCreationAttributes<DeviceRow>> {
  declare id: CreationOptional<number>;
  declare accountId: string;
  /** The shop; the API calls it `groupId`. */
  declare shopId: number;
  declare name: string;
  declare sort: CreationOptional<number>;
  /** Minutes east of UTC. */
  declare timezoneOffset: CreationOptional<number>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

/** Moscow. */
const TIMEZONE_DEFAULT_MINUTES = 180;

export function defineDevice(sequelize: Sequelize): ModelStatic<DeviceRow> {
  class Device extends DeviceRow {}
  return Device.init(
    {
      id: identity,
      accountId,
      shopId: { type: DataTypes.INTEGER, allowNull: false },
      name: text({ max: 256 }),
      sort: smallNumber({ ...INT4, defaultValue: 0 }),
      timezoneOffset: smallNumber({ min: -720, max: 840, defaultValue: TIMEZONE_DEFAULT_MINUTES }),
      createdAt: DataTypes.DATE,
      updatedAt: DataTypes.DATE,
    },
    { sequelize, tableName: 'devices' },
  );
}
