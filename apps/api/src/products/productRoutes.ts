import { validationFailed } from '@kassahook/platform/errors';
import type { PageQuery } from '@kassahook/contracts/page';
import {
  productBulkBody,
  productCreateBody,
  productPatchBody,
  productReplaceBody,
  type ProductCreateBody,
  type ProductPatchBody,
  type ProductView,
} from '@kassahook/contracts/product';
import type { Authenticate } from '../http/authenticate.js';
import { answerPage, pageOf, type Page } from '../http/catalogueList.js';
import {
  pathParam,
  principalOf,
  type ApiContext,
  type ApiMiddleware,
  type ApiRouter,
} from '../http/context.js';
import { jsonArray } from '../http/jsonArray.js';
import { bodyOf } from '../http/jsonBody.js';
import { validated } from '../http/validate.js';

interface ProductKey {
  accountId: string;
  id: string;
}

/** The products of an account. Each call throws AppError NOT_FOUND for an id that is not the account's, or not one at all. */
export interface ProductStore {
  /** `rest`: what follows `items` when the page is too large to be held at once; null when that is all. */
  list(
    accountId: string,
    page: PageQuery,
  ): Promise<Page<ProductView> & { rest: AsyncIterable<readonly ProductView[]> | null }>;
  get(key: ProductKey): Promise<ProductView>;
  create(accountId: string, input: ProductCreateBody): Promise<ProductView>;
  /** All or none. */
  createMany(accountId: string, inputs: readonly ProductCreateBody[]): Promise<ProductView[]>;
  patch(key: ProductKey, patch: Omit<ProductPatchBody, 'id'>): Promise<ProductView>;
  replace(key: ProductKey, input: Omit<ProductPatchBody, 'id'>): Promise<ProductView>;
  remove(key: ProductKey): Promise<void>;
}

export interface ProductRoutesDeps {
  authenticate: Authenticate;
  jsonBody: ApiMiddleware;
  /** Takes larger bodies than the rest. */
  bulkBody: ApiMiddleware;
  products: ProductStore;
}

/** The same products under both; clients in the field use either. */
export const PRODUCT_PATHS = ['/api/products', '/api/v2/products'] as const;

/** Products: reading needs `read`, writing `write`. */
export function productRoutes({ authenticate, jsonBody, bulkBody, products }: ProductRoutesDeps) {
  const reader = authenticate('read');
  const writer = authenticate('write');

  return (router: ApiRouter): void => {
    for (const path of PRODUCT_PATHS) {
      router.get(path, reader, async (ctx) => {
        const { items, total, rest } = await products.list(principalOf(ctx).accountId, pageOf(ctx));
        answerPage(ctx, { items, total });
        if (!rest) return;
        ctx.type = 'json';
        ctx.body = jsonArray(items, rest);
      });

      router.post(path, writer, jsonBody, async (ctx) => {
        const input = validated(productCreateBody, bodyOf(ctx));
        ctx.body = await products.create(principalOf(ctx).accountId, input);
        ctx.status = 201;
      });

      router.post(`${path}/bulk`, writer, bulkBody, async (ctx) => {
        const inputs = validated(productBulkBody, bodyOf(ctx));
        ctx.body = await products.createMany(principalOf(ctx).accountId, inputs);
        ctx.status = 201;
      });

      router.get(`${path}/:id`, reader, async (ctx) => {
        ctx.body = await products.get(keyOf(ctx));
      });

      router.patch(`${path}/:id`, writer, jsonBody, async (ctx) => {
        const key = keyOf(ctx);
        ctx.body = await products.patch(key, sameProduct(validated(productPatchBody, bodyOf(ctx)), key));
      });

      router.put(`${path}/:id`, writer, jsonBody, async (ctx) => {
        const key = keyOf(ctx);
        ctx.body = await products.replace(key, sameProduct(validated(productReplaceBody, bodyOf(ctx)), key));
      });

      router.delete(`${path}/:id`, writer, async (ctx) => {
        await products.remove(keyOf(ctx));
        ctx.status = 204;
      });
    }
  };
}

function keyOf(ctx: ApiContext): ProductKey {
  return { accountId: principalOf(ctx).accountId, id: pathParam(ctx, 'id').toLowerCase() };
}

/** A product never changes its id; a body that says so is about another one. */
function sameProduct({ id, ...input }: ProductPatchBody, key: ProductKey): Omit<ProductPatchBody, 'id'> {
  if (id !== undefined && id !== key.id) throw validationFailed({ id: 'is not the id in the path' });
  return input;
}
