import type { DepartmentRow } from './department/departmentModel.js';
import { createOwnedStore } from './ownedStore.js';
import type { Postgres } from './postgres.js';

/** A department as the API shows it. */
export interface Department {
  id: number;
  name: string;
  /** `NDS_20`, `NDS_NO_TAX`, … */
  tax: string;
}

export type DepartmentInput = Omit<Department, 'id'>;

/** Creates the store of departments. */
export function createDepartmentStore(postgres: Postgres) {
  return createOwnedStore<DepartmentRow, Department, DepartmentInput>({
    postgres,
    model: postgres.models.department,
    present: ({ id, name, tax }) => ({ id, name, tax }),
    order: [],
    inUse: 'the department has products: move them to another department first',
  });
}
