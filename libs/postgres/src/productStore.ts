import { Op, type Transaction } from 'sequelize';
import { conflict, validationFailed } from '@kassahook/platform/errors';
import { scopedTo } from './accountScope.js';
import { given } from './given.js';
import type { Postgres } from './postgres.js';
import { presentProduct, type Product } from './product/presentProduct.js';
import { createProductPages } from './productPages.js';
import { storeWrite } from './storeWrite.js';
import { isUuid } from './uuid.js';

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

/** What an absent field means when a product is replaced: the same as when it is created. */
const DEFAULTS: Settable = {
  name: '',
  type: 'COUNTABLE',
  departmentId: null,
  quantity: 1_000,
  price: 0,
  prices: [],
  isMarked: false,
  meta: {},
  barcodes: [],
  vendorCodes: [],
  tax: null,
  unit: null,
  imageUrl: null,
};

/**
 * Creates the store of products; they bear events.
 * @throws from each call: AppError NOT_FOUND for another account's product, VALIDATION_FAILED, CONFLICT for an id that is taken
 */
export function createProductStore(postgres: Postgres) {
  const { product, department } = postgres.models;

  function change({ accountId, id }: ProductKey, values: Partial<Settable>): Promise<Product> {
    return storeWrite(postgres, async (transaction) => {
      const row = await scopedTo(product, accountId).get(id, {
        transaction,
        lock: transaction.LOCK.UPDATE,
      });
      return presentProduct(await row.update(values, { transaction }));
    });
  }

  /** The foreign key says the same, but not about which of a thousand. */
  async function refuseUnknownDepartments(
    accountId: string,
    inputs: readonly ProductInput[],
    transaction: Transaction,
  ): Promise<void> {
    const ids = [...new Set(inputs.flatMap(({ departmentId }) => departmentId ?? []))];
    if (ids.length === 0) return;
    const rows = await department.findAll({
      attributes: ['id'],
      where: { accountId, id: { [Op.in]: ids } },
      transaction,
    });
    const known = new Set(rows.map((row) => row.id));
    const isWrong = ({ departmentId }: ProductInput) =>
      typeof departmentId === 'number' && !known.has(departmentId);
    const problems = problemsOf(inputs, {
      field: 'departmentId',
      isWrong,
      problem: 'names nothing that is there',
    });
    if (problems) throw validationFailed(problems);
  }

  /** The primary key says the same, but not about which of a thousand. Whoever is faster than this look meets the key. */
  async function refuseTakenIds(
    accountId: string,
    inputs: readonly ProductInput[],
    transaction: Transaction,
  ): Promise<void> {
    const ids = inputs.flatMap(({ id }) => (id !== undefined && isUuid(id) ? [id] : []));
    if (ids.length === 0) return;
    const rows = await product.findAll({ attributes: ['id'], where: { accountId, id: ids }, transaction });
    const taken = new Set(rows.map((row) => row.id));
    const isWrong = ({ id }: ProductInput) => id !== undefined && taken.has(id.toLowerCase());
    const problems = problemsOf(inputs, { field: 'id', isWrong, problem: 'is taken' });
    if (problems) throw conflict('some of the ids are taken', problems);
  }

  return {
    create: (accountId: string, input: ProductInput): Promise<Product> =>
      storeWrite(postgres, async (transaction) =>
        presentProduct(await product.create({ ...given(input), accountId }, { transaction })),
      ),

    /**
     * All or none; each is an event of its own.
     * @throws AppError CONFLICT, VALIDATION_FAILED with every failing field named by its place, e.g. `3.id`
     */
    createMany: (accountId: string, inputs: readonly ProductInput[]): Promise<Product[]> =>
      storeWrite(postgres, async (transaction) => {
        await refuseUnknownDepartments(accountId, inputs, transaction);
        await refuseTakenIds(accountId, inputs, transaction);
        const values = inputs.map((input) => ({ ...given(input), accountId }));
        const rows = await product.bulkCreate(values, { transaction });
        return rows.map(presentProduct);
      }),

    /** A page, oldest first. */
    list: createProductPages(postgres),

    async get({ accountId, id }: ProductKey): Promise<Product> {
      return presentProduct(await scopedTo(product, accountId).get(id));
    },

    /** Changes only what is given. */
    patch: (key: ProductKey, patch: ProductPatch): Promise<Product> => change(key, given(patch)),

    /** What is absent takes its default. */
    replace: (key: ProductKey, input: ProductPatch): Promise<Product> =>
      change(key, { ...DEFAULTS, ...given(input) }),

    remove: ({ accountId, id }: ProductKey): Promise<void> =>
      storeWrite(postgres, async (transaction) => {
        const row = await scopedTo(product, accountId).get(id, { transaction });
        await row.destroy({ transaction });
      }),
  };
}

interface ProblemQuestion {
  field: keyof ProductInput;
  isWrong: (input: ProductInput) => boolean;
  problem: string;
}

/** The problems of a bulk by place and field; null when there are none. */
function problemsOf(
  inputs: readonly ProductInput[],
  { field, isWrong, problem }: ProblemQuestion,
): Record<string, string> | null {
  const wrong = inputs.flatMap((input, index) => (isWrong(input) ? [[`${index}.${field}`, problem]] : []));
  return wrong.length > 0 ? (Object.fromEntries(wrong) as Record<string, string>) : null;
}
