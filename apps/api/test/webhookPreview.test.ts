import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '@kassahook/contracts/event';
import type { WebhookPreviewView } from '@kassahook/contracts/webhookPreview';
import { createEventStore } from '@kassahook/mongo/eventStore';
import { newEventId } from '@kassahook/platform/ids';
import { startApi, type ApiHarness, type TestAccount } from './apiHarness.js';

let harness: ApiHarness;
let account: TestAccount;
beforeAll(async () => {
  harness = await startApi();
  account = await harness.createAccount();
  await store(account.accountId, [
    event('RECEIPT', 'CREATE', { amount: 500, deviceId: 1 }),
    event('RECEIPT', 'CREATE', { amount: 1_500, deviceId: 1 }),
    event('RECEIPT', 'CREATE', { amount: 2_500, deviceId: 2 }),
    event('PRODUCT', 'UPDATE', { price: 9_900 }),
    event('SHIFT', 'CREATE', { deviceId: 1 }),
  ]);
});
afterAll(async () => {
  await harness.close();
});

type Story = Pick<StoredEvent, 'type' | 'action' | 'snapshot'>;
const event = (type: StoredEvent['type'], action: StoredEvent['action'], data: object): Story => ({
  type,
  action,
  snapshot: JSON.stringify(data),
});

/** Writes events as the notifier would have, one a second, oldest first. */
async function store(accountId: string, stories: readonly Story[]): Promise<void> {
  await createEventStore(harness.mongo).insertMany(
    stories.map((story, second) => ({
      ...story,
      id: newEventId(),
      source: 'mongo',
      accountId,
      entityId: `e${second}`,
      occurredAt: new Date(Date.UTC(2026, 2, 1, 9, 0, second)),
      webhookIds: [],
    })),
  );
}

const ask = (body: unknown, token = account.token) =>
  harness.call('POST', '/api/webhooks/preview', { token, body });
async function preview(body: object, token?: string): Promise<WebhookPreviewView> {
  const { status, body: answer } = await ask(body, token);
  expect(status).toBe(200);
  return answer as WebhookPreviewView;
}
const matchesOf = ({ events }: WebhookPreviewView) =>
  events.map(({ entityId, matches }) => [entityId, matches]);

describe('/api/webhooks/preview', () => {
  it('when a filter is tried, then each of the newest events says whether it matches', async () => {
    const answer = await preview({ types: { receipts: true }, filter: { amount: { gte: 1_000 } } });
    expect(answer).toMatchObject({ lookedAt: 5, heard: 3, matched: 2, since: '2026-03-01T09:00:00.000Z' });
    expect(matchesOf(answer)).toEqual([
      ['e4', false],
      ['e3', false],
      ['e2', true],
      ['e1', true],
      ['e0', false],
    ]);
  });

  it('when single actions, registers or the matches alone are asked for, then the answer is narrowed', async () => {
    const events = { products: ['UPDATE'], receipts: ['CREATE'], shifts: ['UPDATE'] };
    const all = await preview({ events, matchesOnly: true });
    expect(matchesOf(all).map(([id]) => id)).toEqual(['e3', 'e2', 'e1', 'e0']);
    const ofOne = await preview({ events, deviceIds: [1], matchesOnly: true, limit: 1, filter: null });
    expect(ofOne).toMatchObject({ lookedAt: 5, heard: 4, matched: 2 });
    expect(matchesOf(ofOne)).toEqual([['e1', true]]);
    expect(await preview({})).toMatchObject({ lookedAt: 5, heard: 0, matched: 0 });
  });

  it('when there are many events, then the newest two hundred are looked at', async () => {
    const other = await harness.createAccount();
    const receipts = Array.from({ length: 230 }, (_, amount) => event('RECEIPT', 'CREATE', { amount }));
    await store(other.accountId, receipts);
    const body = { types: { receipts: true }, filter: { amount: { lt: 100 } }, matchesOnly: true, limit: 50 };
    const answer = await preview(body, other.token);
    expect(answer).toMatchObject({ lookedAt: 200, heard: 200, matched: 70 });
    expect(answer.events).toHaveLength(50);
    expect(answer.events[0]?.entityId).toBe('e99');
  });

  it('when there are no events, then there is nothing to match', async () => {
    const fresh = await harness.createAccount();
    const nothing = { lookedAt: 0, heard: 0, matched: 0, since: null, events: [] };
    expect(await preview({ types: { receipts: true } }, fresh.token)).toEqual(nothing);
  });

  it.each([
    [{ filter: { amount: { above: 5 } } }, 'filter.amount.above'],
    [{ filter: { and: [{ amount: { gte: 1 } }, { prise: { eq: 1 } }] } }, 'filter.and.1.prise'],
    [{ types: { recepts: true } }, 'types.recepts'],
    [{ events: { receipts: ['PRINT'] } }, 'events.receipts.0'],
    [{ deviceIds: ['x'] }, 'deviceIds.0'],
    [{ limit: 51 }, 'limit'],
    [{ url: 'https://shop.example' }, 'url'],
  ])('when the body is %j, then it is 400 and names %s', async (body, field) => {
    expect((await ask(body)).body).toMatchObject({
      status: 400,
      data: { [field]: expect.stringMatching(/\w/) },
    });
  });

  it('when the token may only read, then it is 403', async () => {
    const reader = await harness.issue(account.accountId, ['read']);
    expect((await ask({}, reader)).status).toBe(403);
  });
});
