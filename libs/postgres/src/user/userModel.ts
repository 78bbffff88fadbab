import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type ModelStatic,
  type Sequelize,
} from 'sequelize';
import { ROLES, type Role } from '@kassahook/contracts/role';
import { accountId, identity, INT4, smallNumber, text } from '../columns.js';

/** A row of `users`: a person who may act for an account. */
export class UserRow extends Model<InferAttributes<UserRow>, InferCreationAttributes<UserRow>> {
  declare id: CreationOptional<number>;
  declare accountId: string;
  declare name: string;
  /** In lower case: people do not remember how they wrote it. */
  declare email: string;
  declare passwordHash: string;
  declare role: Role;
  /** Raised by a change of the password: sessions of earlier epochs are over. */
  declare sessionEpoch: CreationOptional<number>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

export function defineUser(sequelize: Sequelize): ModelStatic<UserRow> {
  class User extends UserRow {}
  return User.init(
    {
      id: identity,
      accountId,
      name: text({ max: 256 }),
      email: {
        type: DataTypes.TEXT,
        allowNull: false,
        set(value: string) {
          this.setDataValue('email', value.trim().toLowerCase());
        },
        validate: { isEmail: { msg: 'must be an e-mail address' }, len: [3, 320] },
      },
      passwordHash: text({ max: 512 }),
      role: {
        type: DataTypes.TEXT,
        allowNull: false,
        validate: { isIn: { args: [[...ROLES]], msg: `must be one of ${ROLES.join(', ')}` } },
      },
      sessionEpoch: smallNumber({ min: 0, max: INT4.max, defaultValue: 0 }),
      createdAt: DataTypes.DATE,
      updatedAt: DataTypes.DATE,
    },
    { sequelize, tableName: 'users' },
  );
}
