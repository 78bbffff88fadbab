import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { notificationViewSchema } from '@kassahook/contracts/notification';
import { systemClock } from '@kassahook/platform/clock';
import { createSecretBox } from '@kassahook/platform/secretBox';
import { createWebhookStore } from '@kassahook/postgres/webhookStore';
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

const call = (method: string, path: string, token = account.token) => harness.call(method, path, { token });
const list = async (query = '', token = account.token) => {
  const { body, headers } = await call('GET', `/api/notifications${query}`, token);
  return { all: notificationViewSchema.array().parse(body), next: headers.get('x-next-before') };
};

/** Makes a webhook that we switch off, as a worker does. */
async function disableOne(url: string): Promise<string> {
  const body = { url };
  const made = await harness.call('POST', '/api/webhooks', { token: account.token, body });
  const { id } = made.body as { id: string };
  const webhooks = createWebhookStore(harness.postgres, {
    secretBox: createSecretBox({ k: Buffer.alloc(32, 1).toString('base64') }),
    clock: systemClock,
    webhooksPerAccountMax: 100,
  });
  await webhooks.disable({ accountId: account.accountId, webhookId: id, reason: 'GONE' });
  return id;
}

it('when a webhook was switched off by us, then its account is told, and nobody else', async () => {
  const webhookId = await disableOne('https://shop.example/gone');
  const { all } = await list();
  expect(all).toMatchObject([
    {
      kind: 'WEBHOOK_DISABLED',
      webhookId,
      message: expect.stringMatching(
        /https:\/\/shop\.example\/gone was switched off at .* UTC: it answered 410 Gone\.$/,
      ),
      data: { url: 'https://shop.example/gone', reason: 'GONE' },
      readAt: null,
    },
  ]);
  const other = await harness.createAccount();
  expect((await list('', other.token)).all).toEqual([]);
  expect((await call('POST', `/api/notifications/${all[0]!.id}/read`, other.token)).status).toBe(404);
  expect((await call('POST', '/api/notifications/read-all', other.token)).body).toEqual({ read: 0 });
  expect((await list('?unread=true')).all).toHaveLength(1);
});

it('when notifications are read, one or all, then they are not unread any more; the first time counts', async () => {
  for (const name of ['a', 'b', 'c']) await disableOne(`https://shop.example/${name}`);
  const pages = [await list('?limit=2')];
  pages.push(await list(`?limit=2&before=${pages[0]?.next ?? ''}`));
  const urls = pages.flatMap(({ all }) => all).map(({ data }) => data['url']);
  expect(urls).toEqual(['c', 'b', 'a', 'gone'].map((name) => `https://shop.example/${name}`));
  expect(pages[1]?.next).toBeNull();

  const { id } = pages[0]!.all[0]!;
  const read = async () =>
    notificationViewSchema.parse((await call('POST', `/api/notifications/${id}/read`)).body).readAt;
  const readAt = await read();
  expect(readAt).not.toBeNull();
  expect(await read()).toBe(readAt);
  expect((await list('?unread=1')).all).toHaveLength(3);
  expect((await list('?unread=0')).all.map((one) => one.id)).toEqual([id]);
  expect((await call('POST', '/api/notifications/read-all')).body).toEqual({ read: 3 });
  expect((await list('?unread=true')).all).toEqual([]);
});
