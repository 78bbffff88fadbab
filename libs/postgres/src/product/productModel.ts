import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type ModelStatic,
  type Sequelize,
} from 'sequelize';
import { POSITION_TYPES } from '@kassahook/contracts/device';
import { newId } from '@kassahook/platform/ids';
import {
  accountId,
  check,
  isPlainObject,
  isWhole,
  optionalText,
  text,
  textList,
  wholeNumber,
} from '../columns.js';
import { isUuid } from '../uuid.js';

export type ProductType = (typeof POSITION_TYPES)[number];

/** A price that one register has of its own, in kopecks. */
export interface DevicePrice {
  deviceId: number;
  value: number;
}

const PRICES_MAX = 1_000;

/**
 * A row of `products`. Bears PRODUCT events. The id is unique within the account only: clients choose it, and two owners may
 * well bring the same catalogue.
 */
export class ProductRow extends Model<InferAttributes<ProductRow>, InferCreationAttributes<ProductRow>> {
  declare id: CreationOptional<string>;
  declare accountId: string;
  declare name: CreationOptional<string>;
  declare type: CreationOptional<ProductType>;
  declare departmentId: CreationOptional<number | null>;
  /** Thousandths: 1000 is one piece. */
  declare quantity: CreationOptional<number>;
  /** Kopecks. */
  declare price: CreationOptional<number>;
  declare prices: CreationOptional<DevicePrice[]>;
  declare isMarked: CreationOptional<boolean>;
  declare meta: CreationOptional<Record<string, unknown>>;
  declare barcodes: CreationOptional<string[]>;
  declare vendorCodes: CreationOptional<string[]>;
  /** `NDS_20`, `NDS_NO_TAX`, …; null: the department's. */
  declare tax: CreationOptional<string | null>;
  declare unit: CreationOptional<string | null>;
  declare imageUrl: CreationOptional<string | null>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

export function defineProduct(sequelize: Sequelize): ModelStatic<ProductRow> {
  class Product extends ProductRow {}
  return Product.init(
    {
      id: {
        type: DataTypes.UUID,
        primaryKey: true,
        defaultValue: newId,
        validate: { form: check(isUuid, 'must be a UUID') },
      },
      accountId: { ...accountId, primaryKey: true },
      // May be empty: some clients create a product first and fill it afterwards.
      name: { ...text({ min: 0, max: 512 }), defaultValue: '' },
      type: {
        type: DataTypes.TEXT,
        allowNull: false,
        defaultValue: 'COUNTABLE',
        validate: {
          isIn: { args: [[...POSITION_TYPES]], msg: `must be one of ${POSITION_TYPES.join(', ')}` },
        },
      },
      departmentId: { type: DataTypes.INTEGER, allowNull: true, defaultValue: null },
      quantity: wholeNumber('quantity', { min: Number.MIN_SAFE_INTEGER, defaultValue: 1_000 }),
      price: wholeNumber('price', { min: 0, defaultValue: 0 }),
      prices: {
        type: DataTypes.JSONB,
        allowNull: false,
        defaultValue: [],
        validate: { list: check(arePrices, 'must be a list of {deviceId, value}, value in whole kopecks') },
      },
      isMarked: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false },
      meta: {
        type: DataTypes.JSONB,
        allowNull: false,
        defaultValue: {},
        validate: { object: check(isPlainObject, 'must be an object') },
      },
      barcodes: textList({ countMax: 1_000, lengthMax: 128 }),
      vendorCodes: textList({ countMax: 1_000, lengthMax: 128 }),
      tax: optionalText({ max: 32 }),
      unit: optionalText({ max: 32 }),
      imageUrl: optionalText({ max: 2_048 }),
      createdAt: DataTypes.DATE,
      updatedAt: DataTypes.DATE,
    },
    { sequelize, tableName: 'products' },
  );
}

function arePrices(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.length <= PRICES_MAX &&
    value.every(
      (price) =>
        isPlainObject(price) &&
        isWhole(price.deviceId, 1, 2_147_483_647) &&
        isWhole(price.value, 0, Number.MAX_SAFE_INTEGER),
    )
  );
}
