import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@kassahook/testing/waitFor';
import { openShift, sell, subscribe } from './documents.js';
import { createPipeline, type Pipeline, type TestAccount } from './pipeline.js';

let pipeline: Pipeline;
beforeAll(async () => {
  pipeline = await createPipeline();
  await pipeline.start('api', 'notifier', 'deliverer');
}, 60_000);
afterAll(() => pipeline.close());

interface Told {
  type: string;
  data: { id: string; amount: number };
}
const told = (path: string) =>
  pipeline.receiver.requests(path).map((request) => JSON.parse(request.body) as Told);

/** Posts a receipt for the account's register and answers with its operation's id. */
async function orderReceipt(account: TestAccount): Promise<string> {
  const receipt = {
    externalId: randomUUID(),
    deviceId: account.deviceId,
    type: 'SALE',
    timeout: 5,
    taxMode: 'DEFAULT',
    positions: [
      { name: 'Чай', type: 'COUNTABLE', quantity: 2, price: 39_700, priceSum: 79_400, tax: 'NDS_20' },
    ],
    payments: [{ sum: 79_400, type: 'CASHLESS' }],
    attributes: { email: 'buyer@example.com' },
    total: { priceSum: 79_400 },
  };
  const { status, body } = await pipeline.call(account.token, 'POST', '/api/receipts', receipt);
  expect([status, body]).toEqual([202, expect.anything()]);
  return (body as { id: string }).id;
}

describe('filters', () => {
  it('when a webhook asks for a register or its shop, then it hears the operations of that register, which do not show it', async () => {
    const account = await pipeline.createAccount();
    const { body } = await pipeline.call(account.token, 'GET', `/api/devices/${account.deviceId}`);
    const { groupId } = body as { groupId: number };
    const types = { operations: true };
    await subscribe(pipeline, account, '/register', {
      types,
      deviceIds: [account.deviceId],
      shopIds: [groupId],
    });
    await subscribe(pipeline, account, '/elsewhere', { types, deviceIds: [account.deviceId + 1_000] });
    await subscribe(pipeline, account, '/all', { types });
    const id = await orderReceipt(account);
    await pipeline.receiver.received('/all', 1);
    await pipeline.receiver.received('/register', 1);
    expect(told('/register')[0]).toMatchObject({ type: 'OPERATION', data: { id } });
    expect(told('/register')[0]?.data).not.toHaveProperty('deviceId');
    expect(told('/elsewhere')).toEqual([]);
    const preview = { types, deviceIds: [account.deviceId] };
    const previewed = await pipeline.call(account.token, 'POST', '/api/webhooks/preview', preview);
    expect(previewed.body).toMatchObject({ matched: 1 });
  });

  it('when webhooks look at the content, then each hears what it asked for, and the event store says so', async () => {
    const account = await pipeline.createAccount();
    const large = await subscribe(pipeline, account, '/large', {
      types: { receipts: true, shifts: true },
      filter: { and: [{ amount: { gte: 20_000 } }, { 'positions.name': { startsWith: 'Чай' } }] },
    });
    const own = await subscribe(pipeline, account, '/own', {
      types: { receipts: true, shifts: true, products: true },
      deviceIds: [account.deviceId],
    });
    await subscribe(pipeline, account, '/other', {
      types: { receipts: true, shifts: true },
      deviceIds: [account.deviceId + 1_000],
    });
    await openShift(pipeline, account);
    // 100, 200 and 300 roubles.
    const ids = [];
    for (const positions of [1, 2, 3]) ids.push(await sell(pipeline, account, positions, positions));
    await pipeline.call(account.token, 'POST', '/api/products', { name: 'Чай' });

    await pipeline.receiver.received('/own', 4);
    await pipeline.receiver.received('/large', 2);
    expect(
      told('/large')
        .map(({ data }) => data.amount)
        .sort(),
    ).toEqual([20_000, 30_000]);
    // A product belongs to no register.
    expect(
      told('/own')
        .map(({ type }) => type)
        .sort(),
    ).toEqual(['RECEIPT', 'RECEIPT', 'RECEIPT', 'SHIFT']);

    const heardBy = await waitFor(async () => {
      const { accountId } = account;
      const events = await pipeline.events.listSince({ since: new Date(0), limit: 50, accountId });
      const isThere = events.some(({ type }) => type === 'PRODUCT');
      return isThere && new Map(events.map((event) => [event.entityId, event.webhookIds.sort()]));
    });
    expect(heardBy.get(ids[0]!)).toEqual([own]);
    expect(heardBy.get(ids[1]!)).toEqual([large, own].sort());
    expect([...heardBy.values()].filter((webhookIds) => webhookIds.length === 0).length).toBeGreaterThan(0);
    expect(pipeline.receiver.requests('/other')).toHaveLength(0);
  });

  it('when a filter is changed, then the next event is judged by the new one', async () => {
    const account = await pipeline.createAccount();
    const id = await subscribe(pipeline, account, '/changed', {
      types: { receipts: true },
      filter: { type: { eq: 'REFUND' } },
    });
    await openShift(pipeline, account);
    await sell(pipeline, account, 1);
    await waitFor(async () => {
      const { accountId } = account;
      const events = await pipeline.events.listSince({ since: new Date(0), limit: 50, accountId });
      return events.some(({ type }) => type === 'RECEIPT');
    });
    await pipeline.call(account.token, 'PATCH', `/api/webhooks/${id}`, {
      filter: { type: { in: ['SALE'] } },
    });
    const second = await sell(pipeline, account, 2);
    await pipeline.receiver.received('/changed', 1);
    expect(told('/changed').map(({ data }) => data.id)).toEqual([second]);
  });
});
