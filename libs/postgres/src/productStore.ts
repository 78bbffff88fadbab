import { scopedTo } from './accountScope.js';
import { given } from './given.js';
import type { Postgres } from './postgres.js';
import { presentProduct, type Product } from './product/presentProduct.js';
import { storeWrite } from './storeWrite.js';

type Settable = Omit<Product, 'id' | 'createdAt' | 'updatedAt' | 'imageUrl'> & { imageUrl: string | null };

/** What a client sets of a product; what is absent takes its default or stays as it is. */
export type ProductPatch = { [Field in keyof Settable]?: Settable[Field] | undefined };
/** A product as a client creates it; it may choose the id. */
export type ProductInput = ProductPatch & { id?: string | undefined };

/** Which product of which account. */
export interface ProductKey {
  accountId: string;
  id: string;
}

/**
 * Creates the store of products; they bear events.
 * @throws from each call: AppError NOT_FOUND for another account's product, VALIDATION_FAILED, CONFLICT for an id that is taken
 */
export function createProductStore(postgres: Postgres) {
  const { product } = postgres.models;
  return {
    create: (accountId: string, input: ProductInput): Promise<Product> =>
      storeWrite(postgres, async (transaction) =>
        presentProduct(await product.create({ ...given(input), accountId }, { transaction })),
      ),

    /** All or none; each is an event of its own. */
    createMany: (accountId: string, inputs: readonly ProductInput[]): Promise<Product[]> =>
      storeWrite(postgres, async (transaction) => {
        const values = inputs.map((input) => ({ ...given(input), accountId }));
        const rows = await product.bulkCreate(values, { transaction });
        return rows.map(presentProduct);
      }),

    async get({ accountId, id }: ProductKey): Promise<Product> {
      return presentProduct(await scopedTo(product, accountId).get(id));
    },

    patch: ({ accountId, id }: ProductKey, patch: ProductPatch): Promise<Product> =>
      storeWrite(postgres, async (transaction) => {
        const row = await scopedTo(product, accountId).get(id, {
          transaction,
          lock: transaction.LOCK.UPDATE,
        });
        return presentProduct(await row.update(given(patch), { transaction }));
      }),

    remove: ({ accountId, id }: ProductKey): Promise<void> =>
      storeWrite(postgres, async (transaction) => {
        const row = await scopedTo(product, accountId).get(id, { transaction });
        await row.destroy({ transaction });
      }),
  };
}
