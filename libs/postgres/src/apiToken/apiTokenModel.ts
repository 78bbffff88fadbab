import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type ModelStatic,
  type Sequelize,
} from 'sequelize';
import { TOKEN_SCOPES, type TokenScope } from '@kassahook/contracts/tokenScope';
import { newId } from '@kassahook/platform/ids';
import { accountId, check, text } from '../columns.js';

/** A row of `api_tokens`. The token itself is shown once and stored nowhere. */
export class ApiTokenRow extends Model<InferAttributes<ApiTokenRow>, InferCreationAttributes<ApiTokenRow>> {
  declare id: CreationOptional<string>;
  declare accountId: string;
  /** Whom the token acts for; null for a register's token. */
  declare userId: CreationOptional<number | null>;
  /** The register that reports with this token; null for a person's. */
  declare deviceId: CreationOptional<number | null>;
  /** The grant that it came of; null for one that a person made. */
  declare grantId: CreationOptional<string | null>;
  declare name: string;
  declare tokenHash: string;
  declare scopes: TokenScope[];
  /** Null: never. */
  declare expiresAt: CreationOptional<Date | null>;
  declare revokedAt: CreationOptional<Date | null>;
  declare lastUsedAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;
}

export function defineApiToken(sequelize: Sequelize): ModelStatic<ApiTokenRow> {
  class ApiToken extends ApiTokenRow {}
  return ApiToken.init(
    {
      id: { type: DataTypes.UUID, primaryKey: true, defaultValue: newId },
      accountId,
      userId: { type: DataTypes.INTEGER, allowNull: true, defaultValue: null },
      deviceId: { type: DataTypes.INTEGER, allowNull: true, defaultValue: null },
      grantId: { type: DataTypes.UUID, allowNull: true, defaultValue: null },
      name: text({ max: 256 }),
      tokenHash: text({ max: 128 }),
      scopes: {
        type: DataTypes.ARRAY(DataTypes.TEXT),
        allowNull: false,
        validate: { scopes: check(areScopes, `must be one or more of ${TOKEN_SCOPES.join(', ')}`) },
      },
      expiresAt: { type: DataTypes.DATE, allowNull: true, defaultValue: null },
      revokedAt: { type: DataTypes.DATE, allowNull: true, defaultValue: null },
      lastUsedAt: { type: DataTypes.DATE, allowNull: true, defaultValue: null },
      createdAt: DataTypes.DATE,
    },
    { sequelize, tableName: 'api_tokens', updatedAt: false },
  );
}

function areScopes(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((scope) => (TOKEN_SCOPES as readonly unknown[]).includes(scope))
  );
}
