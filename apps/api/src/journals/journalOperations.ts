import { z } from 'zod';
import {
  encashmentView,
  journalAnswer,
  operationView,
  receiptView,
  shiftView,
} from '@kassahook/contracts/journal';
import { encashmentQuery, operationQuery, receiptQuery, shiftQuery } from '@kassahook/contracts/journalQuery';
import { NEXT_HEADER, TOTAL_HEADER } from '../http/listSpec.js';
import type { OperationSpec } from '../http/operationSpec.js';
import { encashmentExample, operationExample, receiptExample, shiftExample } from './journalExamples.js';

const PAGING =
  'Newest first. `from` and `to` are both included: ISO 8601, UTC unless they say otherwise; a date alone is a whole day. ' +
  'Deep pages: follow `before` with the value of `X-Next-Before`; it finds the page at once, and what is added meanwhile shifts nothing. ' +
  '`offset` works at any depth as well, and is fast for whoever reads page after page. ' +
  'A page of very large documents is shorter than `limit`: go on while there is an `X-Next-Before`.';

const query = {
  from: '2026-03-01T00:00:00.000Z',
  to: '2026-03-01T23:59:59.999Z',
  limit: 100,
  offset: 0,
  devices: [17],
};
const params = z.object({ id: z.string() });

interface JournalSpec {
  /** As `/api/<plural>` has it. */
  plural: string;
  /** As an operation's id has it. */
  one: 'Receipt' | 'Shift' | 'Encashment' | 'Operation';
  query: z.ZodObject;
  view: z.ZodType;
  example: object;
}

function operationsOf({ plural, one, query: listQuery, view, example }: JournalSpec): OperationSpec[] {
  const word = one.toLowerCase();
  return [
    {
      method: 'get',
      path: `/api/${plural}`,
      operationId: `list${one}s`,
      tag: `${one}s`,
      summary: `List ${word}s`,
      description: PAGING,
      scopes: ['read'],
      query: listQuery,
      answers: {
        200: {
          description: `The query as it was understood, and a page of the ${word}s.`,
          schema: journalAnswer(view),
          example: { query, data: [example] },
          headers: NEXT_HEADER,
        },
      },
    },
    getOperation({ plural, one, view, example }),
  ];
}

function getOperation({ plural, one, view, example }: Omit<JournalSpec, 'query'>): OperationSpec {
  return {
    method: 'get',
    path: `/api/${plural}/:id`,
    operationId: `get${one}`,
    tag: `${one}s`,
    summary: `Get one ${one.toLowerCase()}`,
    scopes: ['read'],
    params,
    answers: { 200: { description: `The ${one.toLowerCase()}.`, schema: view, example } },
  };
}

const operation = {
  plural: 'operations',
  one: 'Operation',
  view: operationView,
  example: operationExample,
} as const;

/** The reading endpoints of receipts, shifts, encashments and operations, described. */
export const journalOperations: readonly OperationSpec[] = [
  ...operationsOf({
    plural: 'receipts',
    one: 'Receipt',
    query: receiptQuery,
    view: receiptView,
    example: receiptExample,
  }),
  ...operationsOf({
    plural: 'shifts',
    one: 'Shift',
    query: shiftQuery,
    view: shiftView,
    example: shiftExample,
  }),
  ...operationsOf({
    plural: 'encashments',
    one: 'Encashment',
    query: encashmentQuery,
    view: encashmentView,
    example: encashmentExample,
  }),
  {
    method: 'get',
    path: '/api/operations',
    operationId: 'listOperations',
    tag: 'Operations',
    summary: 'List fiscal operations',
    description: PAGING,
    scopes: ['read'],
    query: operationQuery,
    answers: {
      200: {
        description: 'A page of the operations.',
        schema: z.array(operationView),
        example: [operationExample],
        headers: { ...TOTAL_HEADER, ...NEXT_HEADER },
      },
    },
  },
  getOperation(operation),
];
