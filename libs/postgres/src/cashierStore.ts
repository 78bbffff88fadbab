import type { CashierRow } from './cashier/cashierModel.js';
import { createOwnedStore } from './ownedStore.js';
import type { Postgres } from './postgres.js';

/** A cashier as the API shows one; what is not known is absent. There is no password: registers keep their own. */
export interface CashierEntry {
  id: number;
  tabNumber: string;
  name: string;
  inn?: string;
  role?: string;
  permissions: string[];
}

export interface CashierInput {
  tabNumber: string;
  name: string;
  inn?: string | null | undefined;
  role?: string | null | undefined;
  permissions?: string[] | undefined;
}

/** Creates the store of cashiers; a staff number is unique within its account. */
export function createCashierStore(postgres: Postgres) {
  return createOwnedStore<CashierRow, CashierEntry, CashierInput>({
    postgres,
    model: postgres.models.cashier,
    present: presentCashierEntry,
    order: [],
    inUse: 'the cashier is in use',
  });
}

/** Field by field: what is not named here never gets out. */
function presentCashierEntry(row: CashierRow): CashierEntry {
  return {
    id: row.id,
    tabNumber: row.tabNumber,
    name: row.name,
    ...(row.inn !== null && { inn: row.inn }),
    ...(row.role !== null && { role: row.role }),
    permissions: row.permissions,
  };
}
