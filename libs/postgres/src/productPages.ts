import type { ListPage } from './ownedStore.js';
import type { Postgres } from './postgres.js';
import { presentProduct, type Product } from './product/presentProduct.js';
import { select } from './sql.js';

/** A page of products, of which no more is in memory than its first part. */
export interface ProductPage extends ListPage<Product> {
  /** What comes after `items` in a page that is large, part by part, each read when it is asked for; null when that is all. */
  rest: AsyncGenerator<Product[], void, undefined> | null;
}

export interface PageQuery {
  limit: number;
  offset: number;
}

/**
 * Bytes of rows, as Postgres writes them, that one part has: a thousand usual products are half a megabyte, a thousand of the largest
 * three hundred, which a process of several such requests would not live through. Of a part a reader that has stopped holds four times as
 * much: objects, text, and what is on its way.
 */
const PART_BYTES = 1024 * 1024;

/**
 * Creates the read of a page, oldest first, so that pages stay where they are when products are added. A page is never shorter than asked
 * for while there are more: clients step by `limit`. So a large one comes in parts. What a page has is read first, ids and sizes alone: a
 * part is then cut by what it weighs, and a deep `offset` is passed over once.
 */
export function createProductPages(
  postgres: Postgres,
  { partBytes = PART_BYTES }: { partBytes?: number } = {},
) {
  const { product } = postgres.models;

  async function partOf(accountId: string, ids: readonly string[]): Promise<Product[]> {
    if (ids.length === 0) return [];
    const rows = await product.findAll({ where: { accountId, id: [...ids] } });
    const found = new Map(rows.map((row) => [row.id, row]));
    // One that was deleted since is not there any more.
    return ids.flatMap((id) => found.get(id) ?? []).map(presentProduct);
  }

  async function* restOf(accountId: string, parts: readonly (readonly string[])[]) {
    for (const ids of parts) yield await partOf(accountId, ids);
  }

  return async function pageOf(accountId: string, { limit, offset }: PageQuery): Promise<ProductPage> {
    const [sizes, total] = await Promise.all([
      // The sizes are taken outside, of what the page has: inside they would be taken of all that is passed over, too.
      select<{ id: string; bytes: number }>(
        postgres,
        `SELECT id, octet_length(p::text) AS bytes FROM (
           SELECT * FROM products WHERE account_id = $accountId ORDER BY created_at, id LIMIT $limit OFFSET $offset) p`,
        { accountId, limit, offset },
      ),
      product.count({ where: { accountId } }),
    ]);
    const [first = [], ...others] = partsOf(sizes, partBytes);
    const rest = others.length > 0 ? restOf(accountId, others) : null;
    return { items: await partOf(accountId, first), total, rest };
  };
}

/** Ids in their order, cut where a part would weigh too much; at least one in each. */
function partsOf(sizes: readonly { id: string; bytes: number }[], partBytes: number): string[][] {
  const parts: string[][] = [];
  let left = 0;
  for (const { id, bytes } of sizes) {
    const part = parts.at(-1);
    if (!part || bytes > left) {
      parts.push([id]);
      left = partBytes - bytes;
    } else {
      part.push(id);
      left -= bytes;
    }
  }
  return parts;
}
