import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type ModelStatic,
  type Sequelize,
} from 'sequelize';
import { TAX_MODES } from '@kassahook/contracts/deviceEntity';
import { accountId, check, text } from '../columns.js';

export type TaxMode = (typeof TAX_MODES)[number];

/** A row of `device_registrations`: a register's registration with the tax office. Bears DEVICE_REGISTRATION events. */
export class DeviceRegistrationRow extends Model<
  InferAttributes<DeviceRegistrationRow>,
  InferCreationAttributes<DeviceRegistrationRow>
> {
  declare deviceId: number;
  declare accountId: string;
  declare registryNumber: string;
  declare fnNumber: string;
  /** The operator of fiscal data. */
  declare ofd: string;
  declare taxModes: TaxMode[];
  declare address: string;
  declare registeredAt: Date;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

export function defineDeviceRegistration(sequelize: Sequelize): ModelStatic<DeviceRegistrationRow> {
  class DeviceRegistration extends DeviceRegistrationRow {}
  return DeviceRegistration.init(
    {
      deviceId: { type: DataTypes.INTEGER, primaryKey: true },
      accountId,
      registryNumber: text({ max: 32 }),
      fnNumber: text({ max: 32 }),
      ofd: text({ max: 256 }),
      taxModes: {
        type: DataTypes.ARRAY(DataTypes.TEXT),
        allowNull: false,
        validate: { modes: check(areTaxModes, `must be one or more of ${TAX_MODES.join(', ')}, each once`) },
      },
      address: text({ max: 1_024 }),
      registeredAt: { type: DataTypes.DATE, allowNull: false },
      createdAt: DataTypes.DATE,
      updatedAt: DataTypes.DATE,
    },
    { sequelize, tableName: 'device_registrations' },
  );
}

function areTaxModes(value: unknown): boolean {
  if (!Array.isArray(value) || value.length === 0 || new Set(value).size < value.length) return false;
  return value.every((mode) => (TAX_MODES as readonly unknown[]).includes(mode));
}
