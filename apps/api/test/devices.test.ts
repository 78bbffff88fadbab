import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { deviceRegistrationView, deviceDetailView } from '@kassahook/contracts/deviceEntity';
import { createOutboxStore } from '@kassahook/postgres/outboxStore';
import { startApi, type ApiHarness, type TestAccount } from './apiHarness.js';

let harness: ApiHarness;
let account: TestAccount;
/** How long a token is remembered; the API's clock is set ahead by it instead of waiting. */
const TOKEN_TTL_MS = 5_000;
let aheadMs = 0;

beforeAll(async () => {
  harness = await startApi({}, { clock: { now: () => Date.now() + aheadMs } });
});
afterAll(async () => {
  await harness.close();
});
beforeEach(async () => {
  account = await harness.createAccount();
});

const anything = expect.stringMatching(/\w/);
const send = (method: string, path: string, body?: unknown) =>
  harness.call(method, path, { token: account.token, ...(body !== undefined && { body }) });

interface Registered {
  id: number;
  deviceToken: string;
}
async function register(body: object = {}): Promise<Registered> {
  const answer = await send('POST', '/api/devices', { name: 'Касса', groupId: account.shopId, ...body });
  expect(answer.status).toBe(201);
  return answer.body as Registered;
}
const openShift = (token: string, number: number) =>
  harness.call('POST', '/api/device/shifts', { token, body: { number } });

async function eventsOf(type: string): Promise<[string, unknown][]> {
  const outbox = createOutboxStore(harness.postgres);
  const hints = await outbox.hintsOlderThan({ before: new Date(Date.now() + 60_000), limit: 10_000 });
  const records = await outbox.load(hints.map((hint) => hint.eventId));
  const own = records.filter((record) => record.accountId === account.accountId && record.type === type);
  own.sort((a, b) => a.eventId.localeCompare(b.eventId));
  return own.map(({ action, snapshot }) => [action, JSON.parse(snapshot) as unknown]);
}

describe('/api/devices', () => {
  it('when a register is registered, then it is a DEVICE CREATE and the answer has its token this once', async () => {
    const answer = await send('POST', '/api/devices', { name: 'Касса 2', groupId: account.shopId });
    const { deviceToken, ...device } = answer.body as Registered;
    expect([answer.status, device]).toEqual([
      201,
      { id: expect.any(Number), name: 'Касса 2', groupId: account.shopId, sort: 0, timezoneOffset: 180 },
    ]);
    expect(deviceToken).toMatch(/^kh_/);
    const shown = await send('GET', `/api/devices/${device.id}`);
    expect(shown.body).toEqual({ ...device, isRegistered: false });
    expect(deviceDetailView.parse(shown.body)).toEqual(shown.body);
    expect((await eventsOf('DEVICE')).at(-1)).toEqual(['CREATE', device]);
    const [tokens] = await harness.postgres.sequelize.query('SELECT * FROM api_tokens');
    expect(JSON.stringify(tokens)).not.toContain(deviceToken);
  });

  it('when the register reports with that token, then it is heard, and nothing else is open to it', async () => {
    const { id, deviceToken } = await register({ sort: 3, timezoneOffset: 300 });
    expect(await openShift(deviceToken, 1)).toMatchObject({ status: 201, body: { deviceId: id } });
    expect((await harness.call('GET', '/api/devices', { token: deviceToken })).status).toBe(403);
  });

  it('when registers are listed, then the answer is an array in the owner’s order, with limit, offset and total', async () => {
    const last = await register({ name: 'last', sort: 9 });
    const first = await register({ name: 'first', sort: -1 });
    const { body, headers } = await send('GET', '/api/devices/');
    expect((body as Registered[]).map(({ id }) => id)).toEqual([first.id, account.deviceId, last.id]);
    expect(headers.get('x-total-count')).toBe('3');
    expect((await send('GET', '/api/devices?limit=1&offset=2')).body).toMatchObject([{ id: last.id }]);
  });

  it('when a register is changed, then only what is given changes, and it is an UPDATE', async () => {
    const shop = (await send('POST', '/api/shops', { name: 'Второй' })).body as { id: number };
    const { id, deviceToken: _token, ...rest } = await register();
    const answer = await send('PATCH', `/api/devices/${id}`, {
      name: 'У входа',
      groupId: shop.id,
      sort: null,
    });
    expect([answer.status, answer.body]).toEqual([200, { id, ...rest, name: 'У входа', groupId: shop.id }]);
    expect((await eventsOf('DEVICE')).at(-1)).toEqual(['UPDATE', answer.body]);
  });

  it('when fields are wrong, then each is named', async () => {
    const wrong = { name: '', sort: 0.5, timezoneOffset: 900 };
    expect((await send('POST', '/api/devices', wrong)).body).toMatchObject({
      status: 400,
      data: { name: anything, groupId: 'is required', sort: anything, timezoneOffset: anything },
    });
    expect((await send('POST', '/api/devices', { name: 'x', groupId: 2e9 })).body).toMatchObject({
      status: 400,
      data: { groupId: anything },
    });
    const { body } = await send('PATCH', `/api/devices/${account.deviceId}`, { groupId: 2e9 });
    expect(body).toMatchObject({ status: 400, data: { groupId: anything } });
    expect((await eventsOf('DEVICE')).map(([action]) => action)).toEqual(['CREATE']);
  });

  it.each(['0', '-1', '1.5', 'abc', '99999999999', '2147483648', '1e3', '%20'])(
    'when the id is %s, then it is 404',
    async (id) => {
      expect((await send('GET', `/api/devices/${id}`)).body).toMatchObject({ status: 404 });
      expect((await send('PATCH', `/api/devices/${id}`, { name: 'x' })).body).toMatchObject({ status: 404 });
    },
  );
});

describe('/api/devices/:id/token', () => {
  it('when another token is asked for, then it works, and the one before stops', async () => {
    const { id, deviceToken: first } = await register();
    const answer = await send('POST', `/api/devices/${id}/token`);
    expect([answer.status, answer.body]).toEqual([201, { deviceId: id, deviceToken: anything }]);
    const { deviceToken: second } = answer.body as Registered;
    expect(second).not.toBe(first);
    expect((await openShift(second, 1)).status).toBe(201);
    expect((await openShift(first, 2)).status).toBe(401);
  });

  it('when the one before was in use a moment ago, then it stops within the seconds that it is remembered', async () => {
    const { id, deviceToken } = await register();
    expect((await openShift(deviceToken, 1)).status).toBe(201);
    await send('POST', `/api/devices/${id}/token`);
    aheadMs += TOKEN_TTL_MS;
    expect((await openShift(deviceToken, 1)).status).toBe(401);
  });

  it('when ten are asked for at once, then exactly one works', async () => {
    const { id } = await register();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => send('POST', `/api/devices/${id}/token`)),
    );
    const statuses = await Promise.all(
      answers.map(({ body }, index) => openShift((body as Registered).deviceToken, index + 1)),
    );
    expect(statuses.filter(({ status }) => status === 201)).toHaveLength(1);
  });
});

describe('/api/devices/:id/registration', () => {
  const registration = {
    registryNumber: '0000000001012345',
    fnNumber: '9960440300000001',
    ofd: 'Первый ОФД',
    taxModes: ['SIMPLE', 'PATENT'],
    address: 'Москва, ул. Лесная, 5',
    registeredAt: '2026-01-15T00:00:00.000Z',
  };
  const path = () => `/api/devices/${account.deviceId}/registration`;

  it('when it is put, then it is 201 the first time and 200 after, and each change is an event with the answer’s body', async () => {
    expect((await send('GET', path())).status).toBe(404);
    const first = await send('PUT', path(), registration);
    expect([first.status, first.body]).toEqual([201, { deviceId: account.deviceId, ...registration }]);
    expect(deviceRegistrationView.parse(first.body)).toEqual(first.body);
    expect(await send('GET', path())).toMatchObject({ status: 200, body: first.body });
    expect((await send('GET', `/api/devices/${account.deviceId}`)).body).toMatchObject({
      isRegistered: true,
    });
    expect((await send('PUT', path(), registration)).status).toBe(200);
    const moved = await send('PUT', path(), { ...registration, address: 'Тверь' });
    expect(await eventsOf('DEVICE_REGISTRATION')).toEqual([
      ['CREATE', first.body],
      ['UPDATE', moved.body],
    ]);
  });

  it('when numbers come as numbers and the date is left out, then they are texts and it is now', async () => {
    const { registeredAt: _at, ...rest } = registration;
    const { body } = await send('PUT', path(), {
      ...rest,
      fnNumber: 996_044_030_000_001,
      taxModes: ['SIMPLE', 'SIMPLE'],
    });
    expect(body).toMatchObject({ fnNumber: '996044030000001', taxModes: ['SIMPLE'] });
    expect(Date.now() - Date.parse((body as typeof registration).registeredAt)).toBeLessThan(60_000);
  });

  it('when fields are wrong, then each is named', async () => {
    const { body } = await send('PUT', path(), { taxModes: ['NONE'], address: '', registeredAt: 'today' });
    expect(body).toMatchObject({
      status: 400,
      data: {
        registryNumber: 'is required',
        fnNumber: 'is required',
        ofd: 'is required',
        'taxModes.0': anything,
        address: anything,
        registeredAt: anything,
      },
    });
    expect((await send('PUT', path(), { ...registration, taxModes: [] })).body).toMatchObject({
      data: { taxModes: anything },
    });
  });
});
