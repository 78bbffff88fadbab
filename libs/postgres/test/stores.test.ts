import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '@kassahook/platform/ids';
import { hashToken, newToken } from '@kassahook/platform/tokens';
import { createAccountStore } from '../src/accountStore.js';
import { createCatalogueStore } from '../src/catalogueStore.js';
import { createDeviceStore } from '../src/deviceStore.js';
import { createProductStore } from '../src/productStore.js';
import { createTokenStore } from '../src/tokenStore.js';
import { createTestPostgres, type Owner, type TestPostgres } from './testPostgres.js';

let now = Date.parse('2026-03-01T10:00:00.000Z');
const clock = { now: () => now };
const PAGE = { limit: 10, offset: 0 };

let test: TestPostgres;
let owner: Owner;
let stranger: Owner;

beforeAll(async () => {
  test = await createTestPostgres();
});
afterAll(() => test.drop());
beforeEach(async () => {
  owner = await test.newOwner();
  stranger = await test.newOwner();
  await test.forget();
});

describe('createAccountStore', () => {
  it('when an account is created, then its owner is found by e-mail in any case of letters', async () => {
    const accounts = createAccountStore(test.postgres);
    const { accountId, userId } = await accounts.create({
      name: 'Shop LLC',
      owner: { name: 'Ann', email: ' Ann@Example.com ', passwordHash: 'hash' },
    });
    expect(await accounts.findUserByEmail('ANN@example.com')).toEqual({
      id: userId,
      accountId,
      name: 'Ann',
      email: 'ann@example.com',
      passwordHash: 'hash',
      role: 'owner',
      sessionEpoch: 0,
    });
    expect(await accounts.findUserByEmail('nobody@example.com')).toBeNull();
  });

  it('when the e-mail is taken, then it is a conflict and no account is left behind', async () => {
    const accounts = createAccountStore(test.postgres);
    const twin = { name: 'Twin', owner: { name: 'T', email: 'twin@example.com', passwordHash: 'x' } };
    await accounts.create(twin);
    const before = await test.postgres.models.account.count();
    await expect(accounts.create(twin)).rejects.toMatchObject({
      code: 'CONFLICT',
      data: { email: 'is taken' },
    });
    expect(await test.postgres.models.account.count()).toBe(before);
  });
});

describe('createTokenStore', () => {
  it('when a token is created, then it is found by its hash until it expires or is revoked', async () => {
    const tokens = createTokenStore(test.postgres, { clock });
    const tokenHash = hashToken(newToken());
    const expiresAt = new Date(now + 60_000);
    const { accountId, userId } = owner;
    const { id } = await tokens.create({
      accountId,
      userId,
      name: 'ci',
      tokenHash,
      scopes: ['read'],
      expiresAt,
    });
    expect(await tokens.findByHash(tokenHash)).toEqual({
      id,
      accountId,
      userId,
      deviceId: null,
      grantId: null,
      scopes: ['read'],
      expiresAt,
      role: 'owner',
      email: expect.stringContaining('@'),
    });
    expect(await tokens.findByHash(hashToken(newToken()))).toBeNull();

    now += 60_001;
    expect(await tokens.findByHash(tokenHash)).toBeNull();

    const endless = hashToken(newToken());
    const { id: other } = await tokens.create({
      accountId,
      name: 'x',
      tokenHash: endless,
      scopes: ['write'],
    });
    expect(await tokens.findByHash(endless)).toMatchObject({ id: other, expiresAt: null });
    await test.postgres.models.apiToken.update({ revokedAt: new Date(now) }, { where: { id: other } });
    expect(await tokens.findByHash(endless)).toBeNull();
  });

  it('when a token is used often, then that is noted once a minute', async () => {
    const tokens = createTokenStore(test.postgres, { clock });
    const { id } = await tokens.create({
      accountId: owner.accountId,
      name: 'x',
      tokenHash: hashToken(newToken()),
      scopes: ['read'],
    });
    const lastUsedAt = async () => (await test.postgres.models.apiToken.findByPk(id))?.lastUsedAt?.getTime();
    const first = now;
    await tokens.touch([id, 'not-an-id']);
    now += 59_000;
    await tokens.touch([id]);
    expect(await lastUsedAt()).toBe(first);
    now += 2_000;
    await tokens.touch([id]);
    expect(await lastUsedAt()).toBe(now);
    await tokens.touch([]);
  });

  it('when a token names another account’s user or register, or a scope that is not known, then it is refused', async () => {
    const tokens = createTokenStore(test.postgres, { clock });
    const token = { accountId: owner.accountId, name: 'x', scopes: ['device' as const] };
    await expect(
      tokens.create({ ...token, tokenHash: hashToken(newToken()), userId: stranger.userId }),
    ).rejects.toMatchObject({ code: 'VALIDATION_FAILED', data: { userId: expect.any(String) } });
    await expect(
      tokens.create({ ...token, tokenHash: hashToken(newToken()), scopes: ['root' as never] }),
    ).rejects.toMatchObject({ code: 'VALIDATION_FAILED', data: { scopes: expect.any(String) } });
  });
});

describe('createCatalogueStore', () => {
  it('when a staff number is given twice in an account, then it is a conflict; another account may have it', async () => {
    const catalogue = createCatalogueStore(test.postgres);
    const cashier = { accountId: owner.accountId, tabNumber: '1', name: 'Cashier' };
    await catalogue.createCashier(cashier);
    await expect(catalogue.createCashier(cashier)).rejects.toMatchObject({ data: { tabNumber: 'is taken' } });
    await expect(
      catalogue.createCashier({ ...cashier, accountId: stranger.accountId }),
    ).resolves.toBeDefined();
  });
});

describe('createDeviceStore', () => {
  const registration = {
    registryNumber: '0000000001012345',
    fnNumber: '9960440300000001',
    ofd: 'OFD',
    taxModes: ['SIMPLE' as const],
    address: 'Moscow',
    registeredAt: new Date('2026-01-01T00:00:00.000Z'),
  };

  it('when a register is created, patched and registered, then it is shown so and each step was an event', async () => {
    const devices = createDeviceStore(test.postgres);
    const created = await devices.create(owner.accountId, { name: 'Till', groupId: owner.shopId });
    const key = { accountId: owner.accountId, id: created.id };
    expect(created).toMatchObject({ groupId: owner.shopId, sort: 0, timezoneOffset: 180 });
    const patched = await devices.patch(key, { name: 'Till 2', sort: undefined });
    expect(patched).toEqual({ ...created, name: 'Till 2' });
    expect(await devices.get(key)).toEqual({ device: patched, registration: null });
    const { registration: put, isNew } = await devices.putRegistration(key, registration);
    expect(isNew).toBe(true);
    expect(await devices.putRegistration(key, registration)).toEqual({ registration: put, isNew: false });
    expect(await devices.get(key)).toEqual({ device: patched, registration: put });
    expect(put).toEqual({ ...registration, deviceId: created.id, registeredAt: '2026-01-01T00:00:00.000Z' });
    expect(await devices.list(owner.accountId, PAGE)).toEqual({ items: [patched], total: 1 });
    expect(await test.actionsOf(owner.accountId)).toEqual(['CREATE', 'UPDATE', 'CREATE']);
  });

  it('when it is another account’s register or shop, then nothing is found and nothing is written', async () => {
    const devices = createDeviceStore(test.postgres);
    const created = await devices.create(owner.accountId, { name: 'Till', groupId: owner.shopId });
    const theirs = { accountId: stranger.accountId, id: created.id };
    await expect(devices.get(theirs)).rejects.toMatchObject({ status: 404 });
    await expect(devices.patch(theirs, { name: 'x' })).rejects.toMatchObject({ status: 404 });
    await expect(devices.putRegistration(theirs, registration)).rejects.toMatchObject({ status: 404 });
    expect(await devices.list(stranger.accountId, PAGE)).toEqual({ items: [], total: 0 });
    await expect(
      devices.create(stranger.accountId, { name: 'x', groupId: owner.shopId }),
    ).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      data: { groupId: expect.any(String) },
    });
    await expect(devices.get({ accountId: owner.accountId, id: 3e9 })).rejects.toMatchObject({ status: 404 });
  });
});

describe('createProductStore', () => {
  const goods = () => ({
    name: 'Milk 3.2 %',
    departmentId: owner.departmentId,
    price: 8_990,
    prices: [{ deviceId: 1, value: 9_000 }],
    barcodes: ['4600000000017'],
    tax: 'NDS_10',
    meta: { shelf: 3 },
  });

  it('when a product is created under the client’s id, patched and removed, then each step is an event with its body', async () => {
    const products = createProductStore(test.postgres);
    const id = newId();
    const key = { accountId: owner.accountId, id };
    const created = await products.create(owner.accountId, { id, ...goods() });
    expect(created).toMatchObject({ id, ...goods(), quantity: 1_000, type: 'COUNTABLE', vendorCodes: [] });
    expect('imageUrl' in created).toBe(false);
    const patched = await products.patch(key, { price: 9_500, imageUrl: 'https://example.com/milk.png' });
    expect(patched).toMatchObject({ ...goods(), price: 9_500, imageUrl: 'https://example.com/milk.png' });
    expect(await products.get(key)).toEqual(patched);
    await products.remove(key);
    await expect(products.get(key)).rejects.toMatchObject({ status: 404 });
    const written = await test.outboxOf(owner.accountId);
    expect(written.map(({ record, data }) => [record.action, data])).toEqual([
      ['CREATE', created],
      ['UPDATE', patched],
      ['DELETE', patched],
    ]);
  });

  it('when money is beyond 32 bits, then it stays exact', async () => {
    const products = createProductStore(test.postgres);
    const created = await products.create(owner.accountId, { price: Number.MAX_SAFE_INTEGER });
    expect(created.price).toBe(Number.MAX_SAFE_INTEGER);
    expect(await products.get({ accountId: owner.accountId, id: created.id })).toEqual(created);
  });

  it('when two accounts choose the same id, then both have their product; twice in one is a conflict', async () => {
    const products = createProductStore(test.postgres);
    const id = newId();
    await products.create(owner.accountId, { id, name: 'ours' });
    await products.create(stranger.accountId, { id, name: 'theirs' });
    await expect(products.create(owner.accountId, { id })).rejects.toMatchObject({
      data: { id: 'is taken' },
    });
    await products.remove({ accountId: stranger.accountId, id });
    expect(await products.get({ accountId: owner.accountId, id })).toMatchObject({ name: 'ours' });
    expect(await test.actionsOf(owner.accountId)).toEqual(['CREATE']);
    expect(await test.actionsOf(stranger.accountId)).toEqual(['CREATE', 'DELETE']);
  });

  it.each([
    ['price', { price: 1.5 }],
    ['price', { price: -1 }],
    ['prices', { prices: [{ deviceId: 1, value: 0.5 }] }],
    ['type', { type: 'MAGIC' as never }],
    ['barcodes', { barcodes: [1] as never }],
    ['meta', { meta: [] as never }],
    ['departmentId', { departmentId: 2_000_000_000 }, '1.departmentId'],
    ['body', { departmentId: 3_000_000_000 }, '1.departmentId'],
    ['id', { id: 'mine' }],
  ])(
    'when %s is wrong, then the answer names it, alone and in a bulk',
    async (field, wrong, inBulk = field) => {
      const products = createProductStore(test.postgres);
      const refusal = (name: string) => ({
        code: 'VALIDATION_FAILED',
        status: 400,
        data: { [name]: expect.any(String) },
      });
      await expect(products.create(owner.accountId, wrong)).rejects.toMatchObject(refusal(field));
      await expect(products.createMany(owner.accountId, [{ name: 'good' }, wrong])).rejects.toMatchObject(
        refusal(inBulk),
      );
      expect(await test.actionsOf(owner.accountId)).toEqual([]);
    },
  );

  it('when it is another account’s product or department, then nothing is found and nothing is written', async () => {
    const products = createProductStore(test.postgres);
    const { id } = await products.create(owner.accountId, { name: 'ours' });
    const theirs = { accountId: stranger.accountId, id };
    await expect(products.get(theirs)).rejects.toMatchObject({ status: 404 });
    await expect(products.patch(theirs, { name: 'x' })).rejects.toMatchObject({ status: 404 });
    await expect(products.remove(theirs)).rejects.toMatchObject({ status: 404 });
    const foreign = { departmentId: owner.departmentId };
    await expect(products.create(stranger.accountId, foreign)).rejects.toMatchObject({
      data: { departmentId: expect.any(String) },
    });
    expect(await test.actionsOf(owner.accountId)).toEqual(['CREATE']);
  });
});
