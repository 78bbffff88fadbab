import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventsQueue } from '@kassahook/amqp/names';
import { waitFor } from '@kassahook/testing/waitFor';
import { startApi, type ApiHarness, type TestAccount } from './apiHarness.js';

let harness: ApiHarness;
let account: TestAccount;

beforeAll(async () => {
  harness = await startApi();
  account = await harness.createAccount();
});
afterAll(async () => {
  await harness.close();
});

const anything = expect.stringMatching(/\w/);
const post = (path: string, body?: unknown, token = account.deviceToken) =>
  harness.call('POST', `/api/device/${path}`, { token, ...(body !== undefined && { body }) });

let lastShift = 0;
async function openShift(token = account.deviceToken): Promise<number> {
  lastShift += 1;
  expect((await post('shifts', { number: lastShift }, token)).status).toBe(201);
  return lastShift;
}

const cashier = { tabNumber: '7', name: 'Иванова А. П.', password: '1234', inn: '770000000000' };
const shownCashier = { tabNumber: '7', name: 'Иванова А. П.', inn: '770000000000' };

function receipt(shiftId: number, number: number, more: object = {}) {
  return {
    shiftId,
    number,
    type: 'SALE',
    amount: 12_000,
    date: '2026-03-01T10:00:00+03:00',
    payments: [{ type: 'CASH', amount: 12_000 }],
    positions: [{ name: 'Молоко 3,2%', type: 'COUNTABLE', quantity: 2_000, price: 6_000, tax: 'NDS_10' }],
    cashier,
    fiscalDocumentNumber: 4_711,
    ...more,
  };
}

describe('shifts', () => {
  it('when a shift is opened, then it is shown as the contract says, without the password', async () => {
    lastShift += 1;
    const body = { number: lastShift, openedAt: '2026-03-01T09:00:00.000Z', cashier };
    const { status, body: shown } = await post('shifts', body);
    expect(status).toBe(201);
    expect(shown).toEqual({
      id: anything,
      shiftId: lastShift,
      deviceId: account.deviceId,
      shopId: account.shopId,
      cashier: shownCashier,
      openedAt: '2026-03-01T09:00:00.000Z',
      status: 'OPENED',
    });
  });

  it('when the opening is repeated after a lost answer, then the answer is the first one', async () => {
    lastShift += 1;
    const first = await post('shifts', { number: lastShift });
    const second = await post('shifts', { number: lastShift });
    expect([second.status, second.body]).toEqual([201, first.body]);
  });

  it('when a shift is closed, then it is CLOSED, and closing again answers the same', async () => {
    const number = await openShift();
    const totals = { receiptsCount: 3, sales: 30_000 };
    const first = await post(`shifts/${number}/close`, { closedAt: '2026-03-01T20:00:00Z', totals });
    expect([first.status, first.body]).toEqual([
      200,
      expect.objectContaining({ status: 'CLOSED', closedAt: '2026-03-01T20:00:00.000Z', totals }),
    ]);
    const again = await post(`shifts/${number}/close`, { closedAt: '2026-03-02T00:00:00Z' });
    expect([again.status, again.body]).toEqual([200, first.body]);
  });

  it('when a shift is closed without a body, then it closes now', async () => {
    const number = await openShift();
    const { status, body } = await post(`shifts/${number}/close`);
    expect([status, body]).toEqual([200, expect.objectContaining({ status: 'CLOSED', closedAt: anything })]);
  });

  it.each(['999999', '0', 'abc', '99999999999999'])(
    'when shift %s is closed, then it is 404',
    async (number) => {
      const { body } = await post(`shifts/${number}/close`, {});
      expect(body).toEqual({ status: 404, code: 'NOT_FOUND', message: anything });
    },
  );
});

describe('receipts', () => {
  it('when a receipt is reported, then it is shown as the contract says', async () => {
    const shiftId = await openShift();
    const { status, body } = await post('receipts', receipt(shiftId, 1));
    expect(status).toBe(201);
    const { id } = body as { id: string };
    expect(body).toEqual({
      id,
      _id: id,
      type: 'SALE',
      amount: 12_000,
      discount: 0,
      deviceId: account.deviceId,
      shopId: account.shopId,
      shiftId,
      number: 1,
      localDate: '2026-03-01T10:00:00.000',
      date: '2026-03-01T07:00:00.000Z',
      payments: [{ type: 'CASH', amount: 12_000 }],
      positions: [
        { name: 'Молоко 3,2%', type: 'COUNTABLE', quantity: 2_000, price: 6_000, discount: 0, tax: 'NDS_10' },
      ],
      cashier: shownCashier,
      checkURL: '',
      fiscalDocumentNumber: '4711',
      fiscalDocumentSign: '',
      fnNumber: '',
      registryNumber: '',
      fiscalCheck: null,
    });
    const stored = await harness.mongo.db().collection('receipts').findOne({ accountId: account.accountId });
    expect(JSON.stringify(stored)).not.toContain('1234');
  });

  it('when it is repeated after a lost answer, then the answer is the first one and there is one document', async () => {
    const shiftId = await openShift();
    const answers = await Promise.all([1, 2, 3].map(() => post('receipts', receipt(shiftId, 1))));
    answers.push(await post('receipts', receipt(shiftId, 1)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    const count = await harness.mongo.db().collection('receipts').countDocuments({ shiftId });
    expect(count).toBe(1);
  });

  it('when the number comes again with other content, then it is 409 and names the number', async () => {
    const shiftId = await openShift();
    await post('receipts', receipt(shiftId, 1));
    const { body } = await post('receipts', receipt(shiftId, 1, { amount: 13_000 }));
    expect(body).toEqual({
      status: 409,
      code: 'CONFLICT',
      message: anything,
      data: { number: 'is taken' },
    });
  });

  it('when numbers begin again with the next shift, then both documents are kept', async () => {
    const [one, two] = [await openShift(), await openShift()];
    const first = await post('receipts', receipt(one, 1));
    const second = await post('receipts', receipt(two, 1));
    expect([first.status, second.status]).toEqual([201, 201]);
    expect((first.body as { id: string }).id).not.toBe((second.body as { id: string }).id);
  });

  it('when the shift was never opened, then it is 409 and names it; once opened, the receipt is taken', async () => {
    lastShift += 1;
    const refused = await post('receipts', receipt(lastShift, 1));
    expect(refused.body).toEqual({
      status: 409,
      code: 'SHIFT_UNKNOWN',
      message: anything,
      data: { shiftId: anything },
    });
    await post('shifts', { number: lastShift });
    expect((await post('receipts', receipt(lastShift, 1))).status).toBe(201);
  });

  it('when the shift is another register’s, then it is unknown', async () => {
    const other = await harness.createAccount();
    const shiftId = await openShift();
    expect((await post('receipts', receipt(shiftId, 1), other.deviceToken)).body).toMatchObject({
      code: 'SHIFT_UNKNOWN',
    });
  });

  it('when fields are wrong, then each is named', async () => {
    const body = receipt(1, 1, {
      amount: 10.5,
      type: 'GIFT',
      payments: [],
      positions: [{ name: '', type: 'COUNTABLE', quantity: 1, price: -1 }],
      date: 'today',
      shiftId: undefined,
    });
    const answer = await post('receipts', body);
    expect(answer.body).toEqual({
      status: 400,
      code: 'VALIDATION_FAILED',
      message: anything,
      data: {
        amount: anything,
        type: 'must be one of SALE, REFUND, OUTFLOW, OUTFLOW_REFUND',
        payments: anything,
        date: anything,
        shiftId: 'is required',
        'positions.0.name': anything,
        'positions.0.price': anything,
        'positions.0.tax': 'is required',
      },
    });
  });

  it.each(['9999-12-31T23:59:59-14:00', '0000-01-01T00:00:00+14:00'])(
    'when the instant %s is in no year that an answer can show, then it is refused',
    async (date) => {
      const shiftId = await openShift();
      const refused = { status: 400, code: 'VALIDATION_FAILED' };
      const answer = await post('receipts', receipt(shiftId, 1, { date }));
      expect(answer.body).toMatchObject({ ...refused, data: { date: anything } });
      const closing = await post(`shifts/${shiftId}/close`, { closedAt: date });
      expect(closing.body).toMatchObject({ ...refused, data: { closedAt: anything } });
    },
  );

  it('when fields are unknown, then they are ignored', async () => {
    const shiftId = await openShift();
    const { status, body } = await post('receipts', receipt(shiftId, 1, { firmware: '2.1' }));
    expect(status).toBe(201);
    expect(body).not.toHaveProperty('firmware');
  });

  it('when a receipt is committed, then its hint is on the queue', async () => {
    const shiftId = await openShift();
    await waitFor(async () => (await harness.amqp.depths([eventsQueue]))[eventsQueue] !== undefined, {
      what: 'the queue of hints',
    });
    const depth = async () => (await harness.amqp.depths([eventsQueue]))[eventsQueue] ?? 0;
    const before = await depth();
    await post('receipts', receipt(shiftId, 1));
    await waitFor(async () => (await depth()) > before, { what: 'one more hint' });
  });
});

describe('encashments', () => {
  const encashment = (shiftId: number, number: number, sum = 50_000) => ({
    shiftId,
    number,
    type: 'MONEY_IN',
    sum,
    date: '2026-03-01T08:00:00.000Z',
    localDate: '2026-03-01T11:00:00',
  });

  it('when one is reported twice, then both answers are the same; another sum is 409', async () => {
    const shiftId = await openShift();
    const first = await post('encashments', encashment(shiftId, 1));
    expect([first.status, first.body]).toEqual([
      201,
      {
        id: anything,
        deviceId: account.deviceId,
        shopId: account.shopId,
        type: 'MONEY_IN',
        shiftId,
        cashier: null,
        sum: 50_000,
        localDate: '2026-03-01T11:00:00',
        date: '2026-03-01T08:00:00.000Z',
      },
    ]);
    const second = await post('encashments', encashment(shiftId, 1));
    expect([second.status, second.body]).toEqual([201, first.body]);
    expect((await post('encashments', encashment(shiftId, 1, 1))).status).toBe(409);
  });

  it('when the shift is unknown, then it is 409', async () => {
    expect((await post('encashments', encashment(888_888, 1))).body).toMatchObject({ code: 'SHIFT_UNKNOWN' });
  });
});

describe('who may report', () => {
  it.each(['shifts', 'shifts/1/close', 'receipts', 'encashments'])(
    'when a person’s token reports to %s, then it is 403; without a token 401',
    async (path) => {
      expect((await post(path, {}, account.token)).body).toMatchObject({ status: 403, code: 'FORBIDDEN' });
      expect((await harness.call('POST', `/api/device/${path}`, { body: {} })).status).toBe(401);
    },
  );

  it('when a token has the scope but no device, then it is 403', async () => {
    const token = await harness.issue(account.accountId, ['device']);
    expect((await post('shifts', { number: 1 }, token)).status).toBe(403);
  });
});
