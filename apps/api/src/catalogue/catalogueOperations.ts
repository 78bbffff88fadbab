import { z } from 'zod';
import {
  cashierCreateBody,
  cashierPatchBody,
  cashierView,
  departmentCreateBody,
  departmentPatchBody,
  departmentView,
  shopCreateBody,
  shopPatchBody,
  shopView,
} from '@kassahook/contracts/catalogue';
import { serialId } from '@kassahook/contracts/entityFields';
import { pageQuery } from '@kassahook/contracts/page';
import { NO_CONTENT, TOTAL_HEADER } from '../http/listSpec.js';
import type { OperationSpec } from '../http/operationSpec.js';

interface CatalogueSpec {
  /** As `/api/<plural>` has it. */
  plural: string;
  /** As an operation's id has it. */
  one: 'Shop' | 'Department' | 'Cashier';
  createBody: z.ZodType;
  patchBody: z.ZodType;
  view: z.ZodType;
  example: object;
  patchExample: object;
  /** What more there is to say about creating and deleting. */
  notes?: { create?: string; remove?: string };
}

const params = z.object({ id: serialId });

/** The five endpoints that `catalogueRoutes` serves. */
function operationsOf(spec: CatalogueSpec): readonly OperationSpec[] {
  const { plural, one, createBody, patchBody, view, example, patchExample, notes = {} } = spec;
  const word = one.toLowerCase();
  const tag = `${one}s` as const;
  const path = `/api/${plural}`;
  const { id: _id, ...bodyExample } = example as { id: number };
  const shown = { description: `The ${word}.`, schema: view, example };
  return [
    {
      method: 'get',
      path,
      operationId: `list${one}s`,
      tag,
      summary: `List ${word}s`,
      scopes: ['read'],
      query: pageQuery,
      answers: {
        200: {
          description: `A page of the ${word}s.`,
          schema: z.array(view),
          example: [example],
          headers: TOTAL_HEADER,
        },
      },
    },
    {
      method: 'post',
      path,
      operationId: `create${one}`,
      tag,
      summary: `Create a ${word}`,
      ...(notes.create !== undefined && { description: notes.create }),
      scopes: ['write'],
      body: createBody,
      bodyExample,
      answers: { 201: shown },
    },
    {
      method: 'get',
      path: `${path}/:id`,
      operationId: `get${one}`,
      tag,
      summary: `Get a ${word}`,
      scopes: ['read'],
      params,
      answers: { 200: shown },
    },
    {
      method: 'patch',
      path: `${path}/:id`,
      operationId: `update${one}`,
      tag,
      summary: `Change what is given of a ${word}`,
      scopes: ['write'],
      params,
      body: patchBody,
      bodyExample: patchExample,
      answers: { 200: { ...shown, example: { ...example, ...patchExample } } },
    },
    {
      method: 'delete',
      path: `${path}/:id`,
      operationId: `delete${one}`,
      tag,
      summary: `Delete a ${word}`,
      ...(notes.remove !== undefined && { description: notes.remove }),
      scopes: ['write'],
      params,
      answers: { 204: NO_CONTENT },
    },
  ];
}

/** The endpoints of shops, departments and cashiers, described. */
export const catalogueOperations: readonly OperationSpec[] = [
  ...operationsOf({
    plural: 'shops',
    one: 'Shop',
    createBody: shopCreateBody,
    patchBody: shopPatchBody,
    view: shopView,
    example: { id: 4, name: 'Магазин на Лесной', sort: 0 },
    patchExample: { sort: 2 },
    notes: { remove: 'A shop that has devices is 409: move them to another one first.' },
  }),
  ...operationsOf({
    plural: 'departments',
    one: 'Department',
    createBody: departmentCreateBody,
    patchBody: departmentPatchBody,
    view: departmentView,
    example: { id: 3, name: 'Молочные продукты', tax: 'NDS_10' },
    patchExample: { tax: 'NDS_22' },
    notes: { remove: 'A department that has products is 409: move them to another one first.' },
  }),
  ...operationsOf({
    plural: 'cashiers',
    one: 'Cashier',
    createBody: cashierCreateBody,
    patchBody: cashierPatchBody,
    view: cashierView,
    example: { id: 8, tabNumber: '7', name: 'Иванова А. П.', inn: '500100732259', permissions: ['SALE'] },
    patchExample: { name: 'Петрова А. П.' },
    notes: {
      create:
        'A password is taken and dropped: registers keep their own. A staff number that is taken is 409.',
    },
  }),
];
