import { Op } from 'sequelize';
import type { Role } from '@kassahook/contracts/role';
import type { Clock } from '@kassahook/platform/clock';
import { conflict, notFound } from '@kassahook/platform/errors';
import { scopedTo } from './accountScope.js';
import type { InvitationRow } from './invitation/invitationModel.js';
import type { RequireGovern } from './memberStore.js';
import type { Postgres } from './postgres.js';
import { storeWrite } from './storeWrite.js';

export interface Invitation {
  id: string;
  accountId: string;
  email: string;
  role: Role;
  createdAt: Date;
  expiresAt: Date;
}

export interface NewInvitation {
  accountId: string;
  email: string;
  role: Role;
  tokenHash: string;
  invitedBy: number | null;
  expiresAt: Date;
  requireGovern: RequireGovern;
}

export interface Acceptance {
  tokenHash: string;
  name: string;
  passwordHash: string;
}

/** Creates the store of invitations. An invitation is used once; one that is over is as good as unknown. */
export function createInvitationStore(postgres: Postgres, { clock }: { clock: Clock }) {
  const { invitation, user } = postgres.models;
  const notOver = () => ({ expiresAt: { [Op.gt]: new Date(clock.now()) } });

  return {
    async list(accountId: string): Promise<Invitation[]> {
      const rows = await invitation.findAll({
        where: { accountId, ...notOver() },
        order: ['createdAt', 'id'],
      });
      return rows.map(toInvitation);
    },

    /** Another invitation of the same address is replaced. @throws AppError CONFLICT when it is a member's already */
    create({ requireGovern, ...fields }: NewInvitation): Promise<Invitation> {
      return storeWrite(postgres, async (transaction) => {
        requireGovern(fields.role);
        const { accountId, email, role } = fields;
        if (await user.findOne({ where: { accountId, email }, attributes: ['id'], transaction })) {
          throw conflict('this e-mail address is a member’s', { email: 'is a member’s' });
        }
        const former = await invitation.findOne({ where: { accountId, email }, transaction });
        if (former) {
          requireGovern(former.role);
          await former.destroy({ transaction });
        }
        const row = await invitation.create(fields, { transaction });
        await postgres.auditTrail.record(
          [
            {
              accountId,
              action: 'member.invited',
              targetType: 'invitation',
              targetId: row.id,
              details: { email, role },
            },
          ],
          transaction,
        );
        return toInvitation(row);
      });
    },

    /** @throws AppError NOT_FOUND for another account's */
    revoke({
      accountId,
      id,
      requireGovern,
    }: {
      accountId: string;
      id: string;
      requireGovern: RequireGovern;
    }): Promise<void> {
      return storeWrite(postgres, async (transaction) => {
        const row = await scopedTo(invitation, accountId).get(id, { transaction });
        requireGovern(row.role);
        await row.destroy({ transaction });
        const details = { email: row.email, role: row.role };
        await postgres.auditTrail.record(
          [{ accountId, action: 'invitation.revoked', targetType: 'invitation', targetId: id, details }],
          transaction,
        );
      });
    },

    /** @throws AppError NOT_FOUND */
    async find(tokenHash: string): Promise<Invitation> {
      const row = await invitation.findOne({ where: { tokenHash, ...notOver() } });
      if (!row) throw notFound('invitation');
      return toInvitation(row);
    },

    /**
     * Makes the invited person a member; of two at once the second finds nothing.
     * @throws AppError NOT_FOUND; CONFLICT when the address belongs to another account's member
     */
    accept({
      tokenHash,
      name,
      passwordHash,
    }: Acceptance): Promise<{ userId: number; invitation: Invitation }> {
      return storeWrite(postgres, async (transaction) => {
        const row = await invitation.findOne({
          where: { tokenHash, ...notOver() },
          transaction,
          lock: transaction.LOCK.UPDATE,
        });
        if (!row) throw notFound('invitation');
        const { accountId, email, role } = row;
        const member = await user.create({ accountId, email, role, name, passwordHash }, { transaction });
        await row.destroy({ transaction });
        await postgres.auditTrail.record(
          [
            {
              accountId,
              action: 'member.joined',
              targetType: 'user',
              targetId: String(member.id),
              details: { email, role },
            },
          ],
          transaction,
        );
        return { userId: member.id, invitation: toInvitation(row) };
      });
    },
  };
}

function toInvitation({ id, accountId, email, role, createdAt, expiresAt }: InvitationRow): Invitation {
  return { id, accountId, email, role, createdAt, expiresAt };
}
