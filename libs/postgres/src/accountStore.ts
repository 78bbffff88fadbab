import type { Role } from '@kassahook/contracts/role';
import { notFound } from '@kassahook/platform/errors';
import type { Postgres } from './postgres.js';
import { select } from './sql.js';
import { storeWrite } from './storeWrite.js';
import type { UserRow } from './user/userModel.js';

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
  role: Role;
  /** Sessions of an earlier one are over. */
  sessionEpoch: number;
}

/** Creates the store of accounts and their users. */
export function createAccountStore(postgres: Postgres) {
  const { account, user } = postgres.models;
  return {
    /** Creates an account with its owner. @throws AppError CONFLICT when the e-mail address is taken */
    create({ name, owner }: NewAccount): Promise<{ accountId: string; userId: number }> {
      return storeWrite(postgres, async (transaction) => {
        const { id: accountId } = await account.create({ name }, { transaction });
        const { id: userId } = await user.create({ ...owner, accountId, role: 'owner' }, { transaction });
        const details = { name, owner: owner.email };
        await postgres.auditTrail.record(
          [{ accountId, action: 'account.created', targetType: 'account', targetId: accountId, details }],
          transaction,
        );
        return { accountId, userId };
      });
    },

    /** @throws AppError NOT_FOUND */
    async nameOf(accountId: string): Promise<string> {
      const row = await account.findByPk(accountId, { attributes: ['name'] });
      if (!row) throw notFound('account');
      return row.name;
    },

    /** The user with this e-mail address, in any case of letters; for a login. */
    async findUserByEmail(email: string): Promise<User | null> {
      const row = await user.findOne({ where: { email: email.trim().toLowerCase() } });
      return row && toUser(row);
    },

    /** The user that a session names. */
    async findUser(userId: number): Promise<User | null> {
      const row = await user.findByPk(userId);
      return row && toUser(row);
    },

    /**
     * Sets another password and begins another epoch of sessions. Of two changes at once the second finds the password that it
     * was checked against gone.
     * @param change.replacing the hash that the current password was checked against
     * @returns the new epoch; null when the password had changed meanwhile
     */
    changePassword({ userId, replacing, passwordHash }: PasswordChange): Promise<number | null> {
      return storeWrite(postgres, async (transaction) => {
        const row = await user.findByPk(userId, { transaction, lock: transaction.LOCK.UPDATE });
        if (row?.passwordHash !== replacing) return null;
        row.set({ passwordHash, sessionEpoch: row.sessionEpoch + 1 });
        await row.save({ transaction });
        const { accountId } = row;
        // A link that was mailed for the password before must not set the next one.
        await select(
          postgres,
          'DELETE FROM password_resets WHERE user_id = $userId',
          { userId },
          transaction,
        );
        await postgres.auditTrail.record(
          [{ accountId, action: 'password.changed', targetType: 'user', targetId: String(userId) }],
          transaction,
        );
        return row.sessionEpoch;
      });
    },

    /** Stores the same password under today's cost; sessions go on. */
    async renewHash({ userId, replacing, passwordHash }: PasswordChange): Promise<void> {
      await user.update({ passwordHash }, { where: { id: userId, passwordHash: replacing } });
    },
  };
}

export interface PasswordChange {
  userId: number;
  replacing: string;
  passwordHash: string;
}

function toUser({ id, accountId, name, email, passwordHash, role, sessionEpoch }: UserRow): User {
  return { id, accountId, name, email, passwordHash, role, sessionEpoch };
}
