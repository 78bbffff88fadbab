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

/** A row of `idempotency_keys`: a request that must not happen twice. */
export class IdempotencyKeyRow extends Model<
  InferAttributes<IdempotencyKeyRow>,
  InferCreationAttributes<IdempotencyKeyRow>
> {
  declare accountId: string;
  declare route: string;
  declare key: string;
  /** The same for every run of this request: ids that are made of it are too. */
  declare requestId: string;
  /** Another one for each run. */
  declare runId: string;
  declare fingerprint: string;
  /** Until then a run may be under way. */
  declare lockedUntil: Date;
  declare expiresAt: Date;
  /** Null until it is answered. */
  declare status: CreationOptional<number | null>;
  /** The answer's body, encrypted: some answers show a secret that is shown once. */
  declare sealedAnswer: CreationOptional<string | null>;
  /** When the answer is to be forgotten, before its key is; null: with the key. */
  declare answerUntil: CreationOptional<Date | null>;
}

export function defineIdempotencyKey(sequelize: Sequelize): ModelStatic<IdempotencyKeyRow> {
  class IdempotencyKey extends IdempotencyKeyRow {}
  return IdempotencyKey.init(
    {
      accountId: { type: DataTypes.UUID, primaryKey: true },
      route: { ...text({ max: 256 }), primaryKey: true },
      key: { ...text({ max: 255 }), primaryKey: true },
      requestId: { type: DataTypes.UUID, allowNull: false },
      runId: { type: DataTypes.UUID, allowNull: false },
      fingerprint: text({ max: 64 }),
      lockedUntil: { type: DataTypes.DATE, allowNull: false },
      expiresAt: { type: DataTypes.DATE, allowNull: false },
      status: { type: DataTypes.INTEGER, allowNull: true, defaultValue: null },
      // A thousand products are answered with what their body had, 5 MB, and a little more; sealed, four characters for three bytes.
      sealedAnswer: optionalText({ max: 16_000_000 }),
      answerUntil: { type: DataTypes.DATE, allowNull: true, defaultValue: null },
    },
    { sequelize, tableName: 'idempotency_keys', timestamps: false },
  );
}
