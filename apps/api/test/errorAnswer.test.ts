import { expect, it } from '@jest/globals';
import { AppError } from '@kassahook/platform/errors';
import { answerTo } from '../src/http/errorAnswer.js';

const failed = (expose: boolean) =>
  new AppError('ask for a shorter range of dates', {
    code: 'TOO_SLOW',
    status: 503,
    expose,
    retryable: true,
  });

it('when a failure that may pass says what would help, then its words are shown; of any other none', () => {
  expect(answerTo(failed(true), () => false)).toEqual({
    status: 503,
    code: 'TOO_SLOW',
    message: 'ask for a shorter range of dates',
  });
  expect(answerTo(failed(false), () => false)).toMatchObject({ status: 503, code: 'UNAVAILABLE' });
});
