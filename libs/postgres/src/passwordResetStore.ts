import type { Clock } from '@kassahook/platform/clock';
import { newId } from '@kassahook/platform/ids';
import type { Postgres } from './postgres.js';
import { select } from './sql.js';
import { storeWrite } from './storeWrite.js';

/** A request for another password that is to be answered by mail. */
export interface DueReset {
  id: string;
  /** How often it was tried before. */
  tries: number;
}

/** Whose password a token may set. */
export interface ResettableUser {
  userId: number;
  accountId: string;
  name: string;
  email: string;
}

/** Creates the store of password resets: requests, and the tokens that answer them, by their hashes. */
export function createPasswordResetStore(postgres: Postgres, { clock }: { clock: Clock }) {
  const { user } = postgres.models;
  const inMs = (ms: number): Date => new Date(clock.now() + ms);

  /** For a request that nothing comes of. */
  async function drop(id: string): Promise<void> {
    await select(postgres, 'DELETE FROM password_resets WHERE id = $id', { id });
  }

  return {
    /** Notes a request, the same for an address that is nobody's. @param email in lower case */
    async request(email: string): Promise<void> {
      await select(
        postgres,
        `INSERT INTO password_resets (id, email, requested_at, mail_after) VALUES ($id, $email, $now, $now)`,
        { id: newId(), email, now: inMs(0) },
      );
    },

    /** Takes requests that are to be mailed, oldest first; for `holdMs` nobody else gets them. Those older than `maxAgeMs` are left. */
    takeDue({ limit, holdMs, maxAgeMs }: { limit: number; holdMs: number; maxAgeMs: number }) {
      return select<DueReset>(
        postgres,
        `WITH due AS (
           SELECT id FROM password_resets WHERE mail_after <= $now AND requested_at > $oldest
           ORDER BY mail_after LIMIT $limit FOR UPDATE SKIP LOCKED)
         UPDATE password_resets AS r SET mail_after = $held, mail_tries = r.mail_tries + 1
         FROM due WHERE r.id = due.id RETURNING r.id, r.mail_tries - 1 AS tries`,
        { now: inMs(0), oldest: inMs(-maxAgeMs), held: inMs(holdMs), limit },
      );
    },

    /**
     * Gives a request the token that answers it, in place of one it had.
     * @returns where to mail it; null, and the request is gone, when the address is nobody's
     */
    async issue({
      id,
      tokenHash,
      lifetimeMs,
    }: {
      id: string;
      tokenHash: string;
      lifetimeMs: number;
    }): Promise<string | null> {
      const [issued] = await select<{ email: string }>(
        postgres,
        `UPDATE password_resets AS r SET user_id = users.id, token_hash = $tokenHash, expires_at = $expiresAt
         FROM users WHERE r.id = $id AND users.email = r.email RETURNING users.email`,
        { id, tokenHash, expiresAt: inMs(lifetimeMs) },
      );
      if (!issued) await drop(id);
      return issued?.email ?? null;
    },

    /** Notes that one was mailed, or (with `retryAfterMs`) when to try again. */
    async mailed(id: string, retryAfterMs?: number): Promise<void> {
      await select(postgres, 'UPDATE password_resets SET mail_after = $after WHERE id = $id', {
        id,
        after: retryAfterMs === undefined ? null : inMs(retryAfterMs),
      });
    },

    drop,

    /** Whose password the token may set; null for one that is unknown, used or over. */
    async find(tokenHash: string): Promise<ResettableUser | null> {
      const [found] = await select<ResettableUser>(
        postgres,
        `SELECT users.id AS "userId", users.account_id AS "accountId", users.name, users.email
         FROM password_resets AS r JOIN users ON users.id = r.user_id
         WHERE r.token_hash = $tokenHash AND r.expires_at > $now`,
        { tokenHash, now: inMs(0) },
      );
      return found ?? null;
    },

    /**
     * Uses a token: sets the password, ends every session of the person by beginning another epoch, and every other token that was
     * mailed to him.
     * @returns false when the token is over, or was used meanwhile: of two at once one works
     */
    use({ tokenHash, passwordHash }: { tokenHash: string; passwordHash: string }): Promise<boolean> {
      return storeWrite(postgres, async (transaction) => {
        const [used] = await select<{ userId: number }>(
          postgres,
          `DELETE FROM password_resets WHERE token_hash = $tokenHash AND expires_at > $now RETURNING user_id AS "userId"`,
          { tokenHash, now: inMs(0) },
          transaction,
        );
        const row =
          used && (await user.findByPk(used.userId, { transaction, lock: transaction.LOCK.UPDATE }));
        if (!row) return false;
        row.set({ passwordHash, sessionEpoch: row.sessionEpoch + 1 });
        await row.save({ transaction });
        const { id: userId, accountId } = row;
        await select(
          postgres,
          'DELETE FROM password_resets WHERE user_id = $userId',
          { userId },
          transaction,
        );
        await postgres.auditTrail.record(
          [{ accountId, action: 'password.reset', targetType: 'user', targetId: String(userId) }],
          transaction,
        );
        return true;
      });
    },
  };
}
export type PasswordResetStore = ReturnType<typeof createPasswordResetStore>;
