import type { Counters, CountersView } from '@kassahook/contracts/counters';
import { countersQuery, type CountersQuery } from '@kassahook/contracts/journalQuery';
import { validationFailed } from '@kassahook/platform/errors';
import type { Authenticate } from '../http/authenticate.js';
import { principalOf, type ApiRouter } from '../http/context.js';
import { validated } from '../http/validate.js';

/** The money of one register. */
export interface DeviceCounters extends Counters {
  deviceId: number;
}

export interface CounterRoutesDeps {
  authenticate: Authenticate;
  /** Per register that has receipts, by its id. */
  countersPerDevice: (
    query: Omit<CountersQuery, 'details'> & { accountId: string },
  ) => Promise<DeviceCounters[]>;
}

export const COUNTERS_PATH = '/api/reports/counters';

/** `/api/reports/counters`: what the registers took, with the scope `read`. */
export function counterRoutes({ authenticate, countersPerDevice }: CounterRoutesDeps) {
  return (router: ApiRouter): void => {
    router.get(COUNTERS_PATH, authenticate('read'), async (ctx) => {
      const { details, ...query } = validated(countersQuery, ctx.query);
      // Nothing is in such a range, and zeros would be taken for what the registers took.
      if (query.from > query.to) throw validationFailed({ from: 'must not be after to' });
      const devices = await countersPerDevice({ ...query, accountId: principalOf(ctx).accountId });
      const answer: CountersView = { summary: sumOf(devices), ...(details && { devices }) };
      ctx.body = answer;
    });
  };
}

function sumOf(devices: readonly DeviceCounters[]): Counters {
  const sum = (kind: keyof Counters) => ({
    value: devices.reduce((value, device) => value + device[kind].value, 0),
    count: devices.reduce((count, device) => count + device[kind].count, 0),
  });
  return { cash: sum('cash'), cashless: sum('cashless'), total: sum('total') };
}
