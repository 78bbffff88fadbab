import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import {
  encashmentView,
  journalAnswer,
  operationView,
  receiptView,
  shiftView,
  type ReceiptView,
} from '@kassahook/contracts/journal';
import { countersView } from '@kassahook/contracts/counters';
import { createJournalStore } from '@kassahook/mongo/journalStore';
import { newId } from '@kassahook/platform/ids';
import { startApi, type ApiHarness, type TestAccount } from './apiHarness.js';

let harness: ApiHarness;
let account: TestAccount;

beforeAll(async () => {
  harness = await startApi();
});
afterAll(async () => {
  await harness.close();
});
beforeEach(async () => {
  account = await harness.createAccount();
});

const anything = expect.stringMatching(/\w/);
const [ALWAYS_FROM, ALWAYS_TO] = ['1970-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z'];
const get = (path: string) => harness.call('GET', path, { token: account.token });
const report = async (path: string, body: object, token = account.deviceToken) => {
  const answer = await harness.call('POST', `/api/device/${path}`, { token, body });
  expect(answer.status).toBeLessThan(300);
  return answer.body as { id: string };
};
const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 9, minute)).toISOString();

interface Answer {
  query: Record<string, unknown>;
  data: ReceiptView[];
}
async function answerOf(path: string): Promise<Answer> {
  const { status, body } = await get(path);
  expect(status).toBe(200);
  return body as Answer;
}
const numbersOf = async (query: string) =>
  (await answerOf(`/api/receipts?${query}`)).data.map(({ number }) => number);

const receipt = (number: number, more: object = {}) => ({
  shiftId: 1,
  number,
  type: 'SALE',
  amount: 12_000,
  date: at(number),
  payments: [{ type: 'CASH', amount: 12_000 }],
  positions: [{ name: 'Молоко', type: 'COUNTABLE', quantity: 2_000, price: 6_000, tax: 'NDS_10' }],
  cashier: { tabNumber: 7, name: 'Иванова' },
  ...more,
});

/** A second register of the account, its shift open. */
async function secondRegister(): Promise<{ id: number; deviceToken: string }> {
  const body = { name: 'Касса 2', groupId: account.shopId };
  const answer = await harness.call('POST', '/api/devices', { token: account.token, body });
  const device = answer.body as { id: number; deviceToken: string };
  await report('shifts', { number: 1, openedAt: at(0) }, device.deviceToken);
  return device;
}

/** What a schema makes of an answer is the answer: no field is missing, none is too many. */
function expectShape(schema: z.ZodType, body: unknown): void {
  expect(schema.parse(body)).toEqual(body);
}

/** The newest event in a document, as it goes out. */
async function eventOf(collection: string, id: string): Promise<unknown> {
  const document = await harness.mongo
    .db()
    .collection(collection)
    .findOne({ _id: id as never });
  const pending = document?.['pending'] as { action: string; snapshot: string }[];
  const last = pending.at(-1);
  return { action: last?.action, data: JSON.parse(last?.snapshot ?? 'null') as unknown };
}

describe('/api/receipts', () => {
  beforeEach(async () => {
    await report('shifts', { number: 1, openedAt: at(0) });
  });

  it('when receipts are listed, then the answer is {query, data}, newest first, and one by id is the same object as in its event', async () => {
    const first = await report('receipts', receipt(1, { operationId: 'operation-1' }));
    await report('receipts', receipt(2));
    const { headers, body } = await get('/api/receipts');
    const { query, data } = body as Answer;
    expect(query).toEqual({ from: ALWAYS_FROM, to: ALWAYS_TO, limit: 100, offset: 0 });
    expect(data.map(({ number }) => number)).toEqual([2, 1]);
    expectShape(journalAnswer(receiptView), body);
    expect(headers.get('x-next-before')).toBeNull();
    const one = await get(`/api/receipts/${first.id}/`);
    expect(one).toMatchObject({ status: 200, body: data[1] });
    expect(await eventOf('receipts', first.id)).toEqual({ action: 'CREATE', data: one.body });
  });

  it('when the query is given, then it is repeated as it was understood', async () => {
    const given = `from=2026-03-01&to=2026-03-01T12:00:00%2B03:00&limit=7&offset=2&devices=1,2&type=SALE&operationId=x`;
    expect((await answerOf(`/api/receipts?${given}`)).query).toEqual({
      from: '2026-03-01T00:00:00.000Z',
      to: '2026-03-01T09:00:00.000Z',
      limit: 7,
      offset: 2,
      devices: [1, 2],
      type: 'SALE',
      operationId: 'x',
    });
    const empty = await answerOf('/api/receipts?devices=&unknown=1');
    expect(empty.query).not.toHaveProperty('devices');
    expect((await answerOf('/api/receipts?devices=1&devices=2')).query['devices']).toEqual([1, 2]);
  });

  it('when it is narrowed by date, devices, type or operation, then only those come', async () => {
    const other = await secondRegister();
    for (const number of [1, 2, 3]) await report('receipts', receipt(number));
    await report('receipts', receipt(4, { type: 'REFUND' }), other.deviceToken);
    await report('receipts', receipt(5, { operationId: 'operation-5' }), other.deviceToken);
    expect(await numbersOf(`from=${at(2)}&to=${at(4)}`)).toEqual([4, 3, 2]);
    expect(await numbersOf('from=2026-03-02')).toEqual([]);
    expect(await numbersOf('to=2026-03-01')).toEqual([5, 4, 3, 2, 1]);
    expect(await numbersOf(`devices=${other.id}`)).toEqual([5, 4]);
    expect(await numbersOf(`devices=${other.id},${account.deviceId}&limit=2`)).toEqual([5, 4]);
    expect(await numbersOf('type=REFUND')).toEqual([4]);
    expect(await numbersOf(`type=SALE&devices=${other.id}`)).toEqual([5]);
    expect(await numbersOf('operationId=operation-5')).toEqual([5]);
    expect(await numbersOf('operationId=operation-6')).toEqual([]);
  });

  it('when it is narrowed by sum or number, then the pages and the repeated query are too', async () => {
    const costing = (amount: number) => ({ amount, payments: [{ type: 'CASH', amount }] });
    for (const number of [1, 2, 3, 4]) await report('receipts', receipt(number, costing(number * 1_000)));
    expect(await numbersOf('sumFrom=2000&sumTo=3000')).toEqual([3, 2]);
    expect(await numbersOf('sumFrom=3001')).toEqual([4]);
    expect(await numbersOf('number=3')).toEqual([3]);
    const { body, headers } = await get('/api/receipts?sumTo=3000&limit=2');
    expect(body).toMatchObject({ query: { sumTo: 3_000 }, data: [{ number: 3 }, { number: 2 }] });
    const before = headers.get('x-next-before') ?? '';
    expect(await numbersOf(`sumTo=3000&limit=2&before=${before}`)).toEqual([1]);
  });

  it('when the fiscal numbers are there, then the check string is too, in the event as well', async () => {
    const fiscal = { fnNumber: '9999078900000961', fiscalDocumentNumber: '1345' };
    const printed = await report('receipts', receipt(1, { ...fiscal, fiscalDocumentSign: '2718281828' }));
    const unprinted = await report('receipts', receipt(2, fiscal));
    const { body } = await get(`/api/receipts/${printed.id}`);
    const { localDate, fiscalCheck } = body as ReceiptView;
    const minute = localDate.slice(0, 16).replace(/[-:]/g, '');
    expect(fiscalCheck).toBe(`t=${minute}&s=120.00&fn=9999078900000961&i=1345&fp=2718281828&n=1`);
    expect(await eventOf('receipts', printed.id)).toEqual({ action: 'CREATE', data: body });
    expect((await get(`/api/receipts/${unprinted.id}`)).body).toMatchObject({ fiscalCheck: null });
  });

  it('when it is paged by offset or by place, then each receipt comes once', async () => {
    for (const number of [1, 2, 3, 4, 5]) await report('receipts', receipt(number));
    expect(await numbersOf('limit=2')).toEqual([5, 4]);
    expect(await numbersOf('limit=2&offset=2')).toEqual([3, 2]);
    expect(await numbersOf('limit=2&offset=4')).toEqual([1]);
    expect(await numbersOf('offset=2147483647')).toEqual([]);
    const { headers } = await get('/api/receipts?limit=2');
    const before = headers.get('x-next-before') ?? '';
    await report('receipts', receipt(6));
    expect(await numbersOf(`limit=2&before=${before}`)).toEqual([3, 2]);
    expect((await answerOf(`/api/receipts?before=${before}`)).query['before']).toBe(before);
  });

  it.each([
    ['limit=1001', 'limit'],
    ['limit=0', 'limit'],
    ['offset=-1', 'offset'],
    ['offset=2147483648', 'offset'],
    ['from=yesterday', 'from'],
    ['to=2026-02-30', 'to'],
    ['devices=1,x', 'devices'],
    [`devices=${Array.from({ length: 201 }, (_, index) => index + 1).join(',')}`, 'devices'],
    ['type=GIFT', 'type'],
    ['sumFrom=12.5', 'sumFrom'],
    ['sumTo=-1', 'sumTo'],
    ['number=4a', 'number'],
    ['before=here', 'before'],
    ['limit=1&limit=2', 'limit'],
  ])('when the query is %s, then it is 400 and names %s', async (query, field) => {
    expect((await get(`/api/receipts?${query}`)).body).toMatchObject({
      status: 400,
      code: 'VALIDATION_FAILED',
      data: { [field]: anything },
    });
  });

  it.each(['x', newId(), '%00', 'a'.repeat(500)])('when the id is %s, then it is 404', async (id) => {
    expect((await get(`/api/receipts/${id}`)).body).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  });
});

describe('/api/shifts', () => {
  it('when shifts are listed and read, then they are the contract’s, and closing is an UPDATE with the same object', async () => {
    const opened = await report('shifts', { number: 1, openedAt: at(1) });
    await report('shifts', { number: 2, openedAt: at(2), cashier: { tabNumber: '7', name: 'Иванова' } });
    await report('shifts/1/close', { closedAt: at(30), totals: { receiptsCount: 1, sales: 5 } });
    const { query, data } = await answerOf('/api/shifts/?limit=10');
    expect(query).toEqual({ from: ALWAYS_FROM, to: ALWAYS_TO, limit: 10, offset: 0 });
    expect(data).toMatchObject([
      { shiftId: 2, status: 'OPENED', openedAt: at(2) },
      { shiftId: 1, status: 'CLOSED', closedAt: at(30) },
    ]);
    expectShape(journalAnswer(shiftView), { query, data });
    const one = await get(`/api/shifts/${opened.id}`);
    expect(one.body).toEqual(data[1]);
    expect(await eventOf('shifts', opened.id)).toEqual({ action: 'UPDATE', data: one.body });
    expect((await answerOf('/api/shifts?status=OPENED')).data).toMatchObject([{ shiftId: 2 }]);
    expect((await answerOf(`/api/shifts?devices=${account.deviceId}&from=${at(2)}`)).data).toHaveLength(1);
  });
});

describe('/api/encashments', () => {
  it('when encashments are listed and read, then they are the contract’s and the same object as in the event', async () => {
    await report('shifts', { number: 1, openedAt: at(0) });
    const encashment = { shiftId: 1, sum: 50_000 };
    const first = await report('encashments', { ...encashment, number: 1, type: 'MONEY_IN', date: at(1) });
    await report('encashments', { ...encashment, number: 2, type: 'MONEY_OUT', date: at(2) });
    const { query, data } = await answerOf('/api/encashments');
    expect(data).toMatchObject([{ type: 'MONEY_OUT' }, { type: 'MONEY_IN', id: first.id }]);
    expectShape(journalAnswer(encashmentView), { query, data });
    expect((await answerOf('/api/encashments?type=MONEY_IN')).data).toEqual([data[1]]);
    expect((await get(`/api/encashments/${first.id}`)).body).toEqual(data[1]);
    expect(await eventOf('encashments', first.id)).toEqual({ action: 'CREATE', data: data[1] });
  });
});

describe('/api/operations', () => {
  const createOperation = async (externalId: string, minute: number) => {
    const { document } = await createJournalStore(harness.mongo).createOperation({
      _id: newId(),
      accountId: account.accountId,
      deviceId: account.deviceId,
      externalId,
      createdAt: new Date(at(minute)),
      request: { attributes: { email: 'buyer@example.com' } },
    });
    return document._id;
  };

  it('when operations are listed, then the answer is a plain array, newest first, with the total; one is read by id', async () => {
    const id = await createOperation('order-1', 1);
    await createOperation('order-2', 2);
    const { body, headers } = await get('/api/operations');
    expect(headers.get('x-total-count')).toBe('2');
    expect(body).toEqual([
      { id: anything, externalId: 'order-2', type: 'EXTERNAL_RECEIPT', status: 'PENDING', createdAt: at(2) },
      { id, externalId: 'order-1', type: 'EXTERNAL_RECEIPT', status: 'PENDING', createdAt: at(1) },
    ]);
    expectShape(operationView.array(), body);
    const one = await get(`/api/operations/${id}`);
    expect(one.body).toEqual((body as unknown[])[1]);
    expect(await eventOf('operations', id)).toEqual({ action: 'CREATE', data: one.body });
  });

  it('when the list is narrowed or paged, then the total is that of what was asked for', async () => {
    const ids = [await createOperation('order-1', 1), await createOperation('order-2', 2)];
    const at3 = await createOperation('order-3', 3);
    await createJournalStore(harness.mongo).setOperationStatus({
      accountId: account.accountId,
      id: at3,
      status: 'ERROR',
      at: new Date(at(4)),
      data: { error: { code: 'TimeoutError', message: 'nobody took it' } },
    });
    const listed = async (query: string) => {
      const { body, headers } = await get(`/api/operations?${query}`);
      expectShape(operationView.array(), body);
      return [(body as { id: string }[]).map(({ id }) => id), Number(headers.get('x-total-count'))];
    };
    expect(await listed('status=ERROR')).toEqual([[at3], 1]);
    expect(await listed('status=PENDING&limit=1')).toEqual([[ids[1]], 2]);
    expect(await listed('externalId=order-1')).toEqual([[ids[0]], 1]);
    expect(await listed(`from=${at(2)}&to=${at(2)}`)).toEqual([[ids[1]], 1]);
    expect(await listed(`devices=${account.deviceId}&offset=2`)).toEqual([[ids[0]], 3]);
    const { headers } = await get('/api/operations?limit=1');
    expect(await listed(`before=${headers.get('x-next-before')}`)).toEqual([[ids[1], ids[0]], 3]);
  });
});

describe('/api/reports/counters', () => {
  const money = (value: number, count: number) => ({ value, count });

  it('when the counters are asked for, then cash and cashless make the total, by register with details', async () => {
    await report('shifts', { number: 1, openedAt: at(0) });
    const other = await secondRegister();
    await report('receipts', receipt(1));
    await report(
      'receipts',
      receipt(2, { type: 'REFUND', amount: 2_000, payments: [{ type: 'CASH', amount: 2_000 }] }),
    );
    const byCard = { amount: 700, payments: [{ type: 'CASHLESS', amount: 700 }] };
    await report('receipts', receipt(3, byCard), other.deviceToken);
    const all = await get('/api/reports/counters?details=true');
    const [one, two] = [account.deviceId, other.id];
    expect(all.body).toEqual({
      summary: { cash: money(10_000, 2), cashless: money(700, 1), total: money(10_700, 3) },
      devices: [
        { deviceId: one, cash: money(10_000, 2), cashless: money(0, 0), total: money(10_000, 2) },
        { deviceId: two, cash: money(0, 0), cashless: money(700, 1), total: money(700, 1) },
      ],
    });
    expectShape(countersView, all.body);
    const some = await get(`/api/reports/counters/?devices=${one}&from=${at(2)}&to=${at(9)}&details=false`);
    expect(some.body).toEqual({
      summary: { cash: money(-2_000, 1), cashless: money(0, 0), total: money(-2_000, 1) },
    });
  });

  it('when there is nothing, then the counters are zero; a wrong date is named', async () => {
    const zero = money(0, 0);
    expect((await get('/api/reports/counters?details=1')).body).toEqual({
      summary: { cash: zero, cashless: zero, total: zero },
      devices: [],
    });
    expect((await get('/api/reports/counters?from=x')).body).toMatchObject({ data: { from: anything } });
  });
});
