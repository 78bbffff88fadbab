import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createDeviceStore } from '@kassahook/postgres/deviceStore';
import { createTcpProxy, type TcpProxy } from '@kassahook/testing/tcpProxy';
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
const url = 'https://shop.example/hook';
const post = (path: string, body: unknown, key: string, token = account.token) =>
  harness.call('POST', path, { token, body, headers: { 'Idempotency-Key': key } });
const keysOf = (accountId: string) =>
  harness.postgres.models.idempotencyKey.findAll({ where: { accountId } });
const webhooksOf = async () =>
  (await harness.call('GET', '/api/webhooks', { token: account.token })).body as unknown[];

function receipt(more: object = {}) {
  return {
    deviceId: account.deviceId,
    type: 'SALE',
    timeout: 5,
    taxMode: 'DEFAULT',
    positions: [{ name: 'Чай', type: 'COUNTABLE', quantity: 1, price: 100, priceSum: 100, tax: 'NDS_20' }],
    payments: [{ sum: 100, type: 'CASHLESS' }],
    attributes: { phone: '+7 912 345-67-89' },
    total: { priceSum: 100 },
    ...more,
  };
}

describe('a POST with an Idempotency-Key', () => {
  it('when it is repeated, then it happens once and is answered as the first time, and says so', async () => {
    const key = randomUUID();
    const first = await post('/api/webhooks', { url, description: 'one' }, key);
    const again = await post('/api/webhooks/', { description: 'one', url }, key);
    expect(first.status).toBe(201);
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(await webhooksOf()).toHaveLength(1);
  });

  it('when it comes many times at once, then it happens once; the others are told that it is under way, or its answer', async () => {
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 30 }, () => post('/api/webhooks', { url }, key)));
    const kinds = new Set(
      answers.map(({ status, body }) => `${status} ${(body as { code?: string }).code ?? ''}`),
    );
    for (const kind of kinds) expect(['201 ', '409 IDEMPOTENCY_IN_FLIGHT']).toContain(kind);
    expect(answers.filter(({ status }) => status === 201).length).toBeGreaterThan(0);
    expect(await webhooksOf()).toHaveLength(1);
  });

  it('when the key comes with another body, query or path, then it is 422', async () => {
    const key = randomUUID();
    await post('/api/webhooks', { url }, key);
    for (const path of ['/api/webhooks', '/api/webhooks?x=1']) {
      const { body } = await post(path, { url, description: path }, key);
      expect(body).toEqual({ status: 422, code: 'IDEMPOTENCY_KEY_REUSED', message: anything });
    }
    expect(await webhooksOf()).toHaveLength(1);
  });

  it('when another account or another route uses the same key, then it means nothing there', async () => {
    const key = randomUUID();
    await post('/api/webhooks', { url }, key);
    const other = await harness.createAccount();
    const theirs = await post('/api/webhooks', { url, description: 'theirs' }, key, other.token);
    expect([theirs.status, theirs.headers.get('idempotent-replayed')]).toEqual([201, null]);
    expect((await post('/api/receipts', receipt(), key)).status).toBe(202);
  });

  it('when the first one was refused, then the repeat is refused in the same words', async () => {
    const key = randomUUID();
    const first = await post('/api/webhooks', { url: 'shop' }, key);
    const again = await post('/api/webhooks', { url: 'shop' }, key);
    expect(first.status).toBe(400);
    expect([again.status, again.body]).toEqual([400, first.body]);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
  });

  it('when an answer is repeated, then it has the headers of the first: none that a client acts on is left out', async () => {
    // Of this request, not of its answer.
    const own = /^(x-request-id|date|ratelimit-.*|idempotent-replayed|content-length|connection|keep-alive)$/;
    const headersOf = ({ headers }: { headers: Headers }) => [...headers].filter(([name]) => !own.test(name));
    const hook = await post('/api/webhooks', { url }, randomUUID());
    const { id } = hook.body as { id: string };
    const requests: [string, unknown][] = [
      ['/api/webhooks', { url }],
      ['/api/webhooks', { url: 'shop' }],
      ['/api/receipts', receipt()],
      ['/api/products/bulk', [{ name: 'Чай' }]],
      [`/api/webhooks/${id}/replay-missing`, { since: '2026-01-01T00:00:00.000Z' }],
      [`/api/webhooks/${id}/disable`, {}],
    ];
    for (const [path, body] of requests) {
      const key = randomUUID();
      const first = await post(path, body, key);
      const again = await post(path, body, key);
      expect([path, again.headers.get('idempotent-replayed')]).toEqual([path, 'true']);
      expect([path, again.status, headersOf(again)]).toEqual([path, first.status, headersOf(first)]);
    }
  });

  it('when the key is no key, then it is 400 and named; a token is asked for first', async () => {
    const { body } = await post('/api/webhooks', { url }, 'x'.repeat(256));
    expect(body).toMatchObject({ status: 400, data: { 'Idempotency-Key': anything } });
    expect((await post('/api/webhooks', { url }, 'key', 'nobody')).status).toBe(401);
  });

  it('when 24 hours are over, then the key may be used again', async () => {
    const key = randomUUID();
    await post('/api/webhooks', { url }, key);
    const { idempotencyKey } = harness.postgres.models;
    await idempotencyKey.update({ expiresAt: new Date() }, { where: { accountId: account.accountId } });
    const later = await post('/api/webhooks', { url, description: 'later' }, key);
    expect([later.status, later.headers.get('idempotent-replayed')]).toEqual([201, null]);
    expect(await webhooksOf()).toHaveLength(2);
  });

  it('when an answer is kept, then it is sealed', async () => {
    await post('/api/webhooks', { url, description: 'readable' }, randomUUID());
    const [row] = await keysOf(account.accountId);
    expect(row?.status).toBe(201);
    expect(row?.sealedAnswer).not.toContain('readable');
  });
});

describe('an Idempotency-Key at its limits', () => {
  it('when two registers of one account use the same key, then each has its own document', async () => {
    const key = 'shift-1';
    const second = await createDeviceStore(harness.postgres).create(account.accountId, {
      name: 'Касса 2',
      groupId: account.shopId,
    });
    const secondToken = await harness.issue(account.accountId, ['device'], { deviceId: second.id });
    const body = { number: 1, cashier: { tabNumber: '1', name: 'Анна' } };
    const a = await post('/api/device/shifts', body, key, account.deviceToken);
    const b = await post('/api/device/shifts', body, key, secondToken);
    expect([a.status, b.status]).toEqual([201, 201]);
    expect((a.body as { deviceId: number }).deviceId).toBe(account.deviceId);
    expect((b.body as { deviceId: number }).deviceId).toBe(second.id);
  });

  it('when a register repeats a receipt, then the stored answer is the document, as it was the first time', async () => {
    const key = randomUUID();
    expect((await post('/api/device/shifts', { number: 1 }, randomUUID(), account.deviceToken)).status).toBe(
      201,
    );
    const sold = {
      shiftId: 1,
      number: 1,
      type: 'SALE',
      amount: 100,
      date: '2026-01-02T03:04:05.000Z',
      payments: [{ type: 'CASH', amount: 100 }],
      positions: [{ name: 'Чай', type: 'COUNTABLE', quantity: 1_000, price: 100, tax: 'NDS_20' }],
    };
    const first = await post('/api/device/receipts', sold, key, account.deviceToken);
    const again = await post('/api/device/receipts', sold, key, account.deviceToken);
    expect(first.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(first.body).toMatchObject({ number: 1, amount: 100, payments: sold.payments });
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
  });

  it('when a bulk is larger than other bodies may be, then it may have a key too, and its answer is replayed', async () => {
    const key = randomUUID();
    const body = Array.from({ length: 1000 }, (_, n) => ({
      name: `Товар ${n}`,
      meta: { note: 'x'.repeat(4_000) },
    }));
    const first = await post('/api/products/bulk', body, key);
    expect(first.status).toBe(201);
    const again = await post('/api/products/bulk', body, key);
    expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([201, 'true']);
    expect(again.body).toEqual(first.body);
  });

  it('when a request was one too many, then the same key works later', async () => {
    const created = await harness.call('POST', '/api/webhooks', {
      token: account.token,
      body: { url: 'https://127.0.0.1.example/hook', timeoutMs: 1000 },
    });
    const { id } = created.body as { id: string };
    const key = randomUUID();
    let answer = await post(`/api/webhooks/${id}/test`, { type: 'PRODUCT', action: 'CREATE' }, randomUUID());
    for (let n = 0; n < 100 && answer.status !== 429; n += 1)
      answer = await post(`/api/webhooks/${id}/test`, { type: 'PRODUCT', action: 'CREATE' }, randomUUID());
    expect(answer.status).toBe(429);
    const refused = await post(`/api/webhooks/${id}/test`, { type: 'PRODUCT', action: 'CREATE' }, key);
    expect(refused.status).toBe(429);
    const { idempotencyKey } = harness.postgres.models;
    expect(await idempotencyKey.count({ where: { key } })).toBe(0);
    const again = await post(`/api/webhooks/${id}/test`, { type: 'PRODUCT', action: 'CREATE' }, key);
    expect(again.headers.get('idempotent-replayed')).toBeNull();
    expect(again.headers.get('retry-after')).not.toBeNull();
  });
});

describe('a request whose end nobody knows', () => {
  /** As a process leaves it that dies in the middle. */
  async function leaveUnfinished(): Promise<void> {
    const { idempotencyKey } = harness.postgres.models;
    const left = { status: null, sealedAnswer: null, lockedUntil: new Date(Date.now() - 1) };
    await idempotencyKey.update(left, { where: { accountId: account.accountId } });
  }

  it('when a second run would do it twice, then it is refused until somebody has looked', async () => {
    const key = randomUUID();
    await post('/api/webhooks', { url }, key);
    await leaveUnfinished();
    const { body } = await post('/api/webhooks', { url }, key);
    expect(body).toEqual({ status: 409, code: 'IDEMPOTENCY_OUTCOME_UNKNOWN', message: anything });
    expect(await webhooksOf()).toHaveLength(1);
  });

  it('when it is a receipt, then it runs again and meets the operation of the first run, by either name of the route', async () => {
    const key = randomUUID();
    const first = await post('/api/receipts', receipt(), key);
    await leaveUnfinished();
    const runs = await Promise.all(
      Array.from({ length: 10 }, () => post('/api/v2/receipts', receipt(), key)),
    );
    for (const { status, body } of runs) {
      if (status === 202) expect(body).toEqual(first.body);
      else expect(body).toMatchObject({ code: 'IDEMPOTENCY_IN_FLIGHT' });
    }
    expect(runs.some(({ status }) => status === 202)).toBe(true);
    const { accountId } = account;
    const count = await harness.mongo.db().collection('operations').countDocuments({ accountId });
    expect(count).toBe(1);
  });
});

describe('a store of keys that fails', () => {
  let proxy: TcpProxy;
  let proxied: ApiHarness;

  beforeAll(async () => {
    const target = new URL(harness.namespace.MONGO_URL);
    proxy = await createTcpProxy({ targetPort: Number(target.port) });
    proxied = await startApi();
  });
  afterAll(async () => {
    await proxied.close();
    await proxy.close();
  });

  it('when the keys cannot be read, then nothing runs: 503, and the same key works when they are back', async () => {
    const shop = await proxied.createAccount();
    const call = (key: string) =>
      proxied.call('POST', '/api/webhooks', {
        token: shop.token,
        body: { url },
        headers: { 'Idempotency-Key': key },
      });
    const key = randomUUID();
    await call(randomUUID()); // the token is remembered: what fails is the store of keys alone
    const { sequelize } = proxied.postgres;
    await sequelize.query('ALTER TABLE idempotency_keys RENAME TO idempotency_keys_away');
    const failed = await call(key);
    await sequelize.query('ALTER TABLE idempotency_keys_away RENAME TO idempotency_keys');
    expect(failed.status).toBeGreaterThanOrEqual(500);
    const { webhook } = proxied.postgres.models;
    expect(await webhook.count({ where: { accountId: shop.accountId } })).toBe(1);
    expect((await call(key)).status).toBe(201);
    expect((await call(key)).headers.get('idempotent-replayed')).toBe('true');
    expect(await webhook.count({ where: { accountId: shop.accountId } })).toBe(2);
  });

  it('when the journal fails in the middle, then the client may repeat with the same key, and there is one operation', async () => {
    await proxied.close();
    const url = new URL(harness.namespace.MONGO_URL);
    url.port = String(proxy.port);
    proxied = await startApi({ MONGO_URL: url.toString() });
    const shop = await proxied.createAccount();
    const key = randomUUID();
    const call = () =>
      proxied.call('POST', '/api/receipts', {
        token: shop.token,
        body: { ...receipt(), deviceId: shop.deviceId },
        headers: { 'Idempotency-Key': key },
      });
    proxy.refuse();
    await proxy.cut();
    expect((await call()).status).toBe(503);
    await proxy.accept();
    let last = await call();
    for (let tries = 0; last.status === 503 && tries < 20; tries += 1) last = await call();
    expect(last.status).toBe(202);
    const { accountId } = shop;
    expect(await harness.mongo.db().collection('operations').countDocuments({ accountId })).toBe(1);
  });
});
