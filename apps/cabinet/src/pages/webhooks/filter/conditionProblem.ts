import { KNOWN_FIELDS } from './filterFields.js';
import type { FilterCondition, FilterGroup } from './filterTree.js';

/** What a question lacks. */
export type ConditionProblem = 'path' | 'unknownField' | 'value';

export function conditionProblem({ path, operator, values }: FilterCondition): ConditionProblem | null {
  if (path.trim() === '') return 'path';
  if (!KNOWN_FIELDS.has(path.split('.')[0] ?? '')) return 'unknownField';
  if (values.length === 0) return 'value';
  return operator === 'startsWith' && values[0] === '' ? 'value' : null;
}

/** True when every question of a tree can be asked. */
export function isWholeTree(group: FilterGroup): boolean {
  return group.children.every((child) =>
    child.kind === 'group' ? isWholeTree(child) : conditionProblem(child) === null,
  );
}
