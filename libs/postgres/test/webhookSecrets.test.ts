import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createSecretBox } from '@kassahook/platform/secretBox';
import { createWebhookSecrets, type WebhookSecretStore } from '../src/webhookSecrets.js';
import { createWebhookStore } from '../src/webhookStore.js';
import { createTestPostgres, type Owner, type TestPostgres } from './testPostgres.js';

const HOUR_MS = 3_600_000;
const START = Date.parse('2026-03-01T10:00:00.000Z');
let now = START;
const clock = { now: () => now };
const secretBox = createSecretBox({ k1: Buffer.alloc(32, 7).toString('base64') });

let test: TestPostgres;
let owner: Owner;
let webhooks: ReturnType<typeof createWebhookStore>;
let secrets: WebhookSecretStore;
let id: string;

beforeAll(async () => {
  test = await createTestPostgres();
  webhooks = createWebhookStore(test.postgres, { secretBox, clock, webhooksPerAccountMax: 5 });
  secrets = createWebhookSecrets(test.postgres, { secretBox, clock });
});
afterAll(() => test.drop());
beforeEach(async () => {
  now = START;
  owner = await test.newOwner();
  const input = { url: 'https://example.com/hook', secret: 'whsec_one' };
  ({ id } = await webhooks.create(owner.accountId, input));
});

const rotate = (secret: string, overlapMs: number) =>
  secrets.rotate({ accountId: owner.accountId, id, secret, overlapMs });
/** The secrets that a worker signs with, the current one first. */
async function signing(): Promise<string[]> {
  const [subscription] = await webhooks.subscriptions(owner.accountId);
  return subscription?.sealedSecrets.map((sealed) => secretBox.open(sealed)) ?? [];
}
async function notifications(): Promise<unknown[]> {
  const [rows] = await test.postgres.sequelize.query(
    'SELECT kind, data FROM notifications ORDER BY created_at',
  );
  return rows;
}

describe('rotating a secret', () => {
  it('when it overlaps, then both sign until the overlap ends, and the webhook says until when', async () => {
    const until = new Date(START + 24 * HOUR_MS);
    expect(await rotate('whsec_two', 24 * HOUR_MS)).toEqual({
      current: 'whsec_two',
      previous: { secret: 'whsec_one', until },
    });
    expect(test.told.at(-1)).toBe(owner.accountId);
    expect(await signing()).toEqual(['whsec_two', 'whsec_one']);
    expect(await webhooks.subscriptions(owner.accountId)).toMatchObject([
      { secretEndsAtMs: until.getTime() },
    ]);
    expect((await webhooks.get(owner.accountId, id)).previousSecretUntil).toEqual(until);
    now = until.getTime();
    expect(await signing()).toEqual(['whsec_two']);
    expect((await webhooks.get(owner.accountId, id)).previousSecretUntil).toBeNull();
    expect(await secrets.read(owner.accountId, id)).toEqual({ current: 'whsec_two', previous: null });
  });

  it('when there is no overlap, then the old secret ends at once, an older one with it', async () => {
    await rotate('whsec_two', HOUR_MS);
    await rotate('whsec_three', 0);
    expect(await signing()).toEqual(['whsec_three']);
  });

  it('when it is rotated by two at once, then one is current and the other signs as well', async () => {
    await Promise.all([rotate('whsec_a', HOUR_MS), rotate('whsec_b', HOUR_MS)]);
    expect((await signing()).sort()).toEqual(['whsec_a', 'whsec_b']);
  });

  it('when it is another account’s webhook, then it is not there', async () => {
    const { accountId } = await test.newOwner();
    await expect(secrets.rotate({ accountId, id, secret: 'x', overlapMs: 0 })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('switching off by ourselves', () => {
  const disable = (observedAtMs?: number) =>
    webhooks.disable({
      accountId: owner.accountId,
      webhookId: id,
      reason: 'GONE',
      ...(observedAtMs !== undefined && { observedAt: new Date(observedAtMs) }),
    });
  const isActive = async () => (await webhooks.get(owner.accountId, id)).isActive;

  it('when a 410 is from before the owner switched the webhook on again, then it stays on', async () => {
    now = START + HOUR_MS;
    await disable(START + HOUR_MS - 5);
    expect(await isActive()).toBe(false);
    now = START + 2 * HOUR_MS;
    await webhooks.patch({ accountId: owner.accountId, id }, { isActive: true });
    await disable(START + HOUR_MS - 5);
    expect(await isActive()).toBe(true);
    await disable(START + 2 * HOUR_MS + 1);
    expect(await isActive()).toBe(false);
  });

  it('when a 410 is from before the URL was changed, then it says nothing about the new one', async () => {
    now = START + HOUR_MS;
    await webhooks.patch({ accountId: owner.accountId, id }, { url: 'https://example.com/new' });
    await disable(START + 1);
    expect(await isActive()).toBe(true);
  });

  it('when anything else is changed, or it is switched on while it is on, then the 410 still counts', async () => {
    now = START + HOUR_MS;
    await webhooks.patch({ accountId: owner.accountId, id }, { isActive: true, description: 'x' });
    await disable(START + 1);
    expect(await isActive()).toBe(false);
  });

  it('when it is switched off, then the account is told once', async () => {
    const before = (await notifications()).length;
    await disable();
    await disable();
    expect((await notifications()).slice(before)).toEqual([
      {
        kind: 'WEBHOOK_DISABLED',
        data: { url: 'https://example.com/hook', reason: 'GONE', disabledAt: new Date(START).toISOString() },
      },
    ]);
  });
});
