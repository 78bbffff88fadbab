import { describe, expect, it } from '@jest/globals';
import { DEFAULT_LADDER_MS, ladderProblem, nextRung, rungAtLeast } from '@kassahook/domain/ladder';

describe('ladder', () => {
  it('when nothing is set, then it is the five tiers', () => {
    expect(DEFAULT_LADDER_MS).toEqual([0, 60_000, 600_000, 3_600_000, 86_400_000]);
    expect(ladderProblem(DEFAULT_LADDER_MS)).toBeNull();
  });

  it.each<[string, number[], RegExp]>([
    ['empty', [], /1 to 20 rungs/],
    ['late first attempt', [5], /start with 0/],
    ['not whole', [0, 1.5], /whole number/],
    ['a second zero', [0, 0], /longer than 0/],
    ['going down', [0, 20, 10], /shorter than the one before/],
    ['longer than a queue can delay', [0, 4_294_967_296], /rung 1 must be at most 4294967295 ms/],
    ['too long', Array.from({ length: 21 }, (_, rung) => rung), /1 to 20 rungs/],
  ])('when the ladder is %s, then the problem is named', (_, ladder, problem) => {
    expect(ladderProblem(ladder)).toMatch(problem);
  });

  it('when a rung is the longest delay of a queue, then the ladder is fine', () => {
    expect(ladderProblem([0, 4_294_967_295])).toBeNull();
  });

  it('when equal rungs repeat, then the ladder is fine: a neighbour retries three times an hour', () => {
    expect(ladderProblem([0, 30, 60, 60, 60])).toBeNull();
  });

  it.each([
    [0, 1],
    [3, 4],
    [4, null],
  ])('when rung %p failed, then the next is %p', (rung, next) => {
    expect(nextRung(DEFAULT_LADDER_MS, rung)).toBe(next);
  });

  it.each([
    [0, 0, 1],
    [0, 60_001, 2],
    [2, 1, 3],
    [0, 10 ** 12, 4],
    [4, 0, null],
  ])(
    'when rung %p failed and the receiver asks for %p ms, then rung %p is taken',
    (rung, waitMs, expected) => {
      expect(rungAtLeast(DEFAULT_LADDER_MS, rung, waitMs)).toBe(expected);
    },
  );
});
