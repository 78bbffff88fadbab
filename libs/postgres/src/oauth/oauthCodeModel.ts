import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type ModelStatic,
  type Sequelize,
} from 'sequelize';
import type { OAuthScope } from '@kassahook/contracts/oauthApp';
import { accountId, optionalText, text, textList } from '../columns.js';

/** A row of `oauth_codes`: a consent that its application has yet to fetch; kept for a while after, to notice a second use. */
export class OAuthCodeRow extends Model<
  InferAttributes<OAuthCodeRow>,
  InferCreationAttributes<OAuthCodeRow>
> {
  declare codeHash: string;
  declare appId: string;
  declare accountId: string;
  declare userId: number;
  declare redirectUri: string;
  /** Whether the request named it, or left it to what is registered. */
  declare hasRedirectUri: boolean;
  declare scopes: OAuthScope[];
  /** Of PKCE, S256; null when the application sent none. */
  declare codeChallenge: string | null;
  declare expiresAt: Date;
  declare usedAt: CreationOptional<Date | null>;
  /** What it gave. */
  declare grantId: CreationOptional<string | null>;
  declare createdAt: CreationOptional<Date>;
}

export function defineOAuthCode(sequelize: Sequelize): ModelStatic<OAuthCodeRow> {
  class OAuthCode extends OAuthCodeRow {}
  return OAuthCode.init(
    {
      codeHash: { ...text({ max: 128 }), primaryKey: true },
      appId: { type: DataTypes.UUID, allowNull: false },
      accountId,
      userId: { type: DataTypes.INTEGER, allowNull: false },
      redirectUri: text({ max: 2_048 }),
      hasRedirectUri: { type: DataTypes.BOOLEAN, allowNull: false },
      scopes: textList({ countMax: 10, lengthMax: 32 }),
      codeChallenge: optionalText({ max: 128 }),
      expiresAt: { type: DataTypes.DATE, allowNull: false },
      usedAt: { type: DataTypes.DATE, allowNull: true, defaultValue: null },
      grantId: { type: DataTypes.UUID, allowNull: true, defaultValue: null },
      createdAt: DataTypes.DATE,
    },
    { sequelize, tableName: 'oauth_codes', updatedAt: false },
  );
}
