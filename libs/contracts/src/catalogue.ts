import { z } from 'zod';
import {
  nameText,
  optionalText,
  orDefault,
  requiredTextOrNumber,
  serialId,
  sortPlace,
} from './entityFields.js';

/*
 * What `/api/shops`, `/api/departments` and `/api/cashiers` take and show. Unknown fields are ignored: a cashier's password among
 * them, which registers keep for themselves and nobody stores here.
 */

/** `POST /api/shops` */
export const shopCreateBody = z.object({ name: nameText, sort: orDefault(sortPlace) });
/** `PATCH /api/shops/:id` */
export const shopPatchBody = shopCreateBody.extend({ name: orDefault(nameText) });
export const shopView = z.object({ id: serialId, name: z.string(), sort: z.int() });
export type ShopView = z.infer<typeof shopView>;

/** `NDS_20`, `NDS_NO_TAX`, ...: rates change by law, so the list is not closed. */
const tax = z.string().min(1).max(32);

/** `POST /api/departments` */
export const departmentCreateBody = z.object({ name: nameText, tax });
/** `PATCH /api/departments/:id` */
export const departmentPatchBody = z.object({ name: orDefault(nameText), tax: orDefault(tax) });
export const departmentView = z.object({ id: serialId, name: z.string(), tax: z.string() });
export type DepartmentView = z.infer<typeof departmentView>;

const tabNumber = requiredTextOrNumber(32);
const personal = {
  inn: optionalText(12),
  role: optionalText(64),
  permissions: orDefault(z.array(z.string().max(64)).max(100)),
};

/** `POST /api/cashiers` */
export const cashierCreateBody = z.object({ tabNumber, name: nameText, ...personal });
/** `PATCH /api/cashiers/:id` */
export const cashierPatchBody = z.object({
  tabNumber: orDefault(tabNumber),
  name: orDefault(nameText),
  ...personal,
});

/** A cashier as documents embed it. */
export const shownCashier = z.object({
  tabNumber: z.string(),
  name: z.string(),
  inn: z.string().optional(),
  role: z.string().optional(),
  permissions: z.array(z.string()).optional(),
});

/** A cashier of the catalogue; the id is what its address is made of. */
export const cashierView = shownCashier.extend({ id: serialId, permissions: z.array(z.string()) });
export type CashierView = z.infer<typeof cashierView>;
