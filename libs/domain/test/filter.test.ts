import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileFilter, FILTER_LIMITS, FILTER_STEPS_MAX, type Filter } from '@kassahook/domain/filter';
import { filterProblems } from '@kassahook/domain/filterProblems';

const KNOWN = new Set(['type', 'amount', 'cashier', 'positions', 'barcodes', 'meta', 'price', 'checkURL']);
const receipt = {
  type: 'SALE',
  amount: 12_500,
  discount: 0,
  cashier: { name: 'Ольга', inn: null },
  positions: [
    { name: 'Чай чёрный', price: 100, tags: [{ tag: 1, value: 'a' }] },
    { name: 'Сахар', price: 60, tags: [] },
  ],
  barcodes: ['460', '461'],
  meta: {},
};
const passes = (filter: Filter, data: unknown = receipt) => compileFilter(filter)(data);
const problems = (filter: unknown) =>
  filterProblems(filter, KNOWN).map(({ path, message }) => `${path.join('.')}: ${message}`);

describe('compileFilter', () => {
  it.each<[Filter, boolean]>([
    [{ type: { eq: 'SALE' } }, true],
    [{ type: { eq: 'REFUND' } }, false],
    [{ type: { ne: 'REFUND' } }, true],
    [{ type: { in: ['REFUND', 'SALE'] } }, true],
    [{ amount: { eq: '12500' } }, false],
    [{ amount: { gt: 12_500 } }, false],
    [{ amount: { gte: 12_500 } }, true],
    [{ amount: { gt: 10_000, lt: 20_000 } }, true],
    [{ amount: { lt: 'z' } }, false],
    [{ type: { lte: 'SALE' } }, true],
    [{ 'cashier.name': { startsWith: 'Ол' } }, true],
    [{ 'cashier.inn': { eq: null } }, true],
    [{ 'cashier.inn': { exists: true } }, true],
    [{ 'cashier.role': { eq: null } }, false],
    [{ 'cashier.role': { exists: false } }, true],
    [{ cashier: { eq: 'Ольга' } }, false],
    [{ 'positions.price': { gte: 100 } }, true],
    [{ 'positions.1.price': { gte: 100 } }, false],
    [{ 'positions.2.price': { exists: true } }, false],
    [{ 'positions.tags.value': { eq: 'a' } }, true],
    [{ 'positions.price': { ne: 60 } }, false],
    [{ 'positions.price': { ne: 61 } }, true],
    [{ barcodes: { eq: '461' } }, true],
    [{ 'barcodes.0': { eq: '461' } }, false],
    [{ 'positions.1.tags': { exists: true } }, true],
    [{ 'positions.1.tags.value': { exists: true } }, false],
    [{ 'meta.constructor': { exists: true } }, false],
    [{ 'meta.__proto__': { exists: true } }, false],
    [{ and: [{ type: { eq: 'SALE' } }, { amount: { lt: 0 } }] }, false],
    [{ or: [{ type: { eq: 'REFUND' } }, { amount: { gt: 0 } }] }, true],
    [{ not: { type: { eq: 'SALE' }, amount: { lt: 0 } } }, true],
    [{ type: { eq: 'SALE' }, not: { amount: { gt: 0 } } }, false],
  ])('when %j is asked, then the answer is %s', (filter, expected) => {
    expect(passes(filter)).toBe(expected);
  });

  it('when an entity has no such field, then only ne and exists: false hold', () => {
    const operands = { eq: null, in: [null, 0], lt: 1, lte: 1, gt: 1, gte: 1, startsWith: 'a', exists: true };
    for (const [operator, operand] of Object.entries(operands)) {
      expect([operator, passes({ price: { [operator]: operand } })]).toEqual([operator, false]);
    }
    expect(passes({ price: { ne: 1 } })).toBe(true);
    expect(passes({ price: { exists: false } })).toBe(true);
  });

  it('when the data is no object at all, then nothing throws', () => {
    for (const data of [null, 1, 'text', [], [[1]]]) expect(passes({ type: { eq: 1 } }, data)).toBe(false);
  });
});

describe('filterProblems', () => {
  it('when a filter nests wrongly, then the failing path is named from the top', () => {
    const path = { and: [{ type: { eq: 'SALE' } }, { price: 5 }, { or: [{ prise: { eq: 1 } }] }] };
    expect(problems(path)).toEqual([
      'and.1.price: must be an object of operators, e.g. {"eq": 1}',
      'and.2.or.0.prise: no entity has a field of this name',
    ]);
    expect(problems({ amount: { greater: 1, in: [], eq: {} }, type: { startsWith: '' } })).toEqual([
      'amount.greater: unknown operator: there are eq, ne, in, lt, lte, gt, gte, exists, startsWith',
      'amount.in: must be a list of at least one value',
      'amount.eq: must be a text, a number, true, false or null',
      'type.startsWith: must be a text that is not empty',
    ]);
  });

  it.each([
    [[], ''],
    [{}, ''],
    [{ and: [] }, 'and'],
    [{ or: {} }, 'or'],
    [{ not: [] }, 'not'],
    [{ 'meta..x': { eq: 1 } }, 'meta..x'],
    [{ 'meta.\u0000': { eq: 1 } }, 'meta.\u0000'],
    [{ type: { eq: '\ud800' } }, 'type.eq'],
    [{ type: { in: Array.from({ length: 101 }, (_, index) => index) } }, 'type.in'],
    [{ [`meta${'.x'.repeat(8)}`]: { eq: 1 } }, `meta${'.x'.repeat(8)}`],
  ])('when %j is given, then it is refused', (filter, path) => {
    expect(filterProblems(filter, KNOWN).map((problem) => problem.path.join('.'))).toEqual([path]);
  });

  it('when it is too deep or too large, then it is refused, in bounded time and words', () => {
    let deep: Filter = { type: { eq: 1 } };
    for (let level = 0; level <= FILTER_LIMITS.depth; level += 1) deep = { not: deep };
    expect(problems(deep)).toEqual([expect.stringContaining('nests deeper')]);
    const wide = { and: Array.from({ length: 30 }, () => ({ amount: { gt: 1, lt: 5 } })) };
    expect(problems(wide)).toEqual([expect.stringContaining('more than 30 conditions')]);
    const wrong = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`x${index}`, 1]));
    expect(problems(wrong)).toHaveLength(20);
  });
});

/** Filters of every form that is allowed. */
const scalar = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 5 }),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
);
const path = fc.constantFrom(
  'type',
  'amount',
  'positions.price',
  'positions.0.tags',
  'cashier.name',
  'barcodes',
);
const operators = fc.oneof(
  fc.record({ eq: scalar }),
  fc.record({ ne: scalar }),
  fc.record({ in: fc.array(scalar, { minLength: 1, maxLength: 5 }) }),
  fc.record({ gt: fc.integer(), lte: fc.integer() }),
  fc.record({ lt: fc.string({ maxLength: 3 }) }),
  fc.record({ startsWith: fc.string({ minLength: 1, maxLength: 3 }) }),
  fc.record({ exists: fc.boolean() }),
);
const condition = fc.tuple(path, operators).map(([name, operator]) => ({ [name]: operator }));
const { node } = fc.letrec<{ node: Filter }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    condition,
    fc.record({ and: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ or: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('node') }),
  ),
}));
const valid = node.filter((filter) => filterProblems(filter, KNOWN).length === 0);
const data = fc.oneof(fc.constant(receipt), fc.jsonValue());

describe('filters, by property', () => {
  it('when a filter is found right, then it compiles and answers yes or no to any JSON, the same after a round trip', () => {
    fc.assert(
      fc.property(valid, data, (filter, value) => {
        const answer = compileFilter(filter)(value);
        expect(typeof answer).toBe('boolean');
        const copy = JSON.parse(JSON.stringify(filter)) as Filter;
        expect(compileFilter(copy)(JSON.parse(JSON.stringify(value)))).toBe(answer);
      }),
    );
  });

  it('when filters are combined, then the laws of logic hold', () => {
    fc.assert(
      fc.property(valid, valid, data, (a, b, value) => {
        const [isA, isB] = [compileFilter(a)(value), compileFilter(b)(value)];
        expect(compileFilter({ and: [a, b] })(value)).toBe(isA && isB);
        expect(compileFilter({ or: [a, b] })(value)).toBe(isA || isB);
        expect(compileFilter({ not: a })(value)).toBe(!isA);
        expect(compileFilter({ not: { and: [a, b] } })(value)).toBe(
          compileFilter({ or: [{ not: a }, { not: b }] })(value),
        );
      }),
    );
  });

  it('when ne, in and exists are asked, then they are what they say in other words', () => {
    fc.assert(
      fc.property(path, fc.array(scalar, { minLength: 1, maxLength: 4 }), data, (name, values, value) => {
        const ask = (operator: object) => compileFilter({ [name]: operator })(value);
        expect(ask({ ne: values[0] })).toBe(!ask({ eq: values[0] }));
        expect(ask({ in: values })).toBe(values.some((one) => ask({ eq: one })));
        expect(ask({ exists: false })).toBe(!ask({ exists: true }));
        if (ask({ eq: values[0] })) expect(ask({ exists: true })).toBe(true);
      }),
    );
  });

  it('when anything at all is offered as a filter, then it is refused or it compiles: nothing throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), node), data, (offered, value) => {
        if (filterProblems(offered, KNOWN).length === 0) compileFilter(offered as Filter)(value);
      }),
    );
  });
});

describe('a filter on an event of a great many elements', () => {
  /** Arrays of arrays: what `meta` of a product may hold. */
  const crowd = {
    meta: { rows: Array.from({ length: 1_000 }, () => Array.from({ length: 1_000 }, () => 1)) },
  };

  it('when it takes too many steps, then the event passes and the caller is told, under not as well', () => {
    for (const filter of [
      { 'meta.rows': { eq: 2 } },
      { not: { 'meta.rows': { ne: 2 } } },
      { 'meta.rows': { gt: 1 } },
      { not: { or: [{ 'meta.rows.name': { exists: true } }, { 'meta.rows': { in: [2] } }] } },
    ]) {
      let given = 0;
      expect(compileFilter(filter, { onGivenUp: () => void (given += 1) })(crowd)).toBe(true);
      expect(given).toBe(1);
    }
  });

  it('when one event took too many, then the next is asked as ever', () => {
    const test = compileFilter({ 'meta.rows': { eq: 2 } });
    expect(test(crowd)).toBe(true);
    expect(test({ meta: { rows: [1] } })).toBe(false);
    expect(test({ meta: { rows: [2] } })).toBe(true);
  });

  it('when the largest filter is asked of the largest receipt, then it is asked to the end', () => {
    const positions = Array.from({ length: 1_000 }, (_, index) => ({ price: index }));
    const conditions = Array.from({ length: FILTER_LIMITS.conditions }, (_, index) => ({
      'positions.price': { eq: -1 - index },
    }));
    let given = 0;
    const test = compileFilter({ or: conditions }, { onGivenUp: () => void (given += 1) });
    expect(test({ positions })).toBe(false);
    expect(given).toBe(0);
  });

  it('when any filter is asked of any JSON, then it looks at no more than its steps', () => {
    /** Counts what is looked at. */
    const watched = (value: unknown, look: () => void): unknown =>
      typeof value === 'object' && value !== null
        ? new Proxy(value, {
            get: (target, name, receiver) => {
              if (typeof name === 'string' && /^\d+$/.test(name)) look();
              const found: unknown = Reflect.get(target, name, receiver);
              return typeof found === 'object' ? watched(found, look) : found;
            },
          })
        : value;
    const wide = fc.integer({ min: 1, max: 600 }).map((width) => {
      const row = Array.from({ length: width }, () => ({ name: 'x' }));
      return { positions: Array.from({ length: width }, () => row) };
    });
    fc.assert(
      fc.property(valid, wide, (filter, value) => {
        let looks = 0;
        let given = 0;
        const test = compileFilter(filter, { onGivenUp: () => void (given += 1) });
        const answer = test(watched(value, () => void (looks += 1)));
        expect(looks).toBeLessThanOrEqual(FILTER_STEPS_MAX + 1);
        expect(given === 0 || answer).toBe(true);
      }),
      { numRuns: 10 },
    );
  });
});
