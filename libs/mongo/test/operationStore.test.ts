import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createSilentLogger } from '@kassahook/platform/logger';
import { createJournalStore, type JournalStore, type NewReceipt } from '../src/journalStore.js';
import { migrateMongo } from '../src/migrate.js';
import { createOperationStore, type OperationStore } from '../src/operationStore.js';
import { createOperationSweep } from '../src/operationSweep.js';
import { ACCOUNT, newOperation, newReceipt, openTestMongo, pendingOf, type TestMongo } from './fixtures.js';

let test: TestMongo;
let journals: JournalStore;
let operations: OperationStore;
let sweep: ReturnType<typeof createOperationSweep>;
let serial = 0;

beforeAll(async () => {
  test = await openTestMongo();
  await migrateMongo(test.mongo, createSilentLogger());
  journals = createJournalStore(test.mongo);
  operations = createOperationStore(test.mongo, journals);
  sweep = createOperationSweep(test.mongo, journals);
});
afterAll(() => test.close());

const START = new Date('2026-05-01T12:00:00.000Z');
const after = (seconds: number) => new Date(START.getTime() + seconds * 1_000);
const TEN_MINUTES = 600;

/** A register of its own, with operations that were made one second after another. */
async function registerWith(count: number) {
  const deviceId = 100 + ++serial;
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const { document } = await journals.createOperation({
      ...newOperation(++serial),
      deviceId,
      createdAt: after(index),
      expiresAt: after(index + TEN_MINUTES),
    });
    ids.push(document._id);
  }
  return { deviceId, ids, first: { accountId: ACCOUNT, deviceId, id: ids[0]! } };
}

const take = (deviceId: number, at: number, leaseId = `lease-${++serial}`) =>
  operations.take({ accountId: ACCOUNT, deviceId, leaseId, leaseUntil: after(at + 60), now: after(at) });

const accept = (key: { accountId: string; deviceId: number; id: string }, at: number, leaseId?: string) =>
  operations.accept({
    ...key,
    leaseId,
    leaseUntil: after(at + 60),
    lostAt: after(at + 3_600),
    now: after(at),
  });

function printed(key: { deviceId: number; id: string }): NewReceipt {
  return { ...newReceipt(++serial), deviceId: key.deviceId, operationId: key.id };
}

const statusesOf = async (id: string) =>
  (await pendingOf(test.mongo, 'operations', id)).map(({ snapshot }) => snapshot['status']);
const receiptsOf = (id: string) => test.mongo.db().collection('receipts').find({ operationId: id }).toArray();

describe('a register’s queue', () => {
  it('when operations wait, then the oldest is handed out, each to one, and none to another register or account', async () => {
    const { deviceId, ids } = await registerWith(3);
    const taken = await Promise.all([1, 2, 3, 4, 5].map(() => take(deviceId, 10)));
    const handed = taken.flatMap((one) => one?._id ?? []);
    expect(new Set(handed).size).toBe(handed.length);
    for (let one = await take(deviceId, 10); one; one = await take(deviceId, 10)) handed.push(one._id);
    expect(handed.sort()).toEqual([...ids].sort());
    const stranger = { deviceId, leaseId: 'x', leaseUntil: after(200), now: after(100) };
    expect(await operations.take({ ...stranger, accountId: 'somebody-else' })).toBeNull();
    const next = await registerWith(2);
    expect((await take(next.deviceId, 10))?._id).toBe(next.ids[0]);
  });

  it('when a holder does not come back, then the operation is handed out again, waiting or begun', async () => {
    const { deviceId, first } = await registerWith(1);
    expect((await take(deviceId, 10, 'one'))?._id).toBe(first.id);
    expect(await take(deviceId, 69)).toBeNull();
    expect((await take(deviceId, 71, 'two'))?._id).toBe(first.id);
    await expect(accept(first, 72, 'one')).rejects.toMatchObject({ status: 409 });
    expect((await accept(first, 73, 'two')).status).toBe('IN_PROGRESS');
    expect(await take(deviceId, 130)).toBeNull();
    const again = await take(deviceId, 134, 'three');
    expect(again).toMatchObject({ _id: first.id, status: 'IN_PROGRESS' });
    await expect(accept(first, 135, 'two')).rejects.toMatchObject({ status: 409 });
    await accept(first, 136, 'three');
    expect(await statusesOf(first.id)).toEqual(['PENDING', 'IN_PROGRESS']);
  });

  it('when a register says accept again and again, then it keeps its hold and there is one event', async () => {
    const { deviceId, first } = await registerWith(1);
    await take(deviceId, 10, 'mine');
    await Promise.all([1, 2, 3].map(() => accept(first, 11, 'mine')));
    await accept(first, 60, 'mine');
    expect(await take(deviceId, 100)).toBeNull();
    expect(await statusesOf(first.id)).toEqual(['PENDING', 'IN_PROGRESS']);
  });

  it('when an operation was begun, then who names no lease cannot take it over or keep it alive', async () => {
    const { deviceId, first } = await registerWith(1);
    await take(deviceId, 10, 'mine');
    // An older register may begin without: nobody else has.
    await accept(first, 11);
    await expect(accept(first, 12)).rejects.toMatchObject({
      status: 409,
      data: { leaseId: 'is needed: the operation was begun' },
    });
    await accept(first, 13, 'mine');
    await expect(accept(first, 14, 'other')).rejects.toMatchObject({ status: 409 });
  });

  it('when the timeout is over, then the operation is neither handed out nor accepted: it is an error', async () => {
    const { deviceId, first } = await registerWith(2);
    await take(deviceId, 10, 'mine');
    await expect(accept(first, TEN_MINUTES + 1, 'mine')).rejects.toMatchObject({ status: 409 });
    expect(await take(deviceId, TEN_MINUTES + 2)).toBeNull();
    const { snapshot } = (await pendingOf(test.mongo, 'operations', first.id)).at(-1)!;
    expect(snapshot).toMatchObject({ status: 'ERROR', data: { error: { code: 'TimeoutError' } } });
  });
});

describe('ends', () => {
  it('when an operation is completed many times at once, then there is one SUCCESS and one receipt', async () => {
    const { deviceId, first } = await registerWith(1);
    await take(deviceId, 10);
    await accept(first, 11);
    const receipt = printed(first);
    const ends = await Promise.all(
      Array.from({ length: 10 }, () =>
        operations.complete({ ...first, receiptOf: () => receipt, now: after(12) }),
      ),
    );
    expect(new Set(ends.map(({ data }) => JSON.stringify(data)))).toEqual(
      new Set([JSON.stringify({ receiptId: receipt._id })]),
    );
    expect(await statusesOf(first.id)).toEqual(['PENDING', 'IN_PROGRESS', 'SUCCESS']);
    expect((await receiptsOf(first.id)).map(({ _id }) => String(_id))).toEqual([receipt._id]);
    expect(await pendingOf(test.mongo, 'receipts', receipt._id)).toHaveLength(1);
    expect(await take(deviceId, 500)).toBeNull();
  });

  it('when complete, fail, accept and the sweep meet, then one of them decides and the status never goes back', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { first } = await registerWith(1);
      const receipt = printed(first);
      const error = { code: 'PaperOutError', message: 'no paper' };
      await Promise.allSettled([
        operations.fail({ ...first, error, now: after(12) }),
        operations.complete({ ...first, receiptOf: () => receipt, now: after(12) }),
        accept(first, 12),
        sweep({ now: after(TEN_MINUTES + 10), limit: 100 }),
      ]);
      await Promise.allSettled([
        accept(first, 13),
        operations.fail({ ...first, error, now: after(14) }),
        operations.complete({ ...first, receiptOf: () => receipt, now: after(15) }),
      ]);
      await sweep({ now: after(10_000), limit: 100 });
      const statuses = await statusesOf(first.id);
      const ends = statuses.filter((status) => status === 'SUCCESS' || status === 'ERROR');
      expect(ends).toHaveLength(1);
      expect(statuses.at(-1)).toBe(ends[0]);
      expect(await receiptsOf(first.id)).toHaveLength(ends[0] === 'SUCCESS' ? 1 : 0);
    }
  });

  it('when another receipt is reported for a completed operation, or its number is taken, then it is a conflict', async () => {
    const { first } = await registerWith(1);
    const other = { ...newReceipt(++serial), deviceId: first.deviceId };
    await journals.addReceipt(other);
    const taken = operations.complete({
      ...first,
      receiptOf: () => ({ ...other, operationId: first.id }),
      now: after(9),
    });
    await expect(taken).rejects.toMatchObject({ status: 409, data: { number: 'is taken' } });
    await operations.complete({ ...first, receiptOf: () => printed(first), now: after(10) });
    const second = operations.complete({ ...first, receiptOf: () => printed(first), now: after(11) });
    await expect(second).rejects.toMatchObject({ status: 409, data: { status: 'SUCCESS' } });
    expect(await receiptsOf(first.id)).toHaveLength(1);
  });

  it('when another register or account reports, then the operation is not there', async () => {
    const { first } = await registerWith(1);
    const error = { code: 'PaperOutError', message: '' };
    for (const foreign of [
      { ...first, deviceId: 1 },
      { ...first, accountId: 'somebody-else' },
    ]) {
      await expect(accept(foreign, 1)).rejects.toMatchObject({ status: 404 });
      await expect(operations.fail({ ...foreign, error, now: after(1) })).rejects.toMatchObject({
        status: 404,
      });
      await expect(
        operations.complete({ ...foreign, receiptOf: () => printed(first), now: after(1) }),
      ).rejects.toMatchObject({ status: 404 });
    }
  });
});

describe('the sweep', () => {
  it('when the process died between SUCCESS and the receipt, then the sweep files the receipt, once', async () => {
    const { first } = await registerWith(1);
    const receipt = printed(first);
    const dying = createOperationStore(test.mongo, { addReceipt: () => Promise.reject(new Error('died')) });
    await expect(dying.complete({ ...first, receiptOf: () => receipt, now: after(20) })).rejects.toThrow(
      'died',
    );
    expect(await statusesOf(first.id)).toEqual(['PENDING', 'SUCCESS']);
    expect(await receiptsOf(first.id)).toEqual([]);
    expect((await sweep({ now: after(21), limit: 100 })).filed).toBe(0);
    expect((await sweep({ now: after(26), limit: 100 })).filed).toBe(1);
    expect((await sweep({ now: after(27), limit: 100 })).filed).toBe(0);
    const [filed] = await receiptsOf(first.id);
    expect(filed).toMatchObject({ _id: receipt._id, date: receipt.date, fnNumber: receipt.fnNumber });
    await operations.complete({ ...first, receiptOf: () => receipt, now: after(28) });
    expect(await receiptsOf(first.id)).toHaveLength(1);
  });

  it('when the process died there and the register repeats, then the repeat files it', async () => {
    const { first } = await registerWith(1);
    const receipt = printed(first);
    const dying = createOperationStore(test.mongo, { addReceipt: () => Promise.reject(new Error('died')) });
    await expect(dying.complete({ ...first, receiptOf: () => receipt, now: after(20) })).rejects.toThrow(
      'died',
    );
    await operations.complete({ ...first, receiptOf: () => receipt, now: after(30) });
    expect(await receiptsOf(first.id)).toHaveLength(1);
    expect(await statusesOf(first.id)).toEqual(['PENDING', 'SUCCESS']);
  });

  it('when nobody took an operation, or its register never came back, then it ends, once, and not before', async () => {
    const waiting = await registerWith(1);
    const begun = await registerWith(1);
    await accept(begun.first, 50);
    await sweep({ now: after(TEN_MINUTES - 1), limit: 1_000 });
    expect(await statusesOf(waiting.first.id)).toEqual(['PENDING']);
    await Promise.all([1, 2].map(() => sweep({ now: after(TEN_MINUTES + 1), limit: 1_000 })));
    expect(await statusesOf(waiting.first.id)).toEqual(['PENDING', 'ERROR']);
    await accept(begun.first, 3_600);
    await sweep({ now: after(3_700), limit: 1_000 });
    expect(await statusesOf(begun.first.id)).toEqual(['PENDING', 'IN_PROGRESS']);
    await sweep({ now: after(7_201), limit: 1_000 });
    const { snapshot } = (await pendingOf(test.mongo, 'operations', begun.first.id)).at(-1)!;
    expect(snapshot).toMatchObject({ status: 'ERROR', data: { error: { code: 'RegisterLostError' } } });
  });
});

describe('a sweep that meets what it cannot settle', () => {
  it('when as many as a round takes fail every time, then those behind them are settled all the same', async () => {
    const broken = await registerWith(2);
    for (const id of broken.ids) {
      const key = { ...broken.first, id };
      const lostAnswer = createOperationStore(test.mongo, {
        addReceipt: () => Promise.reject(new Error('lost')),
      });
      const receipt = printed(key);
      await expect(
        lostAnswer.complete({ ...key, receiptOf: () => receipt, now: after(1) }),
      ).rejects.toThrow();
    }
    const behind = await registerWith(1);
    const failing = createOperationSweep(test.mongo, {
      addReceipt: () => Promise.reject(new Error('this receipt is never stored')),
    });
    const now = after(10 * TEN_MINUTES);
    for (let round = 0; round < 20; round += 1) await failing({ now, limit: 2 }).catch(() => undefined);
    expect(await statusesOf(behind.first.id)).toEqual(['PENDING', 'ERROR']);
  });
});
