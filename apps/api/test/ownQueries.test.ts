import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type ApiHarness } from './apiHarness.js';

let harness: ApiHarness;
let token: string;
let ids: Record<string, string>;

beforeAll(async () => {
  harness = await startApi();
  const account = await harness.createAccount();
  token = await harness.issue(account.accountId, ['read', 'write', 'webhooks', 'account']);
  const made = async (path: string, body: unknown) =>
    ((await harness.call('POST', path, { token, body })).body as { id: string }).id;
  ids = {
    webhook: await made('/api/webhooks', { url: 'https://shop.example/hook' }),
    inspector: await made('/api/inspectors', { name: 'Проба' }),
  };
});
afterAll(async () => {
  await harness.close();
});

const get = (path: string) => harness.call('GET', path, { token });

describe('a parameter that a list does not know', () => {
  it.each([
    '/api/deliveries',
    '/api/events',
    '/api/jobs',
    '/api/audit',
    '/api/notifications',
    '/api/stats',
    '/api/webhooks/:webhook/stats',
    '/api/webhooks/health',
    '/api/inspectors/:inspector/requests',
    '/api/reports/sales',
  ])(
    'when it is given to %s, then it is named: a misspelled filter would show what was not asked for',
    async (path) => {
      const filled = path.replace(/:(\w+)/, (_part, name: string) => ids[name] ?? '');
      expect((await get(filled)).status).toBe(200);
      const answer = await get(`${filled}?stat=dead`);
      expect([answer.status, answer.body]).toMatchObject([400, { data: { stat: 'unknown parameter' } }]);
    },
  );

  it.each([
    '/api/products',
    '/api/webhooks',
    '/api/devices',
    '/api/shops',
    '/api/departments',
    '/api/cashiers',
    '/api/operations',
    '/api/receipts',
    '/api/shifts',
    '/api/encashments',
    '/api/reports/counters',
  ])('when it is given to %s, then it is ignored, as clients in the field are used to', async (path) => {
    expect((await get(`${path}?_=1&nocache=x`)).status).toBe(200);
  });
});

describe('what is asked of registers and ranges', () => {
  it('when counters are asked for from a day that is after the last one, then it is named', async () => {
    const answer = await get('/api/reports/counters?from=2026-03-02&to=2026-03-01');
    expect([answer.status, answer.body]).toMatchObject([400, { data: { from: 'must not be after to' } }]);
    expect((await get('/api/reports/counters?from=2026-03-01&to=2026-03-01')).status).toBe(200);
  });

  it('when registers are no ids, or too many, then it says which of the two', async () => {
    const devices = async (list: string) =>
      (await get(`/api/receipts?devices=${list}`)).body as { data?: { devices: string } };
    const notIds = { data: { devices: 'must be ids of registers (whole numbers), separated by commas' } };
    expect(await devices('a')).toMatchObject(notIds);
    expect(await devices('0')).toMatchObject(notIds);
    const many = Array.from({ length: 201 }, (_, index) => index + 1).join(',');
    expect(await devices(many)).toMatchObject({ data: { devices: 'must name at most 200 registers' } });
  });
});
