import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileFilter, type Filter } from '@kassahook/domain/filter';
import { filterProblems } from '@kassahook/domain/filterProblems';
import { isWholeTree } from '../src/pages/webhooks/filter/conditionProblem.js';
import { KNOWN_FIELDS } from '../src/pages/webhooks/filter/filterFields.js';
import { emptyCondition, filterOf, newGroup, treeOf } from '../src/pages/webhooks/filter/filterTree.js';

const again = (filter: Filter): Filter | null => {
  const tree = treeOf(filter);
  return tree && filterOf(tree);
};

describe('the filter as a tree', () => {
  it('when a filter of the documentation is shown and saved, then it is the same', () => {
    const filter = {
      type: { in: ['SALE', 'OUTFLOW'] },
      or: [{ amount: { gte: 100_000 } }, { 'positions.name': { startsWith: 'Чай' } }],
      not: { 'cashier.name': { eq: 'Ольга' } },
    };
    expect(again(filter)).toEqual(filter);
  });

  it('when two questions want the same key, then neither is lost', () => {
    const filter = {
      and: [
        { or: [{ amount: { gt: 1 } }, { amount: { lt: 0 } }] },
        { or: [{ number: { eq: 1 } }, { number: { eq: 2 } }] },
        { amount: { ne: 5 } },
        { amount: { ne: 6 } },
      ],
    };
    const kept = again(filter) ?? {};
    expect(filterProblems(kept, KNOWN_FIELDS)).toEqual([]);
    const [was, is] = [compileFilter(filter), compileFilter(kept)];
    for (const amount of [-1, 0, 2, 5, 6]) {
      for (const number of [1, 2, 3]) {
        expect([amount, number, is({ amount, number })]).toEqual([amount, number, was({ amount, number })]);
      }
    }
  });

  it('when any filter is shown and saved, then it lets through what it let through', () => {
    const condition = fc
      .tuple(
        fc.constantFrom('amount', 'number'),
        fc.constantFrom('eq', 'ne', 'lt', 'gte'),
        fc.integer({ min: 0, max: 3 }),
      )
      .map(([path, operator, value]): Filter => ({ [path]: { [operator]: value } }));
    const { filter } = fc.letrec<{ filter: Filter }>((tie) => ({
      filter: fc.oneof(
        { maxDepth: 3, withCrossShrink: true },
        condition,
        fc.array(tie('filter'), { minLength: 1, maxLength: 3 }).map((list): Filter => ({ and: list })),
        fc.array(tie('filter'), { minLength: 1, maxLength: 3 }).map((list): Filter => ({ or: list })),
        tie('filter').map((inner): Filter => ({ not: inner })),
        fc.tuple(condition, tie('filter')).map(([first, second]): Filter => ({ ...first, and: [second] })),
      ),
    }));
    const receipt = fc.record({
      amount: fc.integer({ min: 0, max: 3 }),
      number: fc.integer({ min: 0, max: 3 }),
    });
    fc.assert(
      fc.property(filter, fc.array(receipt, { minLength: 5 }), (written, receipts) => {
        const kept = again(written);
        if (!kept) throw new Error('not shown');
        const [was, is] = [compileFilter(written), compileFilter(kept)];
        expect(receipts.map(is)).toEqual(receipts.map(was));
      }),
    );
  });

  it('when it is no filter, then there is no tree', () => {
    for (const wrong of [
      null,
      [],
      'x',
      { amount: 1 },
      { or: {} },
      { amount: { near: 1 } },
      { amount: { eq: {} } },
    ]) {
      expect([wrong, treeOf(wrong)]).toEqual([wrong, null]);
    }
  });

  it('when a question is not complete, then neither is the tree', () => {
    expect(isWholeTree(newGroup('and', [emptyCondition('amount')]))).toBe(false);
    expect(isWholeTree(newGroup('or', [{ ...emptyCondition('amount'), values: [1] }]))).toBe(true);
    expect(isWholeTree(newGroup('or', [{ ...emptyCondition('amuont'), values: [1] }]))).toBe(false);
  });
});
