import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type ApiHarness, type TestAccount } from './apiHarness.js';
import { OPEN_DOORS } from './browser.js';

let harness: ApiHarness;
let account: TestAccount;
let token: string;

beforeAll(async () => {
  harness = await startApi(OPEN_DOORS);
  account = await harness.createAccount();
  token = await harness.issue(account.accountId, ['read', 'write', 'webhooks', 'account']);
});
afterAll(async () => {
  await harness.close();
});

const problem = 'has characters that cannot be stored';

describe.each([
  ['a NUL', 'Чай\u0000'],
  ['half of a surrogate pair', 'Чай\ud83c'],
])('a text with %s', (_name, text) => {
  it.each<[string, string, unknown, string]>([
    ['POST', '/api/shops', { name: text }, 'name'],
    ['POST', '/api/products', { name: text }, 'name'],
    ['POST', '/api/products', { name: 'Чай', meta: { note: [text] } }, 'meta.note.0'],
    ['POST', '/api/products', { name: 'Чай', meta: { [text]: 1 } }, 'meta'],
    ['POST', '/api/products', { name: 'Чай', barcodes: ['1', text] }, 'barcodes.1'],
    ['POST', '/api/products/bulk', [{ name: 'Чай' }, { name: text }], '1.name'],
    ['POST', '/api/webhooks', { url: 'https://shop.example/hook', description: text }, 'description'],
    ['POST', '/api/tokens', { name: text, scopes: ['read'] }, 'name'],
    ['POST', '/api/oauth2/apps', { name: text, redirectUris: ['https://shop.example/'] }, 'name'],
    [
      'POST',
      '/api/auth/sign-up',
      { name: text, email: 'anna@example.com', password: 'correct horse battery' },
      'name',
    ],
  ])(
    'when %s %s is given it, then it is 400 with the field named, and nothing is stored',
    async (...call) => {
      const [method, path, body, field] = call;
      const answer = await harness.call(method, path, { token, body });
      expect(answer.body).toMatchObject({
        status: 400,
        code: 'VALIDATION_FAILED',
        data: { [field]: problem },
      });
    },
  );

  it('when a register reports it, then what was sold is stored all the same', async () => {
    const cashier = { name: text, tabNumber: '1' };
    const shift = { token: account.deviceToken, body: { number: text.length, cashier } };
    expect((await harness.call('POST', '/api/device/shifts', shift)).status).toBe(201);
  });
});

describe('a query at the edge of the calendar', () => {
  it('when the audit log is asked for since the year 0, then it is all of it', async () => {
    for (const query of ['from=0000-01-01T00:00:00Z', 'to=9999-12-31T23:59:59Z', 'to=0000-01-01T00:00:00Z']) {
      expect((await harness.call('GET', `/api/audit?${query}`, { token })).status).toBe(200);
    }
  });
});
