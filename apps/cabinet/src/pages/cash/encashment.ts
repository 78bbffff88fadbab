import type { components } from '@kassahook/client';

export type Encashment = components['schemas']['Encashment'];
export type EncashmentType = Encashment['type'];

export function isEncashmentType(text: string): text is EncashmentType {
  return text === 'MONEY_IN' || text === 'MONEY_OUT';
}

export interface CashTotals {
  /** Kopecks. */
  inSum: number;
  inCount: number;
  outSum: number;
  outCount: number;
}

const NOTHING: CashTotals = { inSum: 0, inCount: 0, outSum: 0, outCount: 0 };

/** The totals with one movement more. */
function withMovement(totals: CashTotals, { type, sum }: Pick<Encashment, 'type' | 'sum'>): CashTotals {
  return type === 'MONEY_IN'
    ? { ...totals, inSum: totals.inSum + sum, inCount: totals.inCount + 1 }
    : { ...totals, outSum: totals.outSum + sum, outCount: totals.outCount + 1 };
}

/** What movements come to; null when there are more than `max`, so that nobody is told a part as the whole. */
export async function totalsOf(
  movements: AsyncIterable<Pick<Encashment, 'type' | 'sum'>>,
  max: number,
): Promise<CashTotals | null> {
  let totals = NOTHING;
  for await (const movement of movements) {
    if (totals.inCount + totals.outCount === max) return null;
    totals = withMovement(totals, movement);
  }
  return totals;
}
