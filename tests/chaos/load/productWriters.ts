import { errorCodeOf } from '@kassahook/platform/errors';
import type { Postgres } from '@kassahook/postgres/postgres';
import { createProductStore, type ProductPatch } from '@kassahook/postgres/productStore';

/** A product that is to be made; its id is the client's, so that a repeat is known. */
type NewProduct = ProductPatch & { id: string };

/**
 * One road to the products. A call resolves when the change is acknowledged, also by the answer that an earlier try was committed; it
 * rejects when nobody knows, and is to be repeated with the same.
 */
export interface ProductWriter {
  create(inputs: readonly NewProduct[]): Promise<void>;
  patch(id: string, patch: ProductPatch): Promise<void>;
  remove(id: string): Promise<void>;
}

/** Straight into the store, past the API: nobody hears the hints, so each of these events is found by the relay. */
export function createStoreWriter({
  postgres,
  accountId,
}: {
  postgres: Postgres;
  accountId: string;
}): ProductWriter {
  const store = createProductStore(postgres);
  const unless = async (doneCode: string, write: Promise<unknown>): Promise<void> => {
    await write.catch((error: unknown) => {
      if (errorCodeOf(error) !== doneCode) throw error;
    });
  };
  return {
    create: (inputs) => unless('CONFLICT', store.createMany(accountId, inputs)),
    async patch(id, patch) {
      await store.patch({ accountId, id }, patch);
    },
    remove: (id) => unless('NOT_FOUND', store.remove({ accountId, id })),
  };
}

/**
 * Longer than any outage of the suite: a request that is given up while the API has it may be carried out after a later one, and then
 * the load itself would be out of order. What dies with the API is seen at once, by its connection.
 */
const ANSWER_LIMIT_MS = 45_000;

/** As any client does it, over the API: the way from the commit to the hint is in a process that is killed. */
export function createApiWriter({ apiUrl, token }: { apiUrl: string; token: string }): ProductWriter {
  async function send(method: string, path: string, expected: readonly number[], body?: unknown) {
    const answer = await fetch(`${apiUrl}/api/products${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!expected.includes(answer.status)) {
      throw new Error(`${method} /api/products${path} was answered with ${answer.status}: ${text}`);
    }
  }
  return {
    // 409: the ids are taken, and nobody else makes up the same.
    create: ([first, ...more]) =>
      more.length === 0
        ? send('POST', '', [201, 409], first)
        : send('POST', '/bulk', [201, 409], [first, ...more]),
    patch: (id, patch) => send('PATCH', `/${id}`, [200], patch),
    remove: (id) => send('DELETE', `/${id}`, [204, 404]),
  };
}
