import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type ModelStatic,
  type Sequelize,
} from 'sequelize';
import { text } from '../columns.js';

/** A row of `oauth_refresh_tokens`. A used one stays until it would have expired: whoever brings it again is a thief, or was robbed. */
export class OAuthRefreshTokenRow extends Model<
  InferAttributes<OAuthRefreshTokenRow>,
  InferCreationAttributes<OAuthRefreshTokenRow>
> {
  declare tokenHash: string;
  declare grantId: string;
  declare expiresAt: Date;
  declare usedAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;
}

export function defineOAuthRefreshToken(sequelize: Sequelize): ModelStatic<OAuthRefreshTokenRow> {
  class OAuthRefreshToken extends OAuthRefreshTokenRow {}
  return OAuthRefreshToken.init(
    {
      tokenHash: { ...text({ max: 128 }), primaryKey: true },
      grantId: { type: DataTypes.UUID, allowNull: false },
      expiresAt: { type: DataTypes.DATE, allowNull: false },
      usedAt: { type: DataTypes.DATE, allowNull: true, defaultValue: null },
      createdAt: DataTypes.DATE,
    },
    { sequelize, tableName: 'oauth_refresh_tokens', updatedAt: false },
  );
}
