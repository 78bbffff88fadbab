import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type ModelStatic,
  type Sequelize,
} from 'sequelize';
import {
  WEBHOOK_HEADERS_MAX,
  WEBHOOK_METADATA_MAX,
  WEBHOOK_RATE,
  WEBHOOK_TIMEOUT_MS,
  webhookBatchSchema,
  type WebhookBatch,
} from '@kassahook/contracts/webhook';
import { WEBHOOK_IDS_MAX } from '@kassahook/contracts/webhookContent';
import type { Filter } from '@kassahook/domain/filter';
import {
  isMask,
  maskToActions,
  maskToTypes,
  maskWithActions,
  maskWithTypes,
  type EventActions,
  type EventTypes,
} from '@kassahook/domain/mask';
import { AppError } from '@kassahook/platform/errors';
import { newId } from '@kassahook/platform/ids';
import {
  accountId,
  check,
  isPlainObject,
  isTextRecord,
  isWhole,
  optionalText,
  smallNumber,
  text,
} from '../columns.js';

/**
 * A row of `webhooks`. What it hears is one integer, `mask`; `types` and `events` are two ways to read and to write it.
 * They throw when `mask` was not selected instead of reading a subscription to nothing, or writing one.
 */
export class WebhookRow extends Model<InferAttributes<WebhookRow>, InferCreationAttributes<WebhookRow>> {
  declare id: CreationOptional<string>;
  declare accountId: string;
  declare url: string;
  declare isActive: CreationOptional<boolean>;
  declare mask: CreationOptional<number>;
  /** Virtual. Setting may be partial: an entity that is absent is left as it is. */
  declare types: CreationOptional<EventTypes>;
  /** Virtual. Setting may be partial, like `types`; of the two the one that is set last wins. */
  declare events: CreationOptional<EventActions>;
  declare description: CreationOptional<string | null>;
  declare timeoutMs: CreationOptional<number>;
  declare headers: CreationOptional<Record<string, string>>;
  declare metadata: CreationOptional<Record<string, string>>;
  declare filter: CreationOptional<Filter | null>;
  declare deviceIds: CreationOptional<number[] | null>;
  declare shopIds: CreationOptional<number[] | null>;
  declare maxPerSecond: CreationOptional<number | null>;
  declare batch: CreationOptional<WebhookBatch | null>;
  /** The signing secret, encrypted. */
  declare sealedSecret: string;
  /** The secret before the last rotation, encrypted; it signs as well until then. */
  declare previousSealedSecret: CreationOptional<string | null>;
  declare previousSecretUntil: CreationOptional<Date | null>;
  /** Since when it has been on, with this URL. */
  declare enabledAt: CreationOptional<Date>;
  /** Why we switched it off; null when we did not. */
  declare disabledReason: CreationOptional<string | null>;
  declare disabledAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

export function defineWebhook(sequelize: Sequelize): ModelStatic<WebhookRow> {
  class Webhook extends WebhookRow {}
  return Webhook.init(
    {
      id: { type: DataTypes.UUID, primaryKey: true, defaultValue: newId },
      accountId,
      url: { ...text({ max: 2_048 }), validate: { form: check(isHttpUrl, 'must be an http(s) URL') } },
      isActive: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: true },
      mask: {
        type: DataTypes.INTEGER,
        allowNull: false,
        defaultValue: 0,
        validate: { bits: check((value) => isMask(Number(value)), 'has bits that mean nothing') },
      },
      types: {
        // `['mask']`: selecting `types` selects what it is read from.
        type: new DataTypes.VIRTUAL(DataTypes.JSON, ['mask']),
        get(this: WebhookRow) {
          return maskToTypes(maskOf(this, 'types'));
        },
        set(this: WebhookRow, types: Partial<EventTypes>) {
          this.set('mask', maskWithTypes(types, maskOf(this, 'types')));
        },
      },
      events: {
        type: new DataTypes.VIRTUAL(DataTypes.JSON, ['mask']),
        get(this: WebhookRow) {
          return maskToActions(maskOf(this, 'events'));
        },
        set(this: WebhookRow, events: Partial<EventActions>) {
          this.set('mask', maskWithActions(events, maskOf(this, 'events')));
        },
      },
      description: optionalText({ max: 500 }),
      timeoutMs: smallNumber({
        min: WEBHOOK_TIMEOUT_MS.min,
        max: WEBHOOK_TIMEOUT_MS.max,
        defaultValue: WEBHOOK_TIMEOUT_MS.default,
      }),
      headers: textRecord(WEBHOOK_HEADERS_MAX),
      metadata: textRecord(WEBHOOK_METADATA_MAX),
      filter: {
        type: DataTypes.JSONB,
        allowNull: true,
        defaultValue: null,
        validate: { form: check((value) => value === null || isPlainObject(value), 'must be an object') },
      },
      deviceIds: idList(),
      shopIds: idList(),
      maxPerSecond: {
        type: DataTypes.INTEGER,
        allowNull: true,
        defaultValue: null,
        validate: { min: WEBHOOK_RATE.min, max: WEBHOOK_RATE.max },
      },
      batch: {
        type: DataTypes.JSONB,
        allowNull: true,
        defaultValue: null,
        validate: { form: check(isBatch, 'must be {maxEvents, maxWaitMs}') },
      },
      sealedSecret: text({ max: 1_024 }),
      previousSealedSecret: optionalText({ max: 1_024 }),
      previousSecretUntil: { type: DataTypes.DATE, allowNull: true, defaultValue: null },
      enabledAt: { type: DataTypes.DATE, allowNull: false, defaultValue: DataTypes.NOW },
      disabledReason: optionalText({ max: 64 }),
      disabledAt: { type: DataTypes.DATE, allowNull: true, defaultValue: null },
      createdAt: DataTypes.DATE,
      updatedAt: DataTypes.DATE,
    },
    { sequelize, tableName: 'webhooks' },
  );
}

/** @throws AppError MASK_NOT_SELECTED for a row that was read without its mask */
function maskOf(row: WebhookRow, attribute: string): number {
  const mask = row.getDataValue('mask') as number | undefined;
  if (mask !== undefined) return mask;
  throw new AppError(`Webhook.${attribute} is read from mask, which was not selected`, {
    code: 'MASK_NOT_SELECTED',
  });
}

/** The form only: where a webhook may point is the sender's policy. */
function isHttpUrl(value: unknown): boolean {
  if (typeof value !== 'string' || value.length > 2_048 || !URL.canParse(value)) return false;
  return ['http:', 'https:'].includes(new URL(value).protocol);
}

function isBatch(value: unknown): boolean {
  return value === null || webhookBatchSchema.safeParse(value).success;
}

function idList() {
  return {
    type: DataTypes.ARRAY(DataTypes.INTEGER),
    allowNull: true,
    defaultValue: null,
    validate: {
      count: check(
        (value) => value === null || (Array.isArray(value) && isWhole(value.length, 1, WEBHOOK_IDS_MAX)),
        `must have 1 to ${WEBHOOK_IDS_MAX} ids`,
      ),
    },
  };
}

function textRecord(countMax: number) {
  return {
    type: DataTypes.JSONB,
    allowNull: false,
    defaultValue: {},
    validate: {
      record: check((value) => isTextRecord(value, countMax), `must map at most ${countMax} names to texts`),
    },
  };
}
