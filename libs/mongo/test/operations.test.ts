import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createSilentLogger } from '@kassahook/platform/logger';
import { createJournalStore, type JournalStore } from '../src/journalStore.js';
import { migrateMongo } from '../src/migrate.js';
import { presentEncashment } from '../src/models/encashment.js';
import { presentOperation } from '../src/models/operation.js';
import {
  ACCOUNT,
  newEncashment,
  newOperation,
  openTestMongo,
  pendingOf,
  type TestMongo,
} from './fixtures.js';

const CLOSED_AT = new Date('2025-11-22T18:00:00.000Z');

let test: TestMongo;
let journals: JournalStore;
let serial = 0;

beforeAll(async () => {
  test = await openTestMongo();
  await migrateMongo(test.mongo, createSilentLogger());
  journals = createJournalStore(test.mongo);
});
afterAll(() => test.close());
beforeEach(() => {
  test.hints.length = 0;
});

describe('encashments', () => {
  it('when an encashment is added and repeated, then it is shown as the contract says, once', async () => {
    const encashment = newEncashment(++serial);
    const { document } = await journals.addEncashment(encashment);
    expect(presentEncashment(document)).toEqual({
      id: encashment._id,
      deviceId: 1,
      shopId: 10,
      type: 'MONEY_IN',
      shiftId: 1,
      cashier: { tabNumber: '7', name: 'Мария Иванова', inn: '500100732259' },
      sum: 500_000,
      localDate: '2025-11-22T09:00:00.000',
      date: '2025-11-22T06:00:00.000Z',
    });
    expect(await journals.addEncashment(encashment)).toEqual({ document, repeated: true });
    await expect(journals.addEncashment({ ...encashment, sum: 1 })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
  });
});

describe('operations', () => {
  const step = (id: string) => ({ accountId: ACCOUNT, id, at: CLOSED_AT });

  it('when an operation goes through its statuses, then each is an event with its own body', async () => {
    const operation = newOperation(++serial);
    const { document } = await journals.createOperation(operation);
    const presented = {
      id: operation._id,
      externalId: operation.externalId,
      type: 'EXTERNAL_RECEIPT',
      status: 'PENDING',
      createdAt: '2025-11-22T06:00:00.000Z',
    };
    expect(presentOperation(document)).toEqual(presented);
    await journals.setOperationStatus({ ...step(operation._id), status: 'IN_PROGRESS' });
    const data = { receiptId: 'r-1' };
    const done = await journals.setOperationStatus({ ...step(operation._id), status: 'SUCCESS', data });
    expect(presentOperation(done.document)).toEqual({
      ...presented,
      status: 'SUCCESS',
      completedAt: '2025-11-22T18:00:00.000Z',
      data,
    });
    const events = await pendingOf(test.mongo, 'operations', operation._id);
    expect(events.map((event) => event.snapshot['status'])).toEqual(['PENDING', 'IN_PROGRESS', 'SUCCESS']);
    expect(events[0]?.snapshot).toEqual(presented);
  });

  it('when a status is repeated, then nothing happens; when it goes back, then it is a conflict', async () => {
    const { document } = await journals.createOperation(newOperation(++serial));
    const { _id: id } = document;
    await journals.setOperationStatus({ ...step(id), status: 'IN_PROGRESS' });
    const again = await journals.setOperationStatus({ ...step(id), status: 'IN_PROGRESS' });
    expect(again.repeated).toBe(true);
    const error = { error: { code: 'TimeoutError', message: 'nobody took it' } };
    await journals.setOperationStatus({ ...step(id), status: 'ERROR', data: error });
    for (const status of ['PENDING', 'IN_PROGRESS', 'SUCCESS'] as const) {
      await expect(journals.setOperationStatus({ ...step(id), status })).rejects.toMatchObject({
        status: 409,
      });
    }
    const { operation: Operation } = test.mongo.models;
    await expect(Operation.updateOne({ _id: id }, { status: 'PENDING' })).rejects.toMatchObject({
      status: 409,
    });
    await expect(Operation.updateOne({ _id: id }, { deviceId: 2 })).rejects.toMatchObject({
      code: 'IMMUTABLE',
    });
    expect(await pendingOf(test.mongo, 'operations', id)).toHaveLength(3);
  });

  it('when it is created again under the same number, then the same operation is returned', async () => {
    const operation = newOperation(++serial);
    const { document } = await journals.createOperation(operation);
    const again = await journals.createOperation({ ...operation, createdAt: new Date() });
    expect(again).toEqual({ document, repeated: true });
    await expect(journals.createOperation({ ...operation, accountId: 'other' })).rejects.toMatchObject({
      status: 409,
    });
    const foreign = { ...step(operation._id), accountId: 'other', status: 'ERROR' as const };
    await expect(journals.setOperationStatus(foreign)).rejects.toMatchObject({ status: 404 });
  });
});
