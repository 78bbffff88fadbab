import type { Postgres } from './postgres.js';

/** A person as the API shows one. */
export interface Caller {
  id: number;
  name: string;
  email: string;
}

/** Creates the store that tells who is calling. */
export function createCallerStore(postgres: Postgres) {
  const { user } = postgres.models;
  return {
    /**
     * The person that a token acts for; for a token of the account's own, the account's first person, its owner. Null when the account
     * has none.
     */
    async find({ accountId, userId }: { accountId: string; userId: number | null }): Promise<Caller | null> {
      const row = await user.findOne({
        attributes: ['id', 'name', 'email'],
        where: { accountId, ...(userId !== null && { id: userId }) },
        order: ['id'],
      });
      return row && { id: row.id, name: row.name, email: row.email };
    },
  };
}
