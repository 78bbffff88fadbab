/**
 * About as many characters of text as one page may hold. A page of the largest receipts, a thousand of a megabyte each, would else be a
 * gigabyte in this process, and one of events that are replayed likewise. A thousand usual receipts are two to four million.
 */
export const PAGE_CHARS = 16 * 1024 * 1024;

/** A page, or the part of it that fits: `isCut` says that there are more, though it has fewer than were asked for. */
export interface CutPage<Row> {
  rows: Row[];
  isCut: boolean;
}

/**
 * Reads rows until they are too many characters; at least one. The driver fetches 101 rows and then 16 MB at a time, so what is not read is not
 * in memory either. It closes the cursor: a loop that is left would close the driver's own, but not one of mongoose's, which the server
 * would keep for ten minutes.
 */
export async function readPage<Row>(
  cursor: AsyncIterable<Row> & { close(): Promise<unknown> },
  charsOf: (row: Row) => number,
  charsMax = PAGE_CHARS,
): Promise<CutPage<Row>> {
  const rows: Row[] = [];
  let chars = 0;
  for await (const row of cursor) {
    chars += charsOf(row);
    if (rows.length > 0 && chars > charsMax) {
      await cursor.close();
      return { rows, isCut: true };
    }
    rows.push(row);
  }
  return { rows, isCut: false };
}
