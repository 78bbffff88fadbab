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

/** The most that one filter may be. What evaluating it costs depends on the event too, whose arrays are tried element by element. */
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

/**
 * Steps (a field, an element, a value looked at) that one evaluation may take: some 4 ms. The largest receipt, asked by the largest
 * filter, takes a third: 30 conditions on 1000 positions. An array of arrays may have hundreds of thousands of elements.
 */
export const FILTER_STEPS_MAX = 200_000;
/**
 * Steps that all filters of an account together may take on one event: some 40 ms. A hundred webhooks have a hundred filters, and in the
 * notifier everybody's events wait while they are asked. Over time an account has less: see `filterAllowance.ts`.
 */
export const FILTER_STEPS_OF_EVENT_MAX = 10 * FILTER_STEPS_MAX;

/** An event's entity, parsed → does the filter let it through? */
export type FilterTest = (data: unknown) => boolean;

export interface FilterOptions {
  /** Called when an evaluation was given up for its cost, each time. */
  onGivenUp?: (() => void) | undefined;
  /** Steps that several filters share; each evaluation takes its own from them. */
  shared?: FilterBudget | undefined;
}

/** What is left of an evaluation's steps. */
interface FilterBudget {
  left: number;
}

/** Thrown, not returned: a "yes" on the way would become a "no" under `not`. */
const GIVEN_UP = new RangeError('the filter takes too many steps on this event');

/**
 * Compiles a filter; the test allocates nothing. An event on which it would take more than FILTER_STEPS_MAX steps, or more than are left of
 * the shared ones, passes, whatever it holds: rather one too many than one lost.
 * @throws TypeError for a filter that `filterProblems` finds fault with
 */
export function compileFilter(filter: Filter, { onGivenUp, shared }: FilterOptions = {}): FilterTest {
  const budget: FilterBudget = { left: 0 };
  const test = compileKeys(filter, budget);
  return (data) => {
    const given = Math.min(FILTER_STEPS_MAX, shared?.left ?? FILTER_STEPS_MAX);
    budget.left = given;
    try {
      return test(data);
    } catch (error) {
      if (error !== GIVEN_UP) throw error;
      onGivenUp?.();
      return true;
    } finally {
      if (shared) shared.left -= given - Math.max(0, budget.left);
    }
  };
}

function compileKeys(filter: Filter, budget: FilterBudget): FilterTest {
  return all(Object.entries(filter).map(([key, operand]) => compileKey(key, operand, budget)));
}

function compileKey(key: string, operand: unknown, budget: FilterBudget): FilterTest {
  const compile = (part: Filter): FilterTest => compileKeys(part, budget);
  switch (key) {
    case 'and':
      return all(listOf(operand).map(compile));
    case 'or':
      return any(listOf(operand).map(compile));
    case 'not':
      return negated(compile(objectOf(operand)));
    default: {
      const lead = walk(key.split('.'), budget);
      return all(Object.entries(objectOf(operand)).map(([name, value]) => condition(lead, name, value)));
    }
  }
}

/** Does the path lead to something that passes? */
type Lead = (test: FilterTest, inArrays: boolean) => FilterTest;

function walk(path: readonly string[], budget: FilterBudget): Lead {
  const spend = (): void => {
    budget.left -= 1;
    if (budget.left < 0) throw GIVEN_UP;
  };

  /** One step of the path, compiled once: what it does with a value is known but for the value's kind. */
  function step(segment: string, next: FilterTest): FilterTest {
    const index = INDEX.test(segment) ? Number(segment) : null;
    return function follow(value) {
      spend();
      if (Array.isArray(value)) {
        if (index !== null) return index < value.length && next(value[index]);
        // A loop, where `some` would make a call more of each element.
        for (const item of value as readonly unknown[]) if (follow(item)) return true;
        return false;
      }
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, segment)) return false;
      return next((value as Record<string, unknown>)[segment]);
    };
  }

  return (test, inArrays) => {
    const leaf: FilterTest = (value) => {
      spend();
      if (!inArrays || !Array.isArray(value)) return test(value);
      for (const item of value as readonly unknown[]) if (leaf(item)) return true;
      return false;
    };
    return path.reduceRight((next, segment) => step(segment, next), leaf);
  };
}

function condition(lead: Lead, operator: string, operand: unknown): FilterTest {
  const holds = (test: FilterTest): FilterTest => lead(test, true);
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
      const isThere = lead(always, false);
      return operand === true ? isThere : negated(isThere);
    }
    default:
      return unreadable();
  }
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
