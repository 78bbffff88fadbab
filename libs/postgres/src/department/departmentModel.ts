import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type ModelStatic,
  type Sequelize,
} from 'sequelize';
import { accountId, identity, text } from '../columns.js';

/** A row of `departments`: a part of the range of goods, with the tax that its goods have. */
export class DepartmentRow extends Model<
  InferAttributes<DepartmentRow>,
  InferCreationAttributes<DepartmentRow>
> {
  declare id: CreationOptional<number>;
  declare accountId: string;
  declare name: string;
  /** `NDS_20`, `NDS_NO_TAX`, …: rates change by law, so the list is not closed. */
  declare tax: string;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

export function defineDepartment(sequelize: Sequelize): ModelStatic<DepartmentRow> {
  class Department extends DepartmentRow {}
  return Department.init(
    {
      id: identity,
      accountId,
      name: text({ max: 256 }),
      tax: text({ max: 32 }),
      createdAt: DataTypes.DATE,
      updatedAt: DataTypes.DATE,
    },
    { sequelize, tableName: 'departments' },
  );
}
