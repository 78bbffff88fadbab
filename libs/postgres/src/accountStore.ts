import type { Postgres } from './postgres.js';
import { storeWrite } from './storeWrite.js';

export interface NewAccount {
  name: string;
  owner: { name: string; email: string; passwordHash: string };
}

/** A person who may act for an account. */
export interface User {
  id: number;
  accountId: string;
  name: string;
  email: string;
  passwordHash: string;
}

/** Creates the store of accounts and their users. */
export function createAccountStore(postgres: Postgres) {
  const { account, user } = postgres.models;
  return {
    /** Creates an account with its first user. @throws AppError CONFLICT when the e-mail address is taken */
    create({ name, owner }: NewAccount): Promise<{ accountId: string; userId: number }> {
      return storeWrite(postgres, async (transaction) => {
        const { id: accountId } = await account.create({ name }, { transaction });
        const { id: userId } = await user.create({ ...owner, accountId }, { transaction });
        return { accountId, userId };
      });
    },

    /** The user with this e-mail address, in any case of letters; for a login. */
    async findUserByEmail(email: string): Promise<User | null> {
      const row = await user.findOne({ where: { email: email.trim().toLowerCase() } });
      if (!row) return null;
      const { id, accountId, name, passwordHash } = row;
      return { id, accountId, name, email: row.email, passwordHash };
    },
  };
}
