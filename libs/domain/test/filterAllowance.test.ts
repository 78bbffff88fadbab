import { beforeEach, describe, expect, it } from '@jest/globals';
import { createFilterAllowance, type FilterAllowance } from '@kassahook/domain/filterAllowance';
import { MASK_ALL } from '@kassahook/domain/mask';
import { createMatching } from '@kassahook/domain/matching';

let nowMs: number;
let allowance: FilterAllowance;
beforeEach(() => {
  nowMs = 1_000_000;
  allowance = createFilterAllowance({ now: () => nowMs, stepsPerSecond: 1_000 });
});

describe('what filters of an account may take', () => {
  it('when nothing was taken, then it is a second’s worth, however long ago', () => {
    expect(allowance.leftOf('a')).toBe(1_000);
    allowance.take('a', 1);
    nowMs += 3_600_000;
    expect(allowance.leftOf('a')).toBe(1_000);
  });

  it('when some was taken, then it comes back evenly, and other accounts keep theirs', () => {
    allowance.take('a', 1_000);
    expect(allowance.leftOf('a')).toBe(0);
    expect(allowance.leftOf('b')).toBe(1_000);
    nowMs += 250;
    expect(allowance.leftOf('a')).toBe(250);
    allowance.take('a', 250);
    expect(allowance.leftOf('a')).toBe(0);
  });

  it('when many thousand accounts took some, then none that is owed nothing is in the way of one that is', () => {
    for (let account = 0; account < 5_000; account += 1) {
      nowMs += 1;
      allowance.take(`of ${account}`, 1);
    }
    allowance.take('a', 600);
    for (let account = 0; account < 5_000; account += 1) allowance.take(`later ${account}`, 1);
    expect(allowance.leftOf('a')).toBe(400);
  });
});

describe('matching with an allowance', () => {
  const told: string[] = [];
  const webhook = (id: string) => ({
    id,
    isActive: true,
    mask: MASK_ALL,
    filter: { 'positions.price': { eq: 2 } },
  });
  const matching = () => {
    told.length = 0;
    return createMatching<ReturnType<typeof webhook>>({
      allowance,
      onGivenUp: ({ id }) => void told.push(id),
    });
  };
  /** Under 150 steps: no line of it costs 2. */
  const receiptOf = (accountId: string) => ({
    ...({ accountId, type: 'RECEIPT', action: 'CREATE' } as const),
    snapshot: JSON.stringify({ positions: Array.from({ length: 66 }, () => ({ price: 1 })) }),
  });

  it('when an account’s filters used theirs up, then its events are heard without a look, and others’ are asked as ever', () => {
    const match = matching();
    const [costly, modest] = [[webhook('costly')], [webhook('modest')]];
    const heard = Array.from({ length: 20 }, () => match(receiptOf('a'), costly).length);
    expect(heard.slice(0, 6)).toEqual(Array(6).fill(0));
    expect(heard.slice(9)).toEqual(Array(11).fill(1));
    expect(match(receiptOf('b'), modest)).toEqual([]);
    expect(told).toEqual(['costly']);
  });

  it('when time goes by, then its filters are asked again', () => {
    const match = matching();
    const costly = [webhook('costly')];
    allowance.take('a', 1_000);
    expect(match(receiptOf('a'), costly)).toEqual(costly);
    nowMs += 1_000;
    expect(match(receiptOf('a'), costly)).toEqual([]);
  });

  it('when rules need no steps, then they hold although nothing is left', () => {
    allowance.take('a', 10_000);
    const { filter: _none, ...rest } = webhook('elsewhere');
    const match = createMatching<typeof rest & { deviceIds: number[] }>({ allowance });
    expect(match(receiptOf('a'), [{ ...rest, deviceIds: [4] }])).toEqual([]);
  });
});
