import { z } from 'zod';
import { INT32_MAX } from './entityFields.js';

/** The most items that one page of a list has. */
export const PAGE_ITEMS_MAX = 1_000;

/** A number in a query: always text there. */
const count = z.coerce.number().int();
/** Beyond int32 some servers count wrong; no list is as long. */
const offset = count.min(0).max(INT32_MAX).default(0);

/** `limit` and `offset` of a list of a small catalogue; the total is in `X-Total-Count`. */
export const pageQuery = z.object({
  limit: count.min(1).max(PAGE_ITEMS_MAX).default(PAGE_ITEMS_MAX),
  offset,
});
export type PageQuery = z.infer<typeof pageQuery>;

/** `limit` and `offset` of a journal. */
export const journalPage = {
  limit: count.min(1).max(PAGE_ITEMS_MAX).default(100),
  offset,
} as const;
