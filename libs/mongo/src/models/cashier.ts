import type { Cashier } from '@kassahook/contracts/device';

/** A cashier as the API shows it, key by key: what is not named here never gets out, whatever a database holds. */
export function presentCashier(cashier: Cashier | null | undefined): Cashier | null {
  if (!cashier) return null;
  const { tabNumber, name, inn, role, permissions } = cashier;
  return {
    tabNumber,
    name,
    ...(inn !== undefined && { inn }),
    ...(role !== undefined && { role }),
    ...(permissions !== undefined && { permissions }),
  };
}
