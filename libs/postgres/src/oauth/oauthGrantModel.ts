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
import { newId } from '@kassahook/platform/ids';
import { accountId, textList } from '../columns.js';

/** A row of `oauth_grants`: one consent of a member. */
export class OAuthGrantRow extends Model<
  InferAttributes<OAuthGrantRow>,
  InferCreationAttributes<OAuthGrantRow>
> {
  declare id: CreationOptional<string>;
  declare appId: string;
  /** The account that is accessed. */
  declare accountId: string;
  declare userId: number;
  declare scopes: OAuthScope[];
  declare createdAt: CreationOptional<Date>;
}

export function defineOAuthGrant(sequelize: Sequelize): ModelStatic<OAuthGrantRow> {
  class OAuthGrant extends OAuthGrantRow {}
  return OAuthGrant.init(
    {
      id: { type: DataTypes.UUID, primaryKey: true, defaultValue: newId },
      appId: { type: DataTypes.UUID, allowNull: false },
      accountId,
      userId: { type: DataTypes.INTEGER, allowNull: false },
      scopes: textList({ countMax: 10, lengthMax: 32 }),
      createdAt: DataTypes.DATE,
    },
    { sequelize, tableName: 'oauth_grants', updatedAt: false },
  );
}
