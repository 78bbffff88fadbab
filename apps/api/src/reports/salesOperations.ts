import { salesQuery, salesReportView } from '@kassahook/contracts/sales';
import type { OperationSpec } from '../http/operationSpec.js';
import { SALES_PATH } from './salesRoutes.js';

const sums = {
  total: { value: 430_500, count: 11 },
  cash: { value: 120_000, count: 3 },
  cashless: { value: 310_500, count: 9 },
  sales: { value: 448_480, count: 10 },
  refunds: { value: 17_980, count: 1 },
  average: 44_848,
};

/** The report of sales, described. */
export const salesOperations: readonly OperationSpec[] = [
  {
    method: 'get',
    path: SALES_PATH,
    operationId: 'getSales',
    tag: 'Reports',
    summary: 'What was sold, by local hour and by register',
    description:
      'Without `from` and `to` the current day of `timeZone` (an IANA name or minutes east of UTC; UTC without it). A date alone is a day ' +
      'of that zone, both ends are included, 31 days at most. `total`, `cash` and `cashless` are those of the counters; `sales` are receipts of the ' +
      'type SALE, `refunds` those of the type REFUND, as they are printed; `average` is of a SALE. Hours and registers without receipts are left out.',
    scopes: ['read'],
    query: salesQuery,
    answers: {
      200: {
        description: 'The report.',
        schema: salesReportView,
        example: {
          query: {
            from: '2026-02-28T21:00:00.000Z',
            to: '2026-03-01T20:59:59.999Z',
            timeZone: 'Europe/Moscow',
          },
          summary: sums,
          hours: [{ at: '2026-03-01T09:00:00.000Z', localTime: '2026-03-01T12:00:00.000', ...sums }],
          devices: [{ deviceId: 17, ...sums }],
        },
      },
    },
  },
];
