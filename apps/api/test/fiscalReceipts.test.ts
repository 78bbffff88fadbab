import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  fiscalOperationView,
  handedOperationView,
  externalReceiptSchema,
} from '@kassahook/contracts/fiscalOperation';
import { waitFor } from '@kassahook/testing/waitFor';
import { startApi, type ApiHarness, type TestAccount } from './apiHarness.js';

let harness: ApiHarness;
let account: TestAccount;
let lastShift = 0;

beforeAll(async () => {
  harness = await startApi({ OPERATION_POLL_INTERVAL_MS: '10000', OPERATION_LEASE_MS: '1000' });
});
afterAll(async () => {
  await harness.close();
});

const anything = expect.stringMatching(/\w/);

function receipt(more: object = {}) {
  return {
    deviceId: account.deviceId,
    type: 'SALE',
    timeout: 5,
    taxMode: 'DEFAULT',
    positions: [
      { name: 'Чай', type: 'COUNTABLE', quantity: 2, price: 39_700, priceSum: 79_400, tax: 'NDS_20' },
      {
        name: 'Сыр',
        type: 'SCALABLE',
        quantity: 0.35,
        price: 100_000,
        priceSum: 30_000,
        tax: 'NDS_10',
        taxSum: 2_727,
        tags: [{ tag: 1212, value: 1 }],
      },
    ],
    payments: [
      { sum: 100_000, type: 'CASHLESS' },
      { sum: 10_000, type: 'CASH' },
    ],
    attributes: { email: 'buyer@example.com' },
    total: { priceSum: 109_400 },
    ...more,
  };
}

const post = (body: unknown, path = '/api/receipts', headers: Record<string, string> = {}) =>
  harness.call('POST', path, { token: account.token, body, headers });
const onDevice = (path: string, body: unknown = {}, token = account.deviceToken) =>
  harness.call('POST', `/api/device/operations/${path}`, { token, body });
const idOf = ({ body }: { body: unknown }) => (body as { id: string }).id;
const documents = (collection: string, filter: object) =>
  harness.mongo.db().collection(collection).find(filter).toArray();

async function openShift(): Promise<number> {
  lastShift += 1;
  const body = { number: lastShift };
  await harness.call('POST', '/api/device/shifts', { token: account.deviceToken, body });
  return lastShift;
}

const completion = (shiftId: number, number = 1) => ({
  shiftId,
  number,
  date: '2026-05-01T09:00:00.000Z',
  cashier: { tabNumber: '7', name: 'Ольга', password: '1234' },
  fiscalDocumentNumber: 4_711,
  fiscalDocumentSign: '3141592653',
  fnNumber: '9960440300000001',
  registryNumber: '0001234567890123',
  checkURL: 'https://ofd.example/check',
});

describe('a receipt that a shop posts', () => {
  beforeAll(async () => {
    account = await harness.createAccount();
  });

  it.each(['/api/receipts', '/api/v2/receipts', '/api/receipts/'])(
    'when it is posted to %s, then the answer is 202 with the operation',
    async (path) => {
      const externalId = randomUUID().toUpperCase();
      const { status, body } = await post(receipt({ externalId, phone: 'unknown field' }), path);
      expect([status, body]).toEqual([
        202,
        { id: anything, externalId, createdAt: anything, status: 'PENDING', type: 'EXTERNAL_RECEIPT' },
      ]);
      expect(fiscalOperationView.parse(body)).toEqual(body);
    },
  );

  it('when the same externalId comes a hundred times at once, then there is one operation', async () => {
    const body = receipt({ externalId: randomUUID() });
    const answers = await Promise.all(Array.from({ length: 100 }, () => post(body)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
    expect(await documents('operations', { externalId: body['externalId' as never] })).toHaveLength(1);
  });

  it('when the same externalId comes with another body, then it is 409; written differently, it is the same', async () => {
    const externalId = randomUUID();
    const body = receipt({ externalId });
    const first = await post(body);
    const other = await post({ ...body, timeout: 6 });
    expect(other.body).toEqual({
      status: 409,
      code: 'CONFLICT',
      message: anything,
      data: { externalId: anything },
    });
    const turned = Object.fromEntries(Object.entries(body).reverse());
    const again = await post({ ...turned, externalId: externalId.toUpperCase(), remark: 'dropped' });
    expect([again.status, idOf(again)]).toEqual([202, idOf(first)]);
  });

  it('when two accounts use one externalId, then each has its operation', async () => {
    const externalId = randomUUID();
    const mine = await post(receipt({ externalId }));
    const other = await harness.createAccount();
    const theirs = await harness.call('POST', '/api/receipts', {
      token: other.token,
      body: receipt({ externalId, deviceId: other.deviceId }),
    });
    expect(theirs.status).toBe(202);
    expect(idOf(theirs)).not.toBe(idOf(mine));
  });

  it('when the register is another account’s or nobody’s, then it is 404 and named', async () => {
    const other = await harness.createAccount();
    for (const deviceId of [other.deviceId, 2_000_000_000]) {
      const { body } = await post(receipt({ deviceId }));
      expect(body).toEqual({
        status: 404,
        code: 'NOT_FOUND',
        message: anything,
        data: { deviceId: anything },
      });
    }
  });

  it('when a token may not write, then it is 403', async () => {
    const reader = await harness.issue(account.accountId, ['read']);
    expect((await harness.call('POST', '/api/receipts', { token: reader, body: receipt() })).status).toBe(
      403,
    );
    const { status } = await harness.call('POST', '/api/receipts', {
      token: account.deviceToken,
      body: receipt(),
    });
    expect(status).toBe(403);
  });

  const [tea, cheese] = [
    { name: 'Чай', type: 'COUNTABLE', quantity: 2, price: 39_700, priceSum: 79_400, tax: 'NDS_20' },
    { name: 'Сыр', type: 'SCALABLE', quantity: 350, price: 100_000, priceSum: 35_000, tax: 'NDS_10' },
  ];
  const wrong: readonly [string, object, readonly string[]][] = [
    [
      'the body is empty',
      Object.fromEntries(Object.keys(receiptFields()).map((key) => [key, undefined])),
      ['deviceId', 'type', 'timeout', 'taxMode', 'positions', 'payments', 'attributes', 'total'],
    ],
    ['enumerations are wrong', { type: 'GIFT', taxMode: 'NONE' }, ['type', 'taxMode']],
    [
      'a position is wrong',
      { positions: [tea, { ...cheese, name: '', price: -1, quantity: 0, type: 'AIR', tax: 1 }] },
      [
        'positions.1.name',
        'positions.1.price',
        'positions.1.quantity',
        'positions.1.type',
        'positions.1.tax',
        'total.priceSum',
      ],
    ],
    [
      'the code of a VAT rate is none',
      { positions: [{ ...tea, tax: 'VAT20' }, cheese] },
      ['positions.0.tax', 'total.priceSum'],
    ],
    [
      'a position has fractions of kopecks',
      { positions: [{ ...tea, price: 0.5 }] },
      ['positions.0.price', 'total.priceSum'],
    ],
    ['there are no positions and no payments', { positions: [], payments: [] }, ['positions', 'payments']],
    [
      'a line costs more than price × quantity',
      {
        positions: [{ ...tea, priceSum: 79_402 }],
        total: { priceSum: 79_402 },
        payments: [{ sum: 79_402, type: 'CASH' }],
      },
      ['positions.0.priceSum'],
    ],
    [
      'the total is not the sum of the positions',
      { total: { priceSum: 109_401 }, payments: [{ sum: 109_401, type: 'CASHLESS' }] },
      ['total.priceSum'],
    ],
    ['too little is paid', { payments: [{ sum: 109_399, type: 'CASH' }] }, ['payments']],
    ['too much is paid, and not in cash', { payments: [{ sum: 109_401, type: 'CASHLESS' }] }, ['payments']],
    [
      'more change is due than cash was given',
      {
        payments: [
          { sum: 109_401, type: 'CASHLESS' },
          { sum: 1, type: 'CASH' },
          { sum: 100, type: 'PREPAID' },
        ],
      },
      ['payments'],
    ],
    [
      'sums disagree and other fields are wrong',
      { timeout: 0, total: { priceSum: 1 } },
      ['timeout', 'total.priceSum', 'payments'],
    ],
    ['nobody is to get the receipt', { attributes: {} }, ['attributes']],
    [
      'the addresses are none',
      { attributes: { email: 'x', phone: 'y' } },
      ['attributes.email', 'attributes.phone'],
    ],
    ['the externalId is no UUID', { externalId: '1' }, ['externalId']],
    ['the callback may not be called', { callbackUrl: 'http://10.0.0.1/x' }, ['callbackUrl']],
    ['the callback is no URL', { callbackUrl: 'shop', timeout: 1.5 }, ['callbackUrl', 'timeout']],
    ['a tag is wrong', { tags: [{ tag: 1008 }, { value: 'x' }] }, ['tags.0.value', 'tags.1.tag']],
  ];

  it.each(wrong)('when %s, then it is 400 and each field is named', async (_story, more, fields) => {
    const { status, body } = await post(receipt(more));
    const { code, data } = body as { code: string; data: Record<string, string> };
    expect([status, code]).toEqual([400, 'VALIDATION_FAILED']);
    expect(Object.keys(data).sort()).toEqual([...fields].sort());
    for (const problem of Object.values(data)) expect(problem).not.toMatch(/^(Invalid|Too|Expected)/);
  });

  it('when cash exceeds the total, then it is taken', async () => {
    expect((await post(receipt({ payments: [{ sum: 200_000, type: 'CASH' }] }))).status).toBe(202);
  });
});

function receiptFields(): object {
  return externalReceiptSchema.shape;
}

describe('a register that serves operations', () => {
  beforeAll(async () => {
    account = await harness.createAccount();
    lastShift = 0;
  });

  it('when nothing waits, then next answers 204 after the wait that it asked for', async () => {
    const { status, body } = await onDevice('next', { waitMs: 50 });
    expect([status, body]).toEqual([204, null]);
  });

  it('when a shop posts while the register waits, then the register has it at once, and carries it to SUCCESS and a receipt', async () => {
    const polled = onDevice('next', { waitMs: 9_000 });
    const externalId = randomUUID();
    const posted = await post(receipt({ externalId }));
    const id = idOf(posted);
    const handed = (await polled).body;
    expect(handed).toEqual({
      ...(posted.body as object),
      deviceId: account.deviceId,
      expiresAt: anything,
      lease: { id: anything, until: anything },
      receipt: expect.objectContaining({ taxMode: 'DEFAULT', total: { priceSum: 109_400 } }),
    });
    expect(handedOperationView.parse(handed)).toEqual(handed);

    const { lease } = handed as { lease: { id: string } };
    const begun = { ...(posted.body as object), status: 'IN_PROGRESS' };
    for (let time = 0; time < 2; time += 1) {
      const accepted = await onDevice(`${id}/accept`, { leaseId: lease.id });
      expect([accepted.status, accepted.body]).toEqual([200, begun]);
    }
    const shiftId = await openShift();
    const first = await onDevice(`${id}/complete`, completion(shiftId));
    const receiptId = (first.body as { data: { receiptId: string } }).data.receiptId;
    expect([first.status, first.body]).toEqual([
      200,
      { ...begun, status: 'SUCCESS', completedAt: anything, data: { receiptId } },
    ]);
    const again = await onDevice(`${id}/complete`, completion(shiftId));
    expect([again.status, again.body]).toEqual([200, first.body]);
    const late = await onDevice(`${id}/accept`, { leaseId: lease.id });
    expect(late.body).toMatchObject({ status: 409, data: { status: 'SUCCESS' } });
    expect((await onDevice(`${id}/fail`, { code: 'PaperOutError' })).status).toBe(409);

    const [stored, ...others] = await documents('receipts', { operationId: id });
    expect(others).toEqual([]);
    expect(stored).toMatchObject({
      _id: receiptId,
      amount: 109_400,
      discount: 5_000,
      operationId: id,
      shiftId,
      number: 1,
      localDate: '2026-05-01T12:00:00.000',
      fiscalDocumentNumber: '4711',
      fiscalDocumentSign: '3141592653',
      fnNumber: '9960440300000001',
      positions: [
        { name: 'Чай', quantity: 2_000, price: 39_700, discount: 0 },
        { name: 'Сыр', quantity: 350, price: 100_000, discount: 5_000 },
      ],
      payments: [
        { type: 'CASHLESS', amount: 100_000 },
        { type: 'CASH', amount: 9_400 },
      ],
      cashier: { tabNumber: '7', name: 'Ольга' },
    });
    expect(JSON.stringify(stored)).not.toContain('1234"');
    const repeat = await post(receipt({ externalId }));
    expect([repeat.status, repeat.body]).toEqual([202, first.body]);
  });

  it('when the register cannot print, then the operation is an ERROR with its code, also when it says so twice', async () => {
    const id = idOf(await post(receipt()));
    await onDevice('next', { waitMs: 0 });
    await onDevice(`${id}/accept`);
    const error = { code: 'PaperOutError', message: 'нет бумаги' };
    const first = await onDevice(`${id}/fail`, error);
    expect(first.body).toMatchObject({ id, status: 'ERROR', completedAt: anything, data: { error } });
    expect((await onDevice(`${id}/fail`, error)).body).toEqual(first.body);
    const shiftId = await openShift();
    expect((await onDevice(`${id}/complete`, completion(shiftId))).status).toBe(409);
    expect(await documents('receipts', { operationId: id })).toEqual([]);
  });

  it('when the register died with an operation, then it is handed out again after its lease', async () => {
    const id = idOf(await post(receipt()));
    expect(idOf(await onDevice('next', { waitMs: 0 }))).toBe(id);
    expect((await onDevice('next', { waitMs: 0 })).status).toBe(204);
    const again = await waitFor(async () => {
      const answer = await onDevice('next', { waitMs: 0 });
      return answer.status === 200 && answer;
    });
    expect(idOf(again)).toBe(id);
    await onDevice(`${id}/fail`, { code: 'PaperOutError' });
  });

  it('when the register hangs up, then no operation is handed to nobody', async () => {
    const url = `http://127.0.0.1:${harness.api.port()}/api/device/operations/next`;
    const hangUp = new AbortController();
    const call = fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${account.deviceToken}` },
      signal: hangUp.signal,
    });
    await waitFor(() => true);
    hangUp.abort();
    await expect(call).rejects.toThrow();
    await waitFor(async () => (await onDevice('next', { waitMs: 0 })).status === 204);
    const id = idOf(await post(receipt()));
    expect(idOf(await onDevice('next', { waitMs: 0 }))).toBe(id);
    await onDevice(`${id}/fail`, { code: 'PaperOutError' });
  });

  it('when a body is wrong, then each field is named; when the shift was never opened, it is 409', async () => {
    const id = idOf(await post(receipt()));
    expect((await onDevice(`${id}/complete`, { shiftId: 0 })).body).toMatchObject({
      status: 400,
      data: {
        shiftId: anything,
        number: 'is required',
        date: 'is required',
        fiscalDocumentNumber: 'is required',
        fiscalDocumentSign: 'is required',
        fnNumber: 'is required',
      },
    });
    expect((await onDevice(`${id}/fail`, {})).body).toMatchObject({
      status: 400,
      data: { code: 'is required' },
    });
    expect((await onDevice(`${id}/complete`, completion(999_999))).body).toMatchObject({
      code: 'SHIFT_UNKNOWN',
    });
    await onDevice(`${id}/fail`, { code: 'PaperOutError' });
  });

  it('when another register reports, then the operation is not there', async () => {
    const id = idOf(await post(receipt()));
    const other = await harness.createAccount();
    expect((await onDevice('next', { waitMs: 0 }, other.deviceToken)).status).toBe(204);
    await harness.call('POST', '/api/device/shifts', { token: other.deviceToken, body: { number: 1 } });
    for (const [path, body] of [
      ['accept', {}],
      ['complete', completion(1)],
      ['fail', { code: 'x' }],
    ] as const) {
      expect((await onDevice(`${id}/${path}`, body, other.deviceToken)).status).toBe(404);
      expect((await onDevice(`nobody/${path}`, body, other.deviceToken)).status).toBe(404);
    }
    for (const path of ['next', `${id}/accept`, `${id}/complete`, `${id}/fail`]) {
      expect((await onDevice(path, {}, account.token)).status).toBe(403);
    }
  });
});

describe('the secret of callbacks', () => {
  it('when it is read many times at once, then it is made once, for this account only', async () => {
    account = await harness.createAccount();
    const read = (token: string) => harness.call('GET', '/api/callback-secret', { token });
    const answers = await Promise.all(Array.from({ length: 10 }, () => read(account.token)));
    const secrets = new Set(answers.map(({ body }) => (body as { secret: string }).secret));
    expect([...secrets]).toEqual([expect.stringMatching(/^whsec_/)]);
    const other = await harness.createAccount();
    expect(secrets.has(((await read(other.token)).body as { secret: string }).secret)).toBe(false);
    expect((await read(account.deviceToken)).status).toBe(403);
    const { callbackSecret } = harness.postgres.models;
    const row = await callbackSecret.findByPk(account.accountId);
    expect(row?.sealedSecret).not.toContain([...secrets][0]!.slice(6));
  });

  it('when it is rotated, then another one is current, the audit log says so, and no other account hears of it', async () => {
    account = await harness.createAccount();
    const other = await harness.createAccount();
    const secretOf = async ({ token }: TestAccount) =>
      ((await harness.call('GET', '/api/callback-secret', { token })).body as { secret: string }).secret;
    const rotate = (body?: object, token = account.token) =>
      harness.call('POST', '/api/callback-secret/rotate', { token, body });

    const first = await rotate();
    // There was none that could go on signing.
    expect(first.body).toEqual({ secret: anything, previousSecretValidUntil: null });
    const [old, others] = [await secretOf(account), await secretOf(other)];
    expect(first.body).toMatchObject({ secret: old });

    const { body } = await rotate({ overlapHours: 2 });
    const { secret, previousSecretValidUntil } = body as Record<string, string>;
    expect([await secretOf(account), await secretOf(other)]).toEqual([secret, others]);
    expect(secret).not.toBe(old);
    expect((Date.parse(previousSecretValidUntil ?? '') - Date.now()) / 3_600_000).toBeCloseTo(2, 1);

    const own = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
    expect((await rotate({ secret: own, overlapHours: 0 })).body).toEqual({
      secret: own,
      previousSecretValidUntil: null,
    });
    expect((await rotate({ secret: 'abc' })).body).toMatchObject({
      status: 400,
      data: { secret: expect.stringContaining('whsec_') },
    });
    expect((await rotate(undefined, account.deviceToken)).status).toBe(403);
    const auditor = await harness.issue(account.accountId, ['account']);
    const log = await harness.call('GET', '/api/audit?action=callback_secret.rotated', { token: auditor });
    expect(log.body).toMatchObject({
      data: Array(3).fill({ target: { type: 'account', id: account.accountId } }),
    });
    expect(JSON.stringify(log.body)).not.toContain('whsec_');
  });
});

describe('a receipt that is beyond what a journal holds', () => {
  it.each([
    [2_000_000, 2_000_000],
    [1e-10, 0],
  ])('when a line is of %s pieces, then it is refused with its field named', async (quantity, priceSum) => {
    const line = { name: 'Винт', type: 'COUNTABLE', quantity, price: 1, priceSum, tax: 'NDS_20' };
    const sums = { payments: [{ sum: priceSum, type: 'CASHLESS' }], total: { priceSum } };
    const posted = await post(receipt({ positions: [line], ...sums }));
    expect(posted.body).toMatchObject({ status: 400, data: { 'positions.0.quantity': anything } });
  });

  it('when its discounts are, then it is refused: printed, it could never be filed', async () => {
    const free = {
      name: 'Дар',
      type: 'COUNTABLE',
      quantity: 1_000,
      price: 1_000_000_000_000,
      priceSum: 0,
      tax: 'NDS_20',
    };
    const none = {
      positions: [free, free],
      payments: [{ sum: 0, type: 'CASHLESS' }],
      total: { priceSum: 0 },
    };
    const posted = await post(receipt(none));
    expect(posted.body).toMatchObject({ status: 400, data: { positions: anything } });
    expect((await post(receipt({ ...none, positions: [free] }))).status).toBe(202);
  });
});
