/** A line of a shop's receipt, as the shop writes it. */
export interface WrittenLine {
  /** Pieces (2, 0.35) or thousandths (2000, 350). */
  quantity: number;
  /** Kopecks for one piece. */
  price: number;
  /** Kopecks for the line, less its discount. */
  priceSum: number;
}

/** The same line as journals write it. */
export interface ReadLine {
  /** Thousandths. */
  quantity: number;
  /** Price times quantity, whole kopecks. */
  total: number;
  /** What `priceSum` is below the total; 0 when a shop rounds up where we round down. */
  discount: number;
}

/** Half-way, in proportion, between the two readings of a quantity, which are 1000 apart. */
const BETWEEN_READINGS = Math.sqrt(1_000);
/** Registers print three decimals; more than a double's own error is a fourth one. */
const DECIMAL_ERROR = 1e-6;

/**
 * Reads a line. Shops' clients write a quantity in pieces or in thousandths; as the line also states its sum, the sum tells which:
 * it is a thousand times too large or too small for the other reading, so a discount of up to 96 % does not mislead. A line that
 * costs nothing tells nothing: there less than 1000 are pieces.
 * @returns null for a quantity with more than three decimals
 */
export function readLine({ quantity, price, priceSum }: WrittenLine): ReadLine | null {
  const inPieces =
    !Number.isInteger(quantity) ||
    (price === 0 || priceSum === 0 ? quantity < 1_000 : priceSum > (price * quantity) / BETWEEN_READINGS);
  const exact = inPieces ? quantity * 1_000 : quantity;
  const thousandths = Math.round(exact);
  if (Math.abs(exact - thousandths) > DECIMAL_ERROR * 1_000) return null;
  // Half a kopeck is rounded up, as registers do.
  const total = Math.floor((price * thousandths + 500) / 1_000);
  return { quantity: thousandths, total, discount: Math.max(0, total - priceSum) };
}

/** Shops round a line as their own currency code does: one kopeck either way is no mistake. */
const ROUNDING_MAX = 1;

/** True when a line costs more than its price times its quantity. */
export function isOvercharged({ priceSum }: WrittenLine, { total }: ReadLine): boolean {
  return priceSum > total + ROUNDING_MAX;
}
