import type { SortOrder } from 'mongoose';

/** What every list of a journal is asked with. */
export interface JournalQuery {
  accountId: string;
  /** Both included. */
  from: Date;
  to: Date;
  /** Registers; absent: every one. At most 200: MongoDB merges as many sorted ranges of an index. */
  devices?: readonly number[] | undefined;
  /** Only documents before this one: the last of the page before. */
  before?: { at: Date; id: string } | undefined;
  limit: number;
  /** Documents to pass over. Each is read, so deep pages begin at a place (`before`) instead. */
  offset: number;
  /** Further fields and the value that each must have. */
  equal?: Readonly<Record<string, string | undefined>>;
  /** Kopecks, both included. Looked at in the documents that the index finds. */
  sumFrom?: number | undefined;
  sumTo?: number | undefined;
  /** Digits: of the document or of its fiscal document. Each has an index. */
  number?: string | undefined;
}

/** A list as MongoDB gets it. */
export interface FoundBy {
  filter: Record<string, unknown>;
  sort: Record<string, SortOrder>;
}

/** Where a journal's documents have what lists are narrowed by. */
export interface NarrowedBy {
  sum?: string;
  /** The document's own number, and the text of the fiscal one. */
  numbers?: { own: string; fiscal: string };
}

/**
 * What a list is narrowed by beside its equal fields. A sum is looked at in what the list's index finds: an index for it would cost every
 * receipt a write, for a search that a range of dates bounds well enough. A number has two indexes, because whoever looks for a receipt by
 * the number on its paper knows no date; each branch repeats the list's own conditions, from which MongoDB takes the bounds of its index and
 * merges the two in order.
 * @param list the filter of the list
 */
export function narrowing(
  { sum, numbers }: NarrowedBy,
  { sumFrom, sumTo, number }: JournalQuery,
  list: FoundBy['filter'],
): object {
  const range = {
    ...(sumFrom !== undefined && { $gte: sumFrom }),
    ...(sumTo !== undefined && { $lte: sumTo }),
  };
  const { $or: _place, ...bounds } = list;
  return {
    ...(sum !== undefined && Object.keys(range).length > 0 && { [sum]: range }),
    ...(numbers &&
      number !== undefined && {
        // Beside the $or of a place.
        $and: [
          {
            $or: [
              { ...bounds, [numbers.own]: Number(number) },
              { ...bounds, [numbers.fiscal]: number },
            ],
          },
        ],
      }),
  };
}

/**
 * The filter and the order of a list, newest first by `dateField`; the id makes the order total. An index of the model serves it that
 * has the filter's equal fields first and the order's after them.
 */
export function foundBy(dateField: string, query: Omit<JournalQuery, 'limit' | 'offset'>): FoundBy {
  const { accountId, from, to, devices, before, equal = {} } = query;
  const wanted = Object.entries(equal).filter(([, value]) => value !== undefined);
  return {
    filter: {
      accountId,
      ...Object.fromEntries(wanted),
      ...(devices && { deviceId: devices.length === 1 ? devices[0] : { $in: [...devices] } }),
      [dateField]: { $gte: from, $lte: before && before.at < to ? before.at : to },
      ...(before && {
        $or: [{ [dateField]: { $lt: before.at } }, { [dateField]: before.at, _id: { $lt: before.id } }],
      }),
    },
    sort: { [dateField]: -1, _id: -1 },
  };
}
