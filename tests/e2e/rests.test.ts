import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { endpointKey } from '@kassahook/contracts/subscription';
import { restKey } from '@kassahook/redis/keys';
import { createSilentLogger } from '@kassahook/platform/logger';
import { createRedis, type RedisConnection } from '@kassahook/redis/redis';
import { waitFor } from '@kassahook/testing/waitFor';
import { createPipeline, type Pipeline, type TestAccount } from './pipeline.js';

const DELIVERERS = ['one', 'two'];
const PATH = '/repaired';

let pipeline: Pipeline;
let account: TestAccount;
let redis: RedisConnection;
beforeAll(async () => {
  // What failed comes again after the test.
  pipeline = await createPipeline({ BREAKER_FAILURES: '2', LADDER_MS: '0,3600000' });
  await pipeline.start('api', 'notifier');
  for (const name of DELIVERERS) {
    await pipeline.start({ name: 'deliverer', settings: { WORKER_NAME: name } });
  }
  const { REDIS_URL: url, REDIS_PREFIX: prefix } = pipeline.namespace;
  redis = createRedis({ url, prefix, logger: createSilentLogger(), commandTimeoutMs: 5_000 });
  await redis.connect();
}, 120_000);
afterAll(async () => {
  await redis.close();
  await pipeline.close();
});
beforeEach(async () => {
  account = await pipeline.createAccount();
  pipeline.receiver.script(PATH, () => ({ status: 500 }));
});

const call = async (method: string, path: string, body?: unknown): Promise<Record<string, unknown>> => {
  const answer = await pipeline.call(account.token, method, path, body);
  expect(answer.status).toBeLessThan(300);
  return answer.body as Record<string, unknown>;
};
const createWebhook = async () => {
  const url = pipeline.receiver.url(PATH);
  return {
    url,
    id: (await call('POST', '/api/webhooks', { url, events: { products: ['CREATE'] } }))['id'] as string,
  };
};
const addProduct = (name: string) => call('POST', '/api/products', { name, price: 100 });
const resting = (endpoint: { id: string; url: string }) => redis.client.zcard(restKey(endpointKey(endpoint)));

/** Fails until every deliverer rests. */
async function restEverywhere(endpoint: { id: string; url: string }): Promise<void> {
  await waitFor(async () => {
    if ((await resting(endpoint)) === DELIVERERS.length) return true;
    await addProduct('Не дошедший');
    return false;
  });
}

const namesHeard = () =>
  pipeline.receiver
    .requests(PATH)
    .map(({ body }) => (JSON.parse(body) as { data: { name: string } }).data.name);

it('when a test gets through to a repaired endpoint, then the rest is over in every deliverer, and what happens next arrives at once', async () => {
  const webhook = await createWebhook();
  await restEverywhere(webhook);
  pipeline.receiver.script(PATH, () => ({ status: 204 }));
  expect(await call('POST', `/api/webhooks/${webhook.id}/test`, {})).toMatchObject({ delivered: true });
  await waitFor(async () => (await resting(webhook)) === 0);
  expect(await call('GET', `/api/webhooks/${webhook.id}/health`)).toMatchObject({ restsUntil: null });
  const names = Array.from({ length: 6 }, (_, index) => `Новый ${index}`);
  for (const name of names) {
    await addProduct(name);
    await waitFor(() => namesHeard().includes(name));
  }
});

it('when its owner changes the webhook, then every deliverer tries it, and rests again when that fails', async () => {
  const webhook = await createWebhook();
  await restEverywhere(webhook);
  await call('PATCH', `/api/webhooks/${webhook.id}`, { headers: { 'X-Key': 'another' } });
  await waitFor(async () => (await resting(webhook)) === 0);
  await restEverywhere(webhook);
  pipeline.receiver.script(PATH, () => ({ status: 204 }));
  await call('POST', `/api/webhooks/${webhook.id}/enable`);
  await waitFor(async () => (await resting(webhook)) === 0);
});

it('when one deliverer’s attempt gets through, then the others hear of it', async () => {
  const webhook = await createWebhook();
  await restEverywhere(webhook);
  pipeline.receiver.script(PATH, () => ({ status: 204 }));
  const list = (await call('GET', `/api/deliveries?webhookId=${webhook.id}&state=waiting`)) as unknown as {
    id: string;
  }[];
  await call('POST', `/api/deliveries/${list[0]?.id}/resend`);
  await waitFor(async () => (await resting(webhook)) === 0);
});
