import type { ParseKeys } from 'i18next';
import type { ConditionProblem } from './conditionProblem.js';
import type { ValueType } from './conditionValue.js';
import type { FilterGroup, Operator } from './filterTree.js';

type Word = ParseKeys<'webhookForm'>;

export const OPERATOR_WORDS: Readonly<Record<Operator, Word>> = {
  eq: 'operator.eq',
  ne: 'operator.ne',
  in: 'operator.in',
  gt: 'operator.gt',
  gte: 'operator.gte',
  lt: 'operator.lt',
  lte: 'operator.lte',
  startsWith: 'operator.startsWith',
  exists: 'operator.exists',
};

export const MODE_WORDS: Readonly<Record<FilterGroup['mode'], Word>> = {
  and: 'filter.mode.and',
  or: 'filter.mode.or',
  not: 'filter.mode.not',
};

export const TYPE_WORDS: Readonly<Record<ValueType, Word>> = {
  text: 'valueType.text',
  number: 'valueType.number',
  boolean: 'valueType.boolean',
  null: 'valueType.null',
};

export const CONDITION_WORDS: Readonly<Record<ConditionProblem, Word>> = {
  path: 'filter.needsPath',
  unknownField: 'filter.unknownField',
  value: 'filter.needsValue',
};
