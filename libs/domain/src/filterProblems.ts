import { FILTER_LIMITS } from './filter.js';

/** What is wrong at one place of a filter; `path` leads there from the filter's top. */
export interface FilterProblem {
  path: (string | number)[];
  message: string;
}

/** Enough to repair a filter by; a body of a megabyte of mistakes is not answered with another one. */
const PROBLEMS_MAX = 20;

const { depth: DEPTH_MAX, conditions: CONDITIONS_MAX, values: VALUES_MAX } = FILTER_LIMITS;
const { textLength: TEXT_MAX, pathSegments: SEGMENTS_MAX } = FILTER_LIMITS;
const OBJECT_WANTED = 'must be an object of paths, "and", "or" or "not"';

/**
 * What is wrong with a filter; empty when it can be compiled.
 * @param knownFields the fields that entities have: a path that begins with another one is a typo, and would silence the webhook
 */
export function filterProblems(filter: unknown, knownFields: ReadonlySet<string>): FilterProblem[] {
  const problems: FilterProblem[] = [];
  let conditions = 0;

  function say(path: FilterProblem['path'], message: string): void {
    if (problems.length < PROBLEMS_MAX) problems.push({ path, message });
  }

  function visit(node: unknown, path: FilterProblem['path'], depth: number): void {
    if (problems.length >= PROBLEMS_MAX) return;
    if (!isObject(node)) return say(path, OBJECT_WANTED);
    if (depth > DEPTH_MAX) return say(path, `nests deeper than ${DEPTH_MAX} levels of "and", "or", "not"`);
    const entries = Object.entries(node);
    if (entries.length === 0) return say(path, 'must not be empty');
    for (const [key, operand] of entries) {
      const here = [...path, key];
      if (key === 'not') visit(operand, here, depth + 1);
      else if (key === 'and' || key === 'or') visitList(operand, here, depth + 1);
      else visitCondition(key, operand, here);
    }
  }

  function visitList(list: unknown, path: FilterProblem['path'], depth: number): void {
    if (!Array.isArray(list) || list.length === 0) return say(path, 'must be a list of at least one filter');
    if (list.length > CONDITIONS_MAX) return say(path, `must have ${CONDITIONS_MAX} filters at most`);
    for (const [index, item] of list.entries()) visit(item, [...path, index], depth);
  }

  function visitCondition(name: string, operators: unknown, path: FilterProblem['path']): void {
    const nameProblem = pathProblem(name, knownFields);
    if (nameProblem !== null) return say(path, nameProblem);
    if (!isObject(operators) || Object.keys(operators).length === 0) {
      return say(path, 'must be an object of operators, e.g. {"eq": 1}');
    }
    for (const [operator, operand] of Object.entries(operators)) {
      conditions += 1;
      if (conditions > CONDITIONS_MAX) {
        if (conditions === CONDITIONS_MAX + 1)
          say(path, `the filter has more than ${CONDITIONS_MAX} conditions`);
        return;
      }
      const problem = operandProblem(operator, operand);
      if (problem !== null) say([...path, operator], problem);
    }
  }

  visit(filter, [], 0);
  return problems;
}

function pathProblem(name: string, knownFields: ReadonlySet<string>): string | null {
  const segments = name.split('.');
  if (name.length > TEXT_MAX) return `the path is longer than ${TEXT_MAX} characters`;
  if (segments.length > SEGMENTS_MAX) return `the path has more than ${SEGMENTS_MAX} steps`;
  if (segments.includes('')) return 'the path has an empty step';
  if (!isStorable(name)) return 'the path has characters that cannot be stored';
  return knownFields.has(segments[0] ?? '') ? null : 'no entity has a field of this name';
}

function operandProblem(operator: string, operand: unknown): string | null {
  switch (operator) {
    case 'eq':
    case 'ne':
      return scalarProblem(operand);
    case 'in': {
      if (!Array.isArray(operand) || operand.length === 0) return 'must be a list of at least one value';
      if (operand.length > VALUES_MAX) return `must have ${VALUES_MAX} values at most`;
      return operand.map(scalarProblem).find((problem) => problem !== null) ?? null;
    }
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      if (typeof operand !== 'number' && typeof operand !== 'string') return 'must be a number or a text';
      return scalarProblem(operand);
    case 'startsWith':
      if (typeof operand !== 'string' || operand === '') return 'must be a text that is not empty';
      return scalarProblem(operand);
    case 'exists':
      return typeof operand === 'boolean' ? null : 'must be true or false';
    default:
      return 'unknown operator: there are eq, ne, in, lt, lte, gt, gte, exists, startsWith';
  }
}

function scalarProblem(value: unknown): string | null {
  if (typeof value === 'string') {
    if (value.length > TEXT_MAX) return `must have ${TEXT_MAX} characters at most`;
    return isStorable(value) ? null : 'has characters that cannot be stored';
  }
  const isScalar = value === null || typeof value === 'boolean' || Number.isFinite(value);
  return isScalar ? null : 'must be a text, a number, true, false or null';
}

/** Postgres stores neither NUL nor half of a surrogate pair. */
function isStorable(text: string): boolean {
  return !text.includes('\u0000') && !/\p{Surrogate}/u.test(text);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
