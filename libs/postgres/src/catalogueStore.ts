import type { Postgres } from './postgres.js';
import { storeWrite } from './storeWrite.js';

export interface NewShop {
  accountId: string;
  name: string;
  sort?: number;
}

export interface NewDepartment {
  accountId: string;
  name: string;
  /** `NDS_20`, `NDS_NO_TAX`, … */
  tax: string;
}

/** A cashier without a password: registers keep their own. */
export interface NewCashier {
  accountId: string;
  tabNumber: string;
  name: string;
  inn?: string;
  role?: string;
  permissions?: string[];
}

/** Creates the store of what a shop is made of before it sells: shops, departments, cashiers. None of them bears events. */
export function createCatalogueStore(postgres: Postgres) {
  const { shop, department, cashier } = postgres.models;
  return {
    createShop: (input: NewShop): Promise<{ id: number }> =>
      storeWrite(postgres, async (transaction) => {
        const { id } = await shop.create(input, { transaction });
        return { id };
      }),
    createDepartment: (input: NewDepartment): Promise<{ id: number }> =>
      storeWrite(postgres, async (transaction) => {
        const { id } = await department.create(input, { transaction });
        return { id };
      }),
    /** @throws AppError CONFLICT when the account has a cashier with this staff number */
    createCashier: (input: NewCashier): Promise<{ id: number }> =>
      storeWrite(postgres, async (transaction) => {
        const { id } = await cashier.create(input, { transaction });
        return { id };
      }),
  };
}
