import type { Filter, FilterScalar } from '@kassahook/domain/filter';

/** The operators of the language, in the order in which they are offered. */
export const OPERATORS = ['eq', 'ne', 'in', 'gt', 'gte', 'lt', 'lte', 'startsWith', 'exists'] as const;
export type Operator = (typeof OPERATORS)[number];

/** One question to one field. */
export interface FilterCondition {
  kind: 'condition';
  id: string;
  path: string;
  operator: Operator;
  /** Of `in` all of them, else one; of `exists` true or false. */
  values: FilterScalar[];
}

/** `and`: all must hold; `or`: one is enough; `not`: they must not all hold. */
export interface FilterGroup {
  kind: 'group';
  id: string;
  mode: 'and' | 'or' | 'not';
  children: FilterNode[];
}
export type FilterNode = FilterCondition | FilterGroup;

let lastId = 0;
/** Names a node for React. */
function newId(): string {
  lastId += 1;
  return `node${lastId}`;
}

/** A question that waits for its answer. */
export function emptyCondition(path = ''): FilterCondition {
  return { kind: 'condition', id: newId(), path, operator: 'eq', values: [] };
}

/** @param children at least one, so that it is never a group of nothing */
export function newGroup(
  mode: FilterGroup['mode'],
  children: FilterNode[] = [emptyCondition()],
): FilterGroup {
  return { kind: 'group', id: newId(), mode, children };
}

/** The tree of a filter that can be compiled; null for what is not one. */
export function treeOf(filter: unknown): FilterGroup | null {
  try {
    const nodes = nodesOf(filter);
    const [only] = nodes;
    return only?.kind === 'group' && nodes.length === 1 ? only : newGroup('and', nodes);
  } catch {
    return null;
  }
}

function nodesOf(filter: unknown): FilterNode[] {
  return Object.entries(objectOf(filter)).flatMap(([key, operand]): FilterNode[] => {
    if (key === 'and') return listOf(operand).map(nodeOf);
    if (key === 'or') return [newGroup('or', listOf(operand).map(nodeOf))];
    if (key === 'not') return [newGroup('not', nodesOf(operand))];
    return Object.entries(objectOf(operand)).map(([operator, value]) => conditionOf(key, operator, value));
  });
}

/** A filter as one node: a group only when it asks for more than one thing. */
function nodeOf(filter: unknown): FilterNode {
  const nodes = nodesOf(filter);
  const [only] = nodes;
  return only && nodes.length === 1 ? only : newGroup('and', nodes);
}

function conditionOf(path: string, operator: string, value: unknown): FilterCondition {
  if (!(OPERATORS as readonly string[]).includes(operator)) throw new TypeError('unknown operator');
  const values = operator === 'in' ? listOf(value) : [value];
  return {
    kind: 'condition',
    id: newId(),
    path,
    operator: operator as Operator,
    values: values.map(scalarOf),
  };
}

/** The filter of a tree; null for a group without children, which asks for nothing. */
export function filterOf(group: FilterGroup): Filter | null {
  if (group.children.length === 0) return null;
  return oneFilter(group);
}

function oneFilter(node: FilterNode): Filter {
  if (node.kind === 'condition') return { [node.path]: { [node.operator]: operandOf(node) } };
  if (node.mode === 'and') return allOf(node.children);
  if (node.mode === 'or') return { or: node.children.map(oneFilter) };
  return { not: allOf(node.children) };
}

/** As one object as far as its keys allow; what would need a key twice goes below `and`. */
function allOf(nodes: readonly FilterNode[]): Filter {
  const merged: Record<string, unknown> = {};
  const rest: Filter[] = [];
  for (const node of nodes) {
    const filter = oneFilter(node);
    const [entry] = Object.entries(filter);
    const key = entry?.[0] ?? '';
    if (node.kind === 'condition') {
      const operators = (merged[key] ?? {}) as Record<string, unknown>;
      if (node.operator in operators) rest.push(filter);
      else merged[key] = { ...operators, [node.operator]: operandOf(node) };
    } else if (node.mode === 'and' || key in merged) {
      rest.push(filter);
    } else {
      merged[key] = entry?.[1];
    }
  }
  return rest.length === 0 ? merged : { ...merged, and: rest };
}

function operandOf({ operator, values }: FilterCondition): unknown {
  if (operator === 'in') return values;
  if (operator === 'exists') return values[0] ?? true;
  return values[0] ?? null;
}

function objectOf(value: unknown): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new TypeError('not an object');
}

function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value as unknown[];
  throw new TypeError('not a list');
}

function scalarOf(value: unknown): FilterScalar {
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return value as FilterScalar;
  throw new TypeError('not a value');
}
