import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { StoredEvent } from '@kassahook/contracts/event';
import { createEventStore } from '@kassahook/mongo/eventStore';
import { deliveryIdOf, newEventId } from '@kassahook/platform/ids';
import { startApi, type ApiHarness, type TestAccount } from './apiHarness.js';

const CALLBACK_URL = 'https://shop.example/orders/17/receipt';
let harness: ApiHarness;
let account: TestAccount;

beforeAll(async () => {
  harness = await startApi();
  account = await harness.createAccount();
});
afterAll(async () => {
  await harness.close();
});

const get = (path: string) => harness.call('GET', path, { token: account.token });

/** An order with a callback. */
async function order(): Promise<string> {
  const position = { name: 'Чай', type: 'COUNTABLE', quantity: 1, price: 500, priceSum: 500, tax: 'NDS_20' };
  const body = {
    deviceId: account.deviceId,
    type: 'SALE',
    timeout: 5,
    taxMode: 'DEFAULT',
    positions: [position],
    payments: [{ sum: 500, type: 'CASHLESS' }],
    attributes: { email: 'buyer@example.com' },
    total: { priceSum: 500 },
    callbackUrl: CALLBACK_URL,
  };
  const answer = await harness.call('POST', '/api/receipts', { token: account.token, body });
  return (answer.body as { id: string }).id;
}

/** An event of the operation, as the notifier stores it: for a webhook, and for the operation's own callback. */
async function heardOf(operationId: string, webhookId: string): Promise<string> {
  const event: StoredEvent = {
    ...{ id: newEventId(), source: 'mongo', accountId: account.accountId },
    ...{ type: 'OPERATION', action: 'UPDATE', entityId: operationId },
    occurredAt: new Date(),
    snapshot: '{}',
    webhookIds: [...new Set([webhookId, operationId])],
  };
  await createEventStore(harness.mongo).insertMany([event]);
  return event.id;
}

it('when deliveries are shown, then one to a callback says so, with its operation and its address; one to a webhook does not', async () => {
  const hook = await harness.call('POST', '/api/webhooks', {
    token: account.token,
    body: { url: 'https://shop.example/hook' },
  });
  const webhookId = (hook.body as { id: string }).id;
  const operationId = await order();
  const eventId = await heardOf(operationId, webhookId);
  const callback = { operationId, url: CALLBACK_URL };

  const listed = (await get(`/api/deliveries?eventId=${eventId}`)).body as { webhookId: string }[];
  expect(listed.find((one) => one.webhookId === operationId)).toMatchObject({ callback });
  expect(listed.find((one) => one.webhookId === webhookId)).not.toHaveProperty('callback');
  const waiting = await get(`/api/deliveries?state=waiting&webhookId=${operationId}`);
  expect(waiting.body).toMatchObject([{ callback }]);
  const id = deliveryIdOf(eventId, operationId);
  expect((await get(`/api/deliveries/${id}`)).body).toMatchObject({ id, callback });
  const detail = (await get(`/api/events/${eventId}`)).body as { deliveries: { webhookId: string }[] };
  expect(detail.deliveries.find((one) => one.webhookId === operationId)).toMatchObject({ callback });
});

it('when the operation is not stored any more, then its callback is still one, of an address that nobody knows', async () => {
  const operationId = '5f0c7a52-0e0d-5a55-8a61-9d1e2f3a4b5c';
  const eventId = await heardOf(operationId, operationId);
  const listed = await get(`/api/deliveries?eventId=${eventId}`);
  expect(listed.body).toMatchObject([{ webhookId: operationId, callback: { operationId, url: null } }]);
});
