import { salesQuery, type SalesReportView } from '@kassahook/contracts/sales';
import type { Clock } from '@kassahook/platform/clock';
import type { Authenticate } from '../http/authenticate.js';
import { principalOf, type ApiRouter } from '../http/context.js';
import { validated } from '../http/validate.js';
import { salesRange } from './salesRange.js';
import { salesReport, type SalesRows } from './salesReport.js';

export interface SalesRoutesDeps {
  authenticate: Authenticate;
  sales: (query: {
    accountId: string;
    from: Date;
    to: Date;
    devices?: readonly number[] | undefined;
  }) => Promise<SalesRows>;
  clock: Clock;
}

export const SALES_PATH = '/api/reports/sales';

/** `/api/reports/sales`: what was sold, by local hour and by register, with the scope `read`. */
export function salesRoutes({ authenticate, sales, clock }: SalesRoutesDeps) {
  return (router: ApiRouter): void => {
    router.get(SALES_PATH, authenticate('read'), async (ctx) => {
      const query = validated(salesQuery, ctx.query);
      const { timeZone, devices } = query;
      const range = salesRange(query, clock.now());
      const rows = await sales({ accountId: principalOf(ctx).accountId, ...range, devices });
      const answer: SalesReportView = {
        query: {
          from: range.from.toISOString(),
          to: range.to.toISOString(),
          timeZone: timeZone.name,
          ...(devices && { devices }),
        },
        ...salesReport(rows, timeZone),
      };
      ctx.body = answer;
    });
  };
}
