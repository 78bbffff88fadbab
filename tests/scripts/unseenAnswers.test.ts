import { describe, expect, it } from '@jest/globals';
import { unseenAnswers, type Exception } from '../../scripts/answers/unseenAnswers.js';

const getProduct = { operationId: 'getProduct', responses: { 200: {}, 404: {}, 500: {} } };
const problems = (seen: readonly string[], exceptions: readonly Exception[] = []) =>
  unseenAnswers([getProduct], new Set(seen), exceptions);

describe('answers that no test has seen', () => {
  it('when an operation succeeded and was refused as described, then nothing is amiss', () => {
    expect(problems(['getProduct 200', 'getProduct 404'])).toEqual([]);
  });

  it('when an operation never succeeded, then that is told', () => {
    expect(problems(['getProduct 404'])).toEqual(['getProduct was never answered with a 2xx']);
  });

  it('when a refusal was never seen, then it is told, unless it is excepted', () => {
    const told = ['getProduct is described with 404, and no test has seen it'];
    expect(problems(['getProduct 200'])).toEqual(told);
    const except = (operationIds: Exception['operationIds']) =>
      problems(['getProduct 200'], [{ status: 404, operationIds, because: 'of the test' }]);
    expect(except(['getProduct'])).toEqual([]);
    expect(except('all')).toEqual([]);
    expect(except(['getShop'])).toEqual(told);
  });

  it('when what is excepted was seen, then the exception is too much', () => {
    const exceptions = [{ status: 404, operationIds: ['getProduct'], because: 'of the test' }];
    expect(problems(['getProduct 200', 'getProduct 404'], exceptions)).toEqual([
      'getProduct was answered with 404: it needs no exception',
    ]);
  });
});
