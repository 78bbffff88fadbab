import { describe, expect, it } from '@jest/globals';
import { cardDayProblem, cardNumberProblem } from '../src/pages/registers/registrationProblems.js';

describe('a registration as it is typed off a card', () => {
  it.each([
    ['', 'registration.missing'],
    ['12', 'registration.numberShort'],
    ['000000000101234a', 'registration.notDigits'],
    ['00000000010123456', 'registration.numberLong'],
    [' 0000000001012345 ', null],
  ])('when a number is %p, then %p is said', (text, problem) => {
    expect(cardNumberProblem(text)).toBe(problem);
  });

  it.each([
    ['', 'registration.noDay'],
    ['31.02.2026', 'registration.notDay'],
    ['вчера', 'registration.notDay'],
    ['2026-11-23', 'registration.futureDay'],
    ['2026-11-22', null],
  ])('when its day is %p on the 22nd, then %p is said', (text, problem) => {
    expect(cardDayProblem(text, new Date(2026, 10, 22, 23, 59).getTime())).toBe(problem);
  });
});
