import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type ModelStatic,
  type Sequelize,
} from 'sequelize';
import { newId } from '@kassahook/platform/ids';
import { accountId, optionalText, text, textList } from '../columns.js';

/** A row of `oauth_apps`: a program that asks accounts for access. Its id is its client id. */
export class OAuthAppRow extends Model<InferAttributes<OAuthAppRow>, InferCreationAttributes<OAuthAppRow>> {
  declare id: CreationOptional<string>;
  /** Who made it. */
  declare accountId: string;
  declare name: string;
  declare logoUrl: CreationOptional<string | null>;
  declare redirectUris: string[];
  declare isConfidential: boolean;
  /** Null for one that cannot keep a secret. */
  declare secretHash: string | null;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

export function defineOAuthApp(sequelize: Sequelize): ModelStatic<OAuthAppRow> {
  class OAuthApp extends OAuthAppRow {}
  return OAuthApp.init(
    {
      id: { type: DataTypes.UUID, primaryKey: true, defaultValue: newId },
      accountId,
      name: text({ max: 100 }),
      logoUrl: optionalText({ max: 2_048 }),
      redirectUris: textList({ countMax: 20, lengthMax: 2_048 }),
      isConfidential: { type: DataTypes.BOOLEAN, allowNull: false },
      secretHash: optionalText({ max: 128 }),
      createdAt: DataTypes.DATE,
      updatedAt: DataTypes.DATE,
    },
    { sequelize, tableName: 'oauth_apps' },
  );
}
