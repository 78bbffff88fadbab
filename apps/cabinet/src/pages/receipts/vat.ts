/** A rate of VAT of a code as `NDS_20` (on top of the price's net part) or `NDS_20_120` (a part of the price, of advances). */
export interface VatRate {
  /** As it is said: `20`, `20/120`. */
  text: string;
  /** The part of a gross sum that is VAT. */
  share: number;
}

/** What a line says of its price; quantities in thousandths, money in kopecks. */
interface Line {
  tax: string;
  price: number;
  quantity: number;
  /** For the line. */
  discount: number;
}

/** The standard rate since 2026-01-01 (Federal Law 425-FZ of 2025-11-28); what was sold before had `NDS_20`, and may still be returned. */
export const STANDARD_TAX = 'NDS_22';

/** Rates that a shop may choose today, the usual one first. */
export const TAX_CODES = [STANDARD_TAX, 'NDS_20', 'NDS_10', 'NDS_7', 'NDS_5', 'NDS_0', 'NDS_NO_TAX'] as const;

export interface VatTotal {
  tax: string;
  /** Kopecks of VAT in the sum; null for a code without a rate. */
  vat: number | null;
  /** Kopecks, VAT included. */
  gross: number;
}

/** @returns null for a code without a rate: no VAT, or one that is not known */
export function vatRateOf(tax: string): VatRate | null {
  const plain = /^NDS_(\d{1,2})$/.exec(tax)?.[1];
  if (plain !== undefined) return { text: plain, share: Number(plain) / (100 + Number(plain)) };
  const [, part, whole] = /^NDS_(\d{1,2})_(1\d\d)$/.exec(tax) ?? [];
  if (part === undefined || whole === undefined) return null;
  return { text: `${part}/${whole}`, share: Number(part) / Number(whole) };
}

/** The price of a line before its discount, in kopecks; half a kopeck is rounded up, as registers do. */
export function lineTotal({ price, quantity }: Pick<Line, 'price' | 'quantity'>): number {
  return Math.floor((price * quantity + 500) / 1_000);
}

/** What of a receipt is VAT, by rate, in the order of its lines. Rounded once for each rate, as the foot of a receipt is. */
export function vatTotals(lines: readonly Line[]): VatTotal[] {
  const grossByTax = new Map<string, number>();
  for (const line of lines) {
    grossByTax.set(line.tax, (grossByTax.get(line.tax) ?? 0) + lineTotal(line) - line.discount);
  }
  return [...grossByTax].map(([tax, gross]) => {
    const rate = vatRateOf(tax);
    return { tax, gross, vat: rate && Math.round(gross * rate.share) };
  });
}
