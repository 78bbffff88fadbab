import type { FilterScalar } from '@kassahook/domain/filter';
import { numeralOf, parseMoney } from '../../../format/money.js';
import type { FieldKind } from './filterFields.js';

/** How a value is written in JSON. */
export type ValueType = 'text' | 'number' | 'boolean' | 'null';

const KOPECKS = 100;
const THOUSANDTHS = 1_000;

/**
 * What a typed text is, as a value; null (no value) when it is none. People type sums in roubles and quantities in pieces; filters have
 * kopecks and thousandths.
 */
export function readValue(
  text: string,
  type: ValueType,
  kind: FieldKind | null,
): { value: FilterScalar } | null {
  switch (type) {
    case 'text':
      return { value: text };
    case 'boolean':
      return text === 'true' || text === 'false' ? { value: text === 'true' } : null;
    case 'null':
      return { value: null };
    case 'number': {
      if (kind === 'sum') {
        const kopecks = parseMoney(text);
        return kopecks === null ? null : { value: kopecks };
      }
      // Quantities have three decimals, and nobody has thousands of pieces to filter by.
      const plain =
        kind === 'quantity' ? text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.') : numeralOf(text);
      if (plain === null || plain === '' || !Number.isFinite(Number(plain))) return null;
      return { value: kind === 'quantity' ? Math.round(Number(plain) * THOUSANDTHS) : Number(plain) };
    }
  }
}

/** A value as people type it: the opposite of `readValue`. */
export function writeValue(value: FilterScalar, kind: FieldKind | null): string {
  if (value === null) return '';
  if (typeof value !== 'number') return String(value);
  if (kind === 'sum') return String(value / KOPECKS);
  return String(kind === 'quantity' ? value / THOUSANDTHS : value);
}

export function typeOfValue(value: FilterScalar): ValueType {
  if (value === null) return 'null';
  if (typeof value === 'string') return 'text';
  return typeof value === 'number' ? 'number' : 'boolean';
}

/** The type that the values of a field have. */
export function typeOfField(kind: FieldKind): ValueType {
  switch (kind) {
    case 'number':
    case 'sum':
    case 'quantity':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'text':
    case 'instant':
    case 'choice':
      return 'text';
  }
}
