import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ENTITY_FLAGS } from '@kassahook/domain/eventType';
import { eventBit } from '@kassahook/domain/mask';
import { newId } from '@kassahook/platform/ids';
import { createSecretBox } from '@kassahook/platform/secretBox';
import { createWebhookStore } from '../src/webhookStore.js';
import { createTestPostgres, type Owner, type TestPostgres } from './testPostgres.js';

const LIMIT = 5;
const clock = { now: () => Date.parse('2026-03-01T10:00:00.000Z') };
const secretBox = createSecretBox({ k1: Buffer.alloc(32, 7).toString('base64') });
const NO_TYPES = Object.fromEntries(ENTITY_FLAGS.map((flag) => [flag, false]));

let test: TestPostgres;
let owner: Owner;
let stranger: Owner;
let webhooks: ReturnType<typeof createWebhookStore>;

beforeAll(async () => {
  test = await createTestPostgres();
  webhooks = createWebhookStore(test.postgres, { secretBox, clock, webhooksPerAccountMax: LIMIT });
});
afterAll(() => test.drop());
beforeEach(async () => {
  owner = await test.newOwner();
  stranger = await test.newOwner();
});

const input = { url: 'https://example.com/hook', secret: 'whsec_abc' };
const create = (fields: Partial<Parameters<typeof webhooks.create>[1]> = {}) =>
  webhooks.create(owner.accountId, { ...input, ...fields });
const key = (id: string) => ({ accountId: owner.accountId, id });

describe('createWebhookStore', () => {
  it('when a webhook is created with a URL only, then the rest has its defaults and it hears nothing', async () => {
    const created = await create();
    expect(created).toMatchObject({
      url: input.url,
      isActive: true,
      types: NO_TYPES,
      description: null,
      timeoutMs: 5_000,
      headers: {},
      metadata: {},
      disabledReason: null,
      disabledAt: null,
    });
    expect(await webhooks.get(owner.accountId, created.id)).toEqual(created);
    expect(await webhooks.list(owner.accountId)).toEqual([created]);
  });

  it('when events are given beside types, then they override the entity that they name', async () => {
    const { types, events } = await create({
      types: { products: true, receipts: true },
      events: { products: ['DELETE'] },
    });
    expect(types).toEqual({ ...NO_TYPES, receipts: true });
    expect(events.products).toEqual(['DELETE']);
    expect(events.receipts).toEqual(['CREATE', 'UPDATE', 'DELETE']);
  });

  it('when it is patched, then only what is given changes, inside types and events too', async () => {
    const { id } = await create({
      types: { products: true, shifts: true },
      description: 'mine',
      headers: { 'x-shop': '1' },
    });
    const patched = await webhooks.patch(key(id), {
      types: { shifts: false, receipts: undefined },
      events: { operations: ['UPDATE'] },
      timeoutMs: 9_000,
      description: undefined,
    });
    expect(patched).toMatchObject({ description: 'mine', headers: { 'x-shop': '1' }, timeoutMs: 9_000 });
    expect(patched.types).toEqual({ ...NO_TYPES, products: true });
    expect(patched.events.operations).toEqual(['UPDATE']);
    expect(await webhooks.get(owner.accountId, id)).toEqual(patched);
  });

  it('when a row is updated through types, then its mask is written and what was not named stays', async () => {
    const { id } = await create({ types: { products: true, shifts: true } });
    await test.postgres.transaction(async (transaction) => {
      const row = await test.postgres.models.webhook.findByPk(id, {
        transaction,
        attributes: ['id', 'types'],
      });
      await row!.update({ types: { shifts: false } as never }, { transaction });
    });
    expect((await webhooks.get(owner.accountId, id)).types).toEqual({ ...NO_TYPES, products: true });
  });

  it('when it is replaced, then what is absent has its default again and the secret stays', async () => {
    const { id } = await create({ types: { products: true }, description: 'mine', isActive: false });
    const replaced = await webhooks.replace(key(id), {
      url: 'https://example.com/2',
      types: { shifts: true },
    });
    expect(replaced).toMatchObject({ url: 'https://example.com/2', description: null, isActive: true });
    expect(replaced.types).toEqual({ ...NO_TYPES, shifts: true });
    expect(await webhooks.secret(owner.accountId, id)).toBe(input.secret);
  });

  it('when it is stored, then the secret is sealed in the table and in the workers’ list', async () => {
    const { id } = await create();
    const row = await test.postgres.models.webhook.findByPk(id);
    expect(row?.sealedSecret).not.toContain(input.secret);
    const [subscription] = await webhooks.subscriptions(owner.accountId);
    expect(secretBox.open(subscription!.sealedSecrets[0]!)).toBe(input.secret);
  });

  it('when it is removed, then it is gone', async () => {
    const { id } = await create();
    await webhooks.remove(owner.accountId, id);
    await expect(webhooks.get(owner.accountId, id)).rejects.toMatchObject({ code: 'NOT_FOUND', status: 404 });
    await expect(webhooks.remove(owner.accountId, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('when the workers ask, then they get every webhook of the account, inactive ones too, and nobody else’s', async () => {
    const active = await create({
      events: { products: ['CREATE'] },
      headers: { 'x-a': 'b' },
      timeoutMs: 2_000,
    });
    const inactive = await create({ isActive: false });
    await webhooks.create(stranger.accountId, input);
    const list = await webhooks.subscriptions(owner.accountId);
    expect(list.map(({ id, isActive }) => ({ id, isActive }))).toEqual([
      { id: active.id, isActive: true },
      { id: inactive.id, isActive: false },
    ]);
    expect(list[0]).toMatchObject({
      accountId: owner.accountId,
      url: input.url,
      mask: eventBit('PRODUCT', 'CREATE'),
      timeoutMs: 2_000,
      headers: { 'x-a': 'b' },
    });
  });

  it('when it is disabled twice, then the first reason stays; when the owner switches it on, then the reason goes', async () => {
    const { id } = await create();
    const disable = (reason: string) =>
      webhooks.disable({ accountId: owner.accountId, webhookId: id, reason });
    await disable('GONE');
    await disable('OTHER');
    expect(await webhooks.get(owner.accountId, id)).toMatchObject({
      isActive: false,
      disabledReason: 'GONE',
      disabledAt: new Date(clock.now()),
    });
    expect(await webhooks.patch(key(id), { isActive: true })).toMatchObject({
      isActive: true,
      disabledReason: null,
      disabledAt: null,
    });
  });

  it('when one that is gone or somebody else’s is disabled, then nothing happens', async () => {
    const { id } = await create();
    await webhooks.disable({ accountId: stranger.accountId, webhookId: id, reason: 'GONE' });
    await webhooks.disable({ accountId: owner.accountId, webhookId: newId(), reason: 'GONE' });
    expect((await webhooks.get(owner.accountId, id)).isActive).toBe(true);
  });

  it('when twenty are created at once, then exactly as many as the limit allows are there', async () => {
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => create()));
    const failures = results.filter((result) => result.status === 'rejected');
    expect(failures).toHaveLength(20 - LIMIT);
    for (const { reason } of failures) {
      expect(reason).toMatchObject({ code: 'WEBHOOK_LIMIT_REACHED', status: 409 });
    }
    expect(await webhooks.list(owner.accountId)).toHaveLength(LIMIT);
    await expect(webhooks.create(stranger.accountId, input)).resolves.toBeDefined();
  });

  it('when it is another account’s, then every call says that it is not there and nothing changes', async () => {
    const created = await create();
    const theirs = { accountId: stranger.accountId, id: created.id };
    for (const attempt of [
      () => webhooks.get(theirs.accountId, theirs.id),
      () => webhooks.patch(theirs, { isActive: false }),
      () => webhooks.replace(theirs, { url: 'https://evil.example' }),
      () => webhooks.remove(theirs.accountId, theirs.id),
      () => webhooks.secret(theirs.accountId, theirs.id),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'NOT_FOUND', status: 404 });
    }
    expect(await webhooks.get(owner.accountId, created.id)).toEqual(created);
    expect(await webhooks.list(stranger.accountId)).toEqual([]);
  });

  it.each(['abc', '', '1', '00000000-0000-0000-0000-00000000000g'])(
    'when the id is %p, then it is not found instead of an error of the database',
    async (id) => {
      await expect(webhooks.get(owner.accountId, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    },
  );

  it('when a field is out of range, then the answer names it', async () => {
    await expect(create({ timeoutMs: 999, url: 'ftp://example.com' })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      data: { timeoutMs: expect.any(String), url: expect.any(String) },
    });
    await expect(create({ metadata: { note: 'a\0b' } })).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
  });
});
