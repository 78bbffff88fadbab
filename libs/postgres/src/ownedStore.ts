import { ForeignKeyConstraintError, type Attributes, type Model, type ModelStatic } from 'sequelize';
import { conflict } from '@kassahook/platform/errors';
import { scopedTo } from './accountScope.js';
import { given } from './given.js';
import type { Postgres } from './postgres.js';
import { storeWrite } from './storeWrite.js';

type OwnedRow = Model & { accountId: string; id: number };

/** Which row of which account. */
export interface OwnedKey {
  accountId: string;
  id: string | number;
}

/** A part of a list, and how many rows the whole has. */
export interface ListPage<View> {
  items: View[];
  total: number;
}

export interface OwnedStoreDeps<Row extends OwnedRow, View> {
  postgres: Postgres;
  model: ModelStatic<Row>;
  present: (row: Row) => View;
  /** The order of the list; the id makes it total. */
  order: readonly (keyof Attributes<Row> & string)[];
  /** Why a row that others refer to cannot go. */
  inUse: string;
}

/**
 * The store of a small catalogue that bears no events: list, get, create, patch, remove, each within one account.
 * @throws from each call: AppError NOT_FOUND for another account's row, VALIDATION_FAILED, CONFLICT
 */
export function createOwnedStore<Row extends OwnedRow, View, Input extends object>({
  postgres,
  model,
  present,
  order,
  inUse,
}: OwnedStoreDeps<Row, View>) {
  return {
    async list(accountId: string, page: { limit: number; offset: number }): Promise<ListPage<View>> {
      const rows = scopedTo(model, accountId);
      const [items, total] = await Promise.all([
        rows.list({ ...page, order: [...order, 'id'] }),
        rows.count(),
      ]);
      return { items: items.map(present), total };
    },

    async get({ accountId, id }: OwnedKey): Promise<View> {
      return present(await scopedTo(model, accountId).get(id));
    },

    create: (accountId: string, input: Input): Promise<View> =>
      storeWrite(postgres, async (transaction) => {
        const values = { ...given(input), accountId } as unknown as Row['_creationAttributes'];
        return present(await model.create(values, { transaction }));
      }),

    /** Changes only what is given. */
    patch: ({ accountId, id }: OwnedKey, patch: { [Field in keyof Input]?: Input[Field] | undefined }) =>
      storeWrite(postgres, async (transaction): Promise<View> => {
        const row = await scopedTo(model, accountId).get(id, { transaction, lock: transaction.LOCK.UPDATE });
        return present(await row.update(given(patch) as Partial<Attributes<Row>>, { transaction }));
      }),

    /** @throws AppError CONFLICT while something refers to the row */
    remove: ({ accountId, id }: OwnedKey): Promise<void> =>
      storeWrite(postgres, async (transaction) => {
        const row = await scopedTo(model, accountId).get(id, { transaction });
        try {
          await row.destroy({ transaction });
        } catch (error) {
          if (error instanceof ForeignKeyConstraintError) throw conflict(inUse, { id: 'is in use' });
          throw error;
        }
      }),
  };
}
