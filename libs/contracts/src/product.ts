import { z } from 'zod';
import { POSITION_TYPES } from './device.js';
import {
  INT32_MAX,
  optionalText,
  optionalTextOrNumber,
  orDefault,
  serialId,
  textOrNumber,
} from './entityFields.js';
import { shownInstant } from './instantText.js';
import { PAGE_ITEMS_MAX } from './page.js';
import { JSON_DEPTH_MAX, withoutPasswords } from './withoutPasswords.js';

/*
 * What `/api/products` takes and shows. Unknown fields are ignored. Money is in kopecks, quantities in thousandths.
 */

const PRICES_MAX = 1_000;
const CODES_MAX = 1_000;
/** Characters of `meta` as JSON: a page has a thousand products, and each is told whole with every change. */
const META_CHARS_MAX = 32_768;

/** Products that one bulk creates at most. */
export const PRODUCTS_BULK_MAX = PAGE_ITEMS_MAX;

/** Whole kopecks; what a JS number holds exactly. */
const price = z.int().min(0);
const devicePrice = z.object({ deviceId: serialId, value: price });
const codes = z.array(textOrNumber(128)).max(CODES_MAX);

/** Notes of the owner's own. */
const meta = z.record(z.string(), z.unknown()).transform((value, context) => {
  const refuse = (message: string): never => {
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  };
  const kept = withoutPasswords(value);
  if (kept === undefined) return refuse(`must not nest deeper than ${JSON_DEPTH_MAX} levels`);
  if (JSON.stringify(kept).length > META_CHARS_MAX) {
    return refuse(`must have at most ${META_CHARS_MAX} characters as JSON`);
  }
  return kept as Record<string, unknown>;
});

const fields = {
  /** May be empty: some clients create a product first and fill it afterwards. */
  name: orDefault(z.string().max(512)),
  type: orDefault(z.enum(POSITION_TYPES)),
  departmentId: serialId.nullable().optional(),
  quantity: orDefault(z.int()),
  price: orDefault(price),
  prices: orDefault(z.array(devicePrice).max(PRICES_MAX)),
  isMarked: orDefault(z.boolean()),
  meta: orDefault(meta),
  barcodes: orDefault(codes),
  vendorCodes: orDefault(codes),
  /** `NDS_20`, `NDS_NO_TAX`, ...: rates change by law, so the list is not closed. Null: the department's. */
  tax: optionalText(32),
  unit: optionalTextOrNumber(32),
  imageUrl: optionalText(2_048),
};

const productId = z.guid('must be a UUID').transform((id) => id.toLowerCase());

/** `POST /api/products`; the client may choose the id. Without one it is generated. */
export const productCreateBody = z.object({ ...fields, id: orDefault(productId) });
export type ProductCreateBody = z.infer<typeof productCreateBody>;

/** `PUT /api/products/:id`: what is absent takes its default; `id`, when given, is the path's. */
export const productReplaceBody = productCreateBody.clone();
/** `PATCH /api/products/:id`: changes only what is given; `id`, when given, is the path's. */
export const productPatchBody = productCreateBody.clone();
export type ProductPatchBody = z.infer<typeof productPatchBody>;

/** `POST /api/products/bulk`: all or none. */
export const productBulkBody = z
  .array(productCreateBody)
  .max(PRODUCTS_BULK_MAX)
  .superRefine((products, context) => {
    const seen = new Set<string>();
    products.forEach(({ id }, index) => {
      if (id === undefined) return;
      if (seen.has(id)) context.addIssue({ code: 'custom', path: [index, 'id'], message: 'is given twice' });
      seen.add(id);
    });
  });

/** A product as the API and the events show it. */
export const productView = z.object({
  id: z.guid(),
  name: z.string(),
  type: z.enum(POSITION_TYPES),
  departmentId: z.int().min(1).max(INT32_MAX).nullable(),
  quantity: z.int(),
  price,
  prices: z.array(devicePrice),
  isMarked: z.boolean(),
  meta: z.record(z.string(), z.unknown()),
  barcodes: z.array(z.string()),
  vendorCodes: z.array(z.string()),
  tax: z.string().nullable(),
  unit: z.string().nullable(),
  imageUrl: z.string().optional(),
  createdAt: shownInstant,
  updatedAt: shownInstant,
});
export type ProductView = z.infer<typeof productView>;
