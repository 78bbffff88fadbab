import { countersView } from '@kassahook/contracts/counters';
import { countersQuery } from '@kassahook/contracts/journalQuery';
import type { OperationSpec } from '../http/operationSpec.js';
import { COUNTERS_PATH } from './counterRoutes.js';

const counters = {
  cash: { value: 120_000, count: 3 },
  cashless: { value: 310_500, count: 9 },
  total: { value: 430_500, count: 11 },
};

/** The report of counters, described. */
export const counterOperations: readonly OperationSpec[] = [
  {
    method: 'get',
    path: COUNTERS_PATH,
    operationId: 'getCounters',
    tag: 'Reports',
    summary: 'What the registers took, in cash and otherwise',
    description:
      'Sums over receipts: SALE and OUTFLOW_REFUND bring money in, REFUND and OUTFLOW take it out. `cash` is what was paid in cash, change taken off, `cashless` the rest; together they are `total`. A receipt that was paid in both ways counts in both, and once in `total`. `details=true` adds the sums of each register that has receipts.',
    scopes: ['read'],
    query: countersQuery,
    answers: {
      200: {
        description: 'The counters.',
        schema: countersView,
        example: { summary: counters, devices: [{ deviceId: 17, ...counters }] },
      },
    },
  },
];
