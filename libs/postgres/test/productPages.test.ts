import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createProductPages, type ProductPage } from '../src/productPages.js';
import { createProductStore } from '../src/productStore.js';
import { createTestPostgres, type Owner, type TestPostgres } from './testPostgres.js';

let test: TestPostgres;
let owner: Owner;
let names: string[];

beforeAll(async () => {
  test = await createTestPostgres();
  owner = await test.newOwner();
  const products = createProductStore(test.postgres);
  names = Array.from({ length: 9 }, (_, index) => `product ${index}`);
  // Each of its own, so that their order is that of their creation.
  for (const name of names)
    await products.create(owner.accountId, { name, meta: { note: 'x'.repeat(2_000) } });
});
afterAll(() => test.drop());

async function partsOf({ items, rest }: ProductPage): Promise<string[][]> {
  const parts = [items];
  for await (const part of rest ?? []) parts.push(part);
  return parts.map((part) => part.map(({ name }) => name));
}

describe('a page of products', () => {
  it('when it is light, then all of it is read at once', async () => {
    const page = await createProductPages(test.postgres)(owner.accountId, { limit: 4, offset: 3 });
    expect(page.rest).toBeNull();
    expect(page.total).toBe(9);
    expect(page.items.map(({ name }) => name)).toEqual(names.slice(3, 7));
  });

  it('when it is heavy, then it comes in parts, in order, and has as many as were asked for', async () => {
    const pageOf = createProductPages(test.postgres, { partBytes: 5_000 });
    const page = await pageOf(owner.accountId, { limit: 8, offset: 1 });
    const parts = await partsOf(page);
    expect(parts.flat()).toEqual(names.slice(1));
    expect(parts.map(({ length }) => length)).toEqual([2, 2, 2, 2]);
    expect(page.total).toBe(9);
  });

  it('when one product weighs more than a part may, then it is a part of its own', async () => {
    const page = await createProductPages(test.postgres, { partBytes: 1 })(owner.accountId, {
      limit: 3,
      offset: 0,
    });
    expect((await partsOf(page)).map(({ length }) => length)).toEqual([1, 1, 1]);
  });

  it('when a product is deleted while the page is read, then the others still come', async () => {
    const products = createProductStore(test.postgres);
    const { accountId } = await test.newOwner();
    for (const name of ['a', 'b', 'c']) await products.create(accountId, { name });
    const page = await createProductPages(test.postgres, { partBytes: 1 })(accountId, {
      limit: 10,
      offset: 0,
    });
    const id = (await products.list(accountId, { limit: 10, offset: 0 })).items[1]!.id;
    await products.remove({ accountId, id });
    expect((await partsOf(page)).flat()).toEqual(['a', 'c']);
  });

  it('when there is none, then it is empty', async () => {
    const { accountId } = await test.newOwner();
    const page = await createProductPages(test.postgres)(accountId, { limit: 10, offset: 0 });
    expect(page).toEqual({ items: [], total: 0, rest: null });
  });
});
