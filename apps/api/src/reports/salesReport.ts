import type { SalesReportView, SalesSums, SalesView } from '@kassahook/contracts/sales';
import { hourStartMs, wallClockMs, type TimeZone } from '@kassahook/domain/timeZone';

/** Sums of an account's receipts in a range, as the store gives them. */
export interface SalesRows {
  devices: (SalesSums & { deviceId: number })[];
  /** Per quarter of an hour (Unix ms of its beginning), oldest first. */
  quarters: (SalesSums & { at: number })[];
}

const KINDS = ['total', 'cash', 'cashless', 'sales', 'refunds'] as const;

/** Quarters of an hour as the local hours that they lie in, registers, and what both come to. */
export function salesReport(rows: SalesRows, zone: TimeZone): Omit<SalesReportView, 'query'> {
  const hours = new Map<number, SalesSums[]>();
  for (const quarter of rows.quarters) {
    const start = hourStartMs(zone, quarter.at);
    const others = hours.get(start);
    if (others) others.push(quarter);
    else hours.set(start, [quarter]);
  }
  return {
    summary: presented(sumOf(rows.devices)),
    hours: [...hours].map(([start, quarters]) => ({
      at: new Date(start).toISOString(),
      localTime: new Date(wallClockMs(zone, start)).toISOString().slice(0, -1),
      ...presented(sumOf(quarters)),
    })),
    devices: rows.devices.map(({ deviceId, ...sums }) => ({ deviceId, ...presented(sums) })),
  };
}

function presented(sums: SalesSums): SalesView {
  const { value, count } = sums.sales;
  return { ...sums, average: count === 0 ? null : Math.round(value / count) };
}

function sumOf(all: readonly SalesSums[]): SalesSums {
  const sums = KINDS.map((kind) => [
    kind,
    {
      value: all.reduce((value, one) => value + one[kind].value, 0),
      count: all.reduce((count, one) => count + one[kind].count, 0),
    },
  ]);
  return Object.fromEntries(sums) as SalesSums;
}
