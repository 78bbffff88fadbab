import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type ApiHarness, type TestAccount } from './apiHarness.js';

let harness: ApiHarness;
let account: TestAccount;
beforeAll(async () => {
  harness = await startApi();
  account = await harness.createAccount();
});
afterAll(() => harness.close());

const url = 'https://shop.example:8443/hook';
type Shown = Record<string, unknown> & { id: string };

async function send(method: string, path: string, body?: unknown): Promise<{ status: number; body: Shown }> {
  const answer = await harness.call(method, path, {
    token: account.token,
    ...(body !== undefined && { body }),
  });
  return { status: answer.status, body: answer.body as Shown };
}
const create = (fields: object) => send('POST', '/api/webhooks', { url, ...fields });

describe('rate', () => {
  it('when a rate is set, then it is shown; one that is none is refused', async () => {
    const { body } = await create({ maxPerSecond: 1_000 });
    expect(body).toMatchObject({ maxPerSecond: 1_000 });
    const path = `/api/webhooks/${body.id}`;
    for (const maxPerSecond of [0, 1_001, 1.5, '10']) {
      const answer = await send('PATCH', path, { maxPerSecond });
      expect(answer).toMatchObject({ status: 400, body: { data: { maxPerSecond: expect.any(String) } } });
    }
    expect((await send('PATCH', path, { maxPerSecond: null })).body).toMatchObject({ maxPerSecond: null });
  });
});

describe('batches', () => {
  it('when a batch is set, then it is shown and replaced as a whole; one that is none is refused, each field named', async () => {
    const { body } = await create({ batch: { maxEvents: 100, maxWaitMs: 60_000 } });
    expect(body).toMatchObject({ batch: { maxEvents: 100, maxWaitMs: 60_000 } });
    const path = `/api/webhooks/${body.id}`;
    expect(await send('PATCH', path, { batch: { maxEvents: 1, maxWaitMs: 99, max: 5 } })).toMatchObject({
      status: 400,
      body: {
        data: {
          'batch.maxEvents': 'must be at least 2',
          'batch.maxWaitMs': 'must be at least 100',
          'batch.max': 'unknown field',
        },
      },
    });
    expect(await send('PATCH', path, { batch: { maxEvents: 5 } })).toMatchObject({
      status: 400,
      body: { data: { 'batch.maxWaitMs': 'is required' } },
    });
    const batch = { maxEvents: 2, maxWaitMs: 100 };
    expect((await send('PATCH', path, { batch })).body).toMatchObject({ batch });
    expect((await send('PUT', path, { url })).body).toMatchObject({ batch: null });
  });
});

describe('content of events', () => {
  const filter = {
    and: [{ type: { eq: 'SALE' } }, { or: [{ amount: { gte: 1_000 } }, { 'meta.vip': { eq: true } }] }],
  };

  it('when a webhook has a filter and ids, then they are shown, kept by a PATCH of something else, and removed by null', async () => {
    const { status, body } = await create({ filter, deviceIds: [1, 2], shopIds: [3] });
    expect([status, body]).toMatchObject([201, { filter, deviceIds: [1, 2], shopIds: [3] }]);
    const path = `/api/webhooks/${body.id}`;
    expect((await send('PATCH', path, { description: 'x' })).body).toMatchObject({
      filter,
      deviceIds: [1, 2],
    });
    expect((await send('PATCH', path, { filter: null, deviceIds: null })).body).toMatchObject({
      filter: null,
      deviceIds: null,
      shopIds: [3],
    });
    expect((await send('GET', path)).body).toMatchObject({ filter: null, shopIds: [3] });
    expect((await send('PUT', path, { url, filter })).body).toMatchObject({ filter, shopIds: null });
    // What was shown may be sent back.
    const shown = (await send('GET', path)).body;
    expect((await send('PUT', path, shown)).body).toMatchObject({ filter });
  });

  it('when a filter cannot be read, then every failing place is named and nothing changes', async () => {
    const { status, body } = await create({
      filter: { and: [{ type: { eq: 'SALE' } }, { price: { above: 5 } }, { prise: { eq: 1 } }], or: [] },
      deviceIds: [],
      shopIds: ['a'],
    });
    expect([status, body['code']]).toEqual([400, 'VALIDATION_FAILED']);
    expect(body['data']).toEqual({
      'filter.and.1.price.above':
        'unknown operator: there are eq, ne, in, lt, lte, gt, gte, exists, startsWith',
      'filter.and.2.prise': 'no entity has a field of this name',
      'filter.or': 'must be a list of at least one filter',
      deviceIds: 'must have at least 1 items',
      'shopIds.0': 'must be of type number',
    });
    const { body: webhook } = await create({ filter });
    const refused = await send('PATCH', `/api/webhooks/${webhook.id}`, { filter: 'type' });
    expect(refused).toMatchObject({ status: 400, body: { data: { filter: 'must be of type object' } } });
    expect((await send('GET', `/api/webhooks/${webhook.id}`)).body).toMatchObject({ filter });
  });
});
