import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { seedDemo } from '../../../scripts/demo/seed.js';
import { startApi, type ApiHarness } from './apiHarness.js';
import { createBrowser, OPEN_DOORS } from './browser.js';

const SECRET_KEYS = `k1:${Buffer.alloc(32, 7).toString('base64')}`;
let harness: ApiHarness;

beforeAll(async () => {
  harness = await startApi({ ...OPEN_DOORS, SECRET_KEYS });
});
afterAll(async () => {
  await harness.close();
});

it('when the demo is seeded, then its user can log in, and is the owner', async () => {
  const { POSTGRES_URL } = harness.namespace;
  const demo = await seedDemo({
    env: { POSTGRES_URL, SECRET_KEYS },
    receiverUrl: 'http://127.0.0.1:8090/webhooks',
    known: null,
  });
  const browser = createBrowser(harness);
  const { email, password } = demo;
  const { status, body } = await browser.call('POST', '/api/auth/login', { body: { email, password } });
  expect([status, body]).toMatchObject([
    200,
    { user: { email, role: 'owner' }, account: { id: demo.accountId } },
  ]);
  expect((await browser.call('GET', '/api/webhooks')).body).toHaveLength(1);
  const origin = `http://127.0.0.1:${harness.api.port()}`;
  expect((await browser.call('GET', '/api/inspectors')).body).toMatchObject([
    { url: origin + demo.inspectorPath },
  ]);
  expect((await fetch(origin + demo.inspectorPath, { method: 'POST', body: 'x' })).status).toBe(200);
});
