/** An index as the server has it: its fields in order, 1 or -1 each. */
export interface DeclaredIndex {
  key: Readonly<Record<string, number>>;
  partialFilterExpression?: Readonly<Record<string, unknown>>;
}

/** A read as it is sent. */
export interface Read {
  collection: string;
  filter: Readonly<Record<string, unknown>>;
  sort: Readonly<Record<string, number>>;
  maxTimeMS: unknown;
}

/** The read that a command is; null for any other command. */
export function readOf(name: string, command: Readonly<Record<string, unknown>>): Read | null {
  const { maxTimeMS } = command;
  if (name === 'find') {
    const { find, filter = {}, sort = {} } = command as { find: string } & Partial<Read>;
    return { collection: find, filter, sort, maxTimeMS };
  }
  if (name !== 'aggregate') return null;
  const { aggregate, pipeline } = command as { aggregate: string; pipeline: { $match?: object }[] };
  const filter = Object.assign({}, ...pipeline.map(({ $match }) => $match ?? {})) as Read['filter'];
  return { collection: aggregate, filter, sort: {}, maxTimeMS };
}

/**
 * The equal fields of a read that an index has not before the read's order, for the indexes that have most of them; nothing when no index
 * has the order after equal fields alone. A read without an order needs its first equal field in front, or a range of it.
 */
export function beyondIndex({ filter, sort }: Read, indexes: readonly DeclaredIndex[]): string[][] {
  const equal = Object.keys(filter).filter((name) => isEqual(name, filter[name]));
  const left = indexes
    .filter(({ partialFilterExpression = {} }) =>
      Object.keys(partialFilterExpression).every((name) => name in filter),
    )
    .flatMap(({ key }) => {
      const used = usedBefore(key, equal, Object.entries(sort), filter);
      return used ? [equal.filter((name) => !used.includes(name))] : [];
    });
  const least = Math.min(...left.map(({ length }) => length));
  return left.filter(({ length }) => length === least);
}

function usedBefore(
  key: DeclaredIndex['key'],
  equal: readonly string[],
  order: readonly (readonly [string, number])[],
  filter: Read['filter'],
): string[] | null {
  const fields = Object.entries(key);
  const first = fields.findIndex(([name]) => !equal.includes(name));
  const count = first === -1 ? fields.length : first;
  const used = fields.slice(0, count).map(([name]) => name);
  const rest = fields.slice(count);
  const [next] = rest;
  if (order.length === 0) return count > 0 || (next && next[0] in filter) ? used : null;
  const isInOrder = [1, -1].some((way) =>
    order.every(([name, direction], index) => {
      const [field, fieldWay] = rest[index] ?? [];
      return field === name && fieldWay === way * direction;
    }),
  );
  return isInOrder ? used : null;
}

/** A value or a list of values, of a field that is not looked at only to leave deleted documents out. */
function isEqual(name: string, condition: unknown): boolean {
  if (name.startsWith('$') || name === 'deletedAt') return false;
  if (typeof condition !== 'object' || condition === null || condition instanceof Date) return true;
  return '$in' in condition;
}
