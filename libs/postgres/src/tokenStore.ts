import { Op } from 'sequelize';
import type { TokenScope } from '@kassahook/contracts/tokenScope';
import type { Clock } from '@kassahook/platform/clock';
import type { Postgres } from './postgres.js';
import { storeWrite } from './storeWrite.js';
import { isUuid } from './uuid.js';

/** A token that may be used. */
export interface ActiveToken {
  id: string;
  accountId: string;
  /** Null for a register's token. */
  userId: number | null;
  /** Null for a person's token. */
  deviceId: number | null;
  scopes: TokenScope[];
  /** Null: never. */
  expiresAt: Date | null;
}

export interface NewToken {
  accountId: string;
  name: string;
  /** Of `hashToken`; the token itself is not stored. */
  tokenHash: string;
  scopes: readonly TokenScope[];
  userId?: number;
  deviceId?: number;
  expiresAt?: Date;
}

/** `lastUsedAt` is for people: a write per request would cost more than it tells. */
const TOUCH_INTERVAL_MS = 60_000;

/** Creates the store of API tokens and device tokens. */
export function createTokenStore(postgres: Postgres, { clock }: { clock: Clock }) {
  const { apiToken } = postgres.models;
  return {
    /** Null for a token that is unknown, revoked or expired: nobody is told which. */
    async findByHash(tokenHash: string): Promise<ActiveToken | null> {
      const row = await apiToken.findOne({
        where: {
          tokenHash,
          revokedAt: null,
          expiresAt: { [Op.or]: [{ [Op.is]: null }, { [Op.gt]: new Date(clock.now()) }] },
        },
      });
      if (!row) return null;
      const { id, accountId, userId, deviceId, scopes, expiresAt } = row;
      return { id, accountId, userId, deviceId, scopes, expiresAt };
    },

    /** @throws AppError VALIDATION_FAILED when the user or the device is not the account's */
    create({ scopes, ...token }: NewToken): Promise<{ id: string }> {
      return storeWrite(postgres, async (transaction) => {
        const row = await apiToken.create({ ...token, scopes: [...scopes] }, { transaction });
        return { id: row.id };
      });
    },

    /** Notes that the tokens were used; at most once a minute each. */
    async touch(ids: readonly string[]): Promise<void> {
      const id = ids.filter(isUuid);
      if (id.length === 0) return;
      const now = clock.now();
      const stale = { [Op.or]: [{ [Op.is]: null }, { [Op.lt]: new Date(now - TOUCH_INTERVAL_MS) }] };
      await apiToken.update({ lastUsedAt: new Date(now) }, { where: { id, lastUsedAt: stale } });
    },
  };
}
