/**
 * A filter on an event's content, as its owner wrote it (JSON). An object whose keys are `and`, `or`, `not` or dotted paths into the
 * entity; all of its keys must hold:
 *
 *     {"type": {"eq": "SALE"}, "or": [{"amount": {"gte": 100000}}, {"positions.name": {"startsWith": "Чай"}}]}
 *
 * | a path | means |
 * |---|---|
 * | `cashier.name` | the field of an object |
 * | `positions.0.price` | the price of the first position |
 * | `positions.price` | the price of any position: a step through an array without an index tries each element |
 * | `barcodes` | any element, when the path ends in an array |
 *
 * | operator | holds when |
 * |---|---|
 * | `eq`, `in` | a value is equal to (one of) the operands; no conversion: 1 is not "1" |
 * | `ne` | `eq` does not hold: no element is equal, or there is none |
 * | `lt`, `lte`, `gt`, `gte` | a number against a number, or a text against a text (by code units, which orders instants) |
 * | `startsWith` | a text begins so |
 * | `exists` | the path leads somewhere (null and an empty array are something), or, with false, nowhere |
 *
 * Where a path leads nowhere, because the event's kind has no such field or this one lacks it, `ne` and `exists: false` hold and
 * nothing else does. Several operators of one path are asked each by itself: of an array, different elements may answer them.
 * What `filterProblems` finds nothing wrong with can be compiled.
 */
export type Filter = Readonly<Record<string, unknown>>;

export type FilterScalar = string | number | boolean | null;

/** The most that one filter may be: evaluating the largest takes less than packing the event for one webhook, arrays aside. */
export const FILTER_LIMITS = {
  /** Levels of `and`, `or`, `not`. */
  depth: 5,
  /** Operators in all. */
  conditions: 30,
  /** Operands of `in`. */
  values: 100,
  textLength: 200,
  pathSegments: 8,
} as const;

/** An event's entity, parsed → does the filter let it through? */
export type FilterTest = (data: unknown) => boolean;

/**
 * Compiles a filter; the test allocates nothing.
 * @throws TypeError for a filter that `filterProblems` finds fault with
 */
export function compileFilter(filter: Filter): FilterTest {
  return all(Object.entries(filter).map(([key, operand]) => compileKey(key, operand)));
}

function compileKey(key: string, operand: unknown): FilterTest {
  switch (key) {
    case 'and':
      return all(listOf(operand).map(compileFilter));
    case 'or':
      return any(listOf(operand).map(compileFilter));
    case 'not':
      return negated(compileFilter(objectOf(operand)));
    default: {
      const segments = key.split('.');
      return all(Object.entries(objectOf(operand)).map(([name, value]) => condition(segments, name, value)));
    }
  }
}

function condition(path: readonly string[], operator: string, operand: unknown): FilterTest {
  const holds = (test: FilterTest): FilterTest => {
    const leaf = (value: unknown): boolean => (Array.isArray(value) ? value.some(leaf) : test(value));
    return (data) => leadsTo(data, path, 0, leaf);
  };
  switch (operator) {
    case 'eq':
      return holds((value) => value === operand);
    case 'ne':
      return negated(holds((value) => value === operand));
    case 'in': {
      const operands = new Set(Array.isArray(operand) ? operand : unreadable());
      return holds((value) => operands.has(value));
    }
    case 'lt':
      return holds(ordered(operand, (order) => order < 0));
    case 'lte':
      return holds(ordered(operand, (order) => order <= 0));
    case 'gt':
      return holds(ordered(operand, (order) => order > 0));
    case 'gte':
      return holds(ordered(operand, (order) => order >= 0));
    case 'startsWith': {
      const prefix = typeof operand === 'string' ? operand : unreadable();
      return holds((value) => typeof value === 'string' && value.startsWith(prefix));
    }
    case 'exists': {
      const isThere: FilterTest = (data) => leadsTo(data, path, 0, always);
      return operand === true ? isThere : negated(isThere);
    }
    default:
      return unreadable();
  }
}

/** Does the path lead, from here on, to something that passes? */
function leadsTo(value: unknown, path: readonly string[], from: number, leaf: FilterTest): boolean {
  const segment = path[from];
  if (segment === undefined) return leaf(value);
  if (Array.isArray(value)) {
    if (!INDEX.test(segment)) return value.some((item) => leadsTo(item, path, from, leaf));
    return Number(segment) < value.length && leadsTo(value[Number(segment)], path, from + 1, leaf);
  }
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, segment)) return false;
  return leadsTo((value as Record<string, unknown>)[segment], path, from + 1, leaf);
}

const INDEX = /^\d+$/;

/** How a value stands to the bound: below 0, 0, above. Another type than the bound's stands nowhere. */
function ordered(operand: unknown, isRight: (order: number) => boolean): FilterTest {
  const bound = typeof operand === 'number' || typeof operand === 'string' ? operand : unreadable();
  return (value) => {
    if (typeof value !== typeof bound) return false;
    return isRight(value === bound ? 0 : (value as typeof bound) < bound ? -1 : 1);
  };
}

function all(tests: readonly FilterTest[]): FilterTest {
  const [first] = tests;
  if (first && tests.length === 1) return first;
  return (data) => tests.every((test) => test(data));
}

function any(tests: readonly FilterTest[]): FilterTest {
  return (data) => tests.some((test) => test(data));
}

function negated(test: FilterTest): FilterTest {
  return (data) => !test(data);
}

function always(): boolean {
  return true;
}

function listOf(operand: unknown): Filter[] {
  return Array.isArray(operand) ? operand.map(objectOf) : unreadable();
}

function objectOf(operand: unknown): Filter {
  if (typeof operand !== 'object' || operand === null || Array.isArray(operand)) return unreadable();
  return operand as Filter;
}

function unreadable(): never {
  throw new TypeError('not a filter');
}
