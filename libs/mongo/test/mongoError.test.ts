import mongoose from 'mongoose';
import { expect, it } from '@jest/globals';
import { asStoreCall } from '../src/mongoError.js';

it('when a read comes to its time limit, then the error is shown, says what helps, and may be tried again', async () => {
  const expired = new mongoose.mongo.MongoServerError({ code: 50, errmsg: 'operation exceeded time limit' });
  const call = asStoreCall('counting receipts', () => Promise.reject(expired));
  await expect(call).rejects.toMatchObject({ code: 'TOO_SLOW', status: 503, expose: true, retryable: true });
  await expect(call).rejects.toThrow(/shorter range of dates/);
});
