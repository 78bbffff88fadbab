/**
 * How long a bar is, 0 to 1. Less than nothing has no length: where refunds exceed sales the text says so, the bar is empty.
 * @param most the longest bar's value
 */
export function barShare(value: number, most: number): number {
  return most > 0 ? Math.min(1, Math.max(0, value / most)) : 0;
}
