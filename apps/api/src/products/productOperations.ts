import { z } from 'zod';
import { pageQuery } from '@kassahook/contracts/page';
import {
  productBulkBody,
  productCreateBody,
  productPatchBody,
  productReplaceBody,
  productView,
} from '@kassahook/contracts/product';
import { NO_CONTENT, TOTAL_HEADER } from '../http/listSpec.js';
import type { OperationSpec } from '../http/operationSpec.js';
import { PRODUCT_PATHS } from './productRoutes.js';

const tag = 'Products';
const params = z.object({ id: z.guid() });

const bodyExample = {
  id: '5f2b1c1e-6d52-4a3e-9a35-0c4f6f1b2a10',
  name: 'Молоко 3,2 %',
  type: 'COUNTABLE',
  departmentId: 3,
  quantity: 1_000,
  price: 8_990,
  prices: [{ deviceId: 17, value: 9_290 }],
  barcodes: ['4600000000017'],
  vendorCodes: ['MLK-32'],
  tax: 'NDS_10',
  unit: 'шт',
};
const example = {
  ...bodyExample,
  isMarked: false,
  meta: {},
  createdAt: '2026-03-01T09:00:00.000Z',
  updatedAt: '2026-03-01T09:00:00.000Z',
};
const shown = { description: 'The product.', schema: productView, example };

/** Both addresses serve the same; an operation's id is its own. */
function operationsAt(path: (typeof PRODUCT_PATHS)[number], suffix: string): readonly OperationSpec[] {
  return [
    {
      method: 'get',
      path,
      operationId: `listProducts${suffix}`,
      tag,
      summary: 'List products, oldest first',
      description:
        'A page has as many products as `limit` says while there are that many, however large they are: `offset` moves on by `limit`. One of ' +
        'more than about eight million characters is sent as it is read (chunked, without `Content-Length`).',
      scopes: ['read'],
      query: pageQuery,
      answers: {
        200: {
          description: 'A page of the products.',
          schema: z.array(productView),
          example: [example],
          headers: TOTAL_HEADER,
        },
      },
    },
    {
      method: 'post',
      path,
      operationId: `createProduct${suffix}`,
      tag,
      summary: 'Create a product',
      description:
        'The id may be chosen by the client; one that is taken is 409. Every field may be left out. Money is in kopecks, quantities are in thousandths (1000 = one piece).',
      scopes: ['write'],
      body: productCreateBody,
      bodyExample,
      answers: { 201: shown },
    },
    {
      method: 'post',
      path: `${path}/bulk`,
      operationId: `createProducts${suffix}`,
      tag,
      summary: 'Create up to 1000 products, all or none',
      description:
        'Each product is an event of its own. A failing field is named by its place, e.g. `3.name`.',
      scopes: ['write'],
      body: productBulkBody,
      bodyExample: [bodyExample],
      answers: {
        201: {
          description: 'The products, in the order given.',
          schema: z.array(productView),
          example: [example],
        },
      },
    },
    {
      method: 'get',
      path: `${path}/:id`,
      operationId: `getProduct${suffix}`,
      tag,
      summary: 'Get a product',
      scopes: ['read'],
      params,
      answers: { 200: shown },
    },
    {
      method: 'patch',
      path: `${path}/:id`,
      operationId: `updateProduct${suffix}`,
      tag,
      summary: 'Change what is given of a product',
      scopes: ['write'],
      params,
      body: productPatchBody,
      bodyExample: { price: 9_490 },
      answers: { 200: { ...shown, example: { ...example, price: 9_490 } } },
    },
    {
      method: 'put',
      path: `${path}/:id`,
      operationId: `replaceProduct${suffix}`,
      tag,
      summary: 'Replace a product: what is absent takes its default',
      scopes: ['write'],
      params,
      body: productReplaceBody,
      bodyExample,
      answers: { 200: shown },
    },
    {
      method: 'delete',
      path: `${path}/:id`,
      operationId: `deleteProduct${suffix}`,
      tag,
      summary: 'Delete a product',
      scopes: ['write'],
      params,
      answers: { 204: NO_CONTENT },
    },
  ];
}

/** The endpoints of products, described. */
export const productOperations: readonly OperationSpec[] = PRODUCT_PATHS.flatMap((path, index) =>
  operationsAt(path, index === 0 ? '' : 'V2'),
);
