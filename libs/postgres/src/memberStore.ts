import type { Transaction } from 'sequelize';
import type { Role } from '@kassahook/contracts/role';
import { AppError } from '@kassahook/platform/errors';
import { scopedTo } from './accountScope.js';
import type { Postgres } from './postgres.js';
import { storeWrite } from './storeWrite.js';
import type { UserRow } from './user/userModel.js';

/** A person of an account, as the others see him. */
export interface Member {
  id: number;
  name: string;
  email: string;
  role: Role;
  createdAt: Date;
}

export interface MemberKey {
  accountId: string;
  id: number;
}

/** May whoever asks touch a member of this role? Throws when not. */
export type RequireGovern = (role: Role) => void;

/**
 * Creates the store of an account's members. Changes of one account queue up, so that of two owners who remove each other at once
 * one stays.
 * @throws from each call: AppError NOT_FOUND for another account's member
 */
export function createMemberStore(postgres: Postgres) {
  const { account, user, invitation } = postgres.models;

  function change<T>(
    { accountId, id }: MemberKey,
    work: (row: UserRow, transaction: Transaction) => Promise<T>,
  ): Promise<T> {
    return storeWrite(postgres, async (transaction) => {
      await account.findByPk(accountId, { transaction, lock: transaction.LOCK.NO_KEY_UPDATE });
      return work(await scopedTo(user, accountId).get(id, { transaction }), transaction);
    });
  }

  /** @throws AppError LAST_OWNER (409) */
  async function requireAnotherOwner(row: UserRow, transaction: Transaction): Promise<void> {
    if (row.role !== 'owner') return;
    const owners = await user.count({ where: { accountId: row.accountId, role: 'owner' }, transaction });
    if (owners <= 1) {
      throw new AppError('an account must keep an owner', { code: 'LAST_OWNER', status: 409 });
    }
  }

  return {
    async list(accountId: string): Promise<Member[]> {
      const rows = await scopedTo(user, accountId).list({ order: ['createdAt', 'id'] });
      return rows.map(toMember);
    },

    changeRole({
      role,
      requireGovern,
      ...key
    }: MemberKey & { role: Role; requireGovern: RequireGovern }): Promise<Member> {
      return change(key, async (row, transaction) => {
        const { accountId } = key;
        const from = row.role;
        if (from === role) return toMember(row);
        requireGovern(from);
        requireGovern(role);
        await requireAnotherOwner(row, transaction);
        await row.update({ role }, { transaction });
        // What he offered others with his old role is not an offer of the new one.
        await invitation.destroy({ where: { accountId, invitedBy: row.id }, transaction });
        const target = { targetType: 'user', targetId: String(row.id) } as const;
        const details = { email: row.email, from, to: role };
        await postgres.auditTrail.record(
          [{ accountId, action: 'member.role_changed', ...target, details }],
          transaction,
        );
        return toMember(row);
      });
    },

    /** His tokens and the access that he gave to applications go with him. */
    remove({ requireGovern, ...key }: MemberKey & { requireGovern: RequireGovern }): Promise<void> {
      return change(key, async (row, transaction) => {
        requireGovern(row.role);
        await requireAnotherOwner(row, transaction);
        await invitation.destroy({ where: { accountId: key.accountId, invitedBy: row.id }, transaction });
        await row.destroy({ transaction });
        const entry = {
          accountId: key.accountId,
          action: 'member.removed',
          targetType: 'user',
          targetId: String(row.id),
          details: { email: row.email, role: row.role },
        } as const;
        await postgres.auditTrail.record([entry], transaction);
      });
    },
  };
}

function toMember({ id, name, email, role, createdAt }: UserRow): Member {
  return { id, name, email, role, createdAt };
}
