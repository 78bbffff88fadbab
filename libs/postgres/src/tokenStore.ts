import { Op } from 'sequelize';
import { scopesWithin, type Role } from '@kassahook/contracts/role';
import type { TokenScope } from '@kassahook/contracts/tokenScope';
import type { Clock } from '@kassahook/platform/clock';
import { AppError, notFound } from '@kassahook/platform/errors';
import { scopedTo } from './accountScope.js';
import type { ApiTokenRow } from './apiToken/apiTokenModel.js';
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
  /** Of an application's token: the consent that it comes from, the same for all tokens that a refresh gave. */
  grantId: string | null;
  /** Of a person's token no more than his role has now. */
  scopes: TokenScope[];
  /** Null: never. */
  expiresAt: Date | null;
  /** Of the person whom it acts for. */
  role: Role | null;
  email: string | null;
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

/** A token as its account sees it. */
export interface Token {
  id: string;
  name: string;
  scopes: TokenScope[];
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  userId: number | null;
  deviceId: number | null;
}

export interface TokenKey {
  accountId: string;
  id: string;
}

/** `lastUsedAt` is for people: a write per request would cost more than it tells. */
const TOUCH_INTERVAL_MS = 60_000;
/** Of people's tokens; registers have their own, one each. */
const TOKENS_PER_ACCOUNT_MAX = 200;

/** Creates the store of API tokens and device tokens. */
export function createTokenStore(postgres: Postgres, { clock }: { clock: Clock }) {
  const { account, apiToken, user } = postgres.models;

  function change(
    { accountId, id }: TokenKey,
    work: (row: ApiTokenRow) => { action: 'token.renamed' | 'token.revoked'; details: object } | null,
  ): Promise<Token> {
    return storeWrite(postgres, async (transaction) => {
      const row = await scopedTo(apiToken, accountId).get(id, { transaction, lock: transaction.LOCK.UPDATE });
      if (isHidden(row)) throw notFound('token');
      const done = work(row);
      await row.save({ transaction });
      if (done) {
        const target = { targetType: 'token', targetId: row.id } as const;
        const { action, details } = done;
        await postgres.auditTrail.record(
          [{ accountId, action, ...target, details: { ...details } }],
          transaction,
        );
      }
      return toToken(row);
    });
  }

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
      const { id, accountId, userId, deviceId, grantId, scopes, expiresAt } = row;
      const token = { id, accountId, userId, deviceId, grantId, scopes, expiresAt, role: null, email: null };
      if (userId === null) return token;
      const maker = await user.findByPk(userId, { attributes: ['role', 'email'] });
      if (!maker) return null; // removed between the two reads, and his tokens with him
      const { role, email } = maker;
      return { ...token, scopes: scopesWithin(scopes, role), role, email };
    },

    /** Those that are not revoked, the newest first; what applications were granted is apart. */
    async list(accountId: string): Promise<Token[]> {
      const rows = await apiToken.findAll({
        where: { accountId, grantId: null, revokedAt: null },
        order: [
          ['createdAt', 'DESC'],
          ['id', 'DESC'],
        ],
      });
      return rows.map(toToken);
    },

    /** @throws AppError NOT_FOUND */
    async get({ accountId, id }: TokenKey): Promise<Token> {
      const row = await scopedTo(apiToken, accountId).get(id);
      if (isHidden(row)) throw notFound('token');
      return toToken(row);
    },

    /**
     * @throws AppError VALIDATION_FAILED when the user or the device is not the account's; TOKEN_LIMIT_REACHED (409) for too many
     *   of people's tokens
     */
    create({ scopes, ...token }: NewToken): Promise<Token> {
      return storeWrite(postgres, async (transaction) => {
        const { accountId, deviceId } = token;
        if (deviceId === undefined) {
          await account.findByPk(accountId, { transaction, lock: transaction.LOCK.NO_KEY_UPDATE });
          const count = await apiToken.count({
            where: { accountId, deviceId: null, grantId: null, revokedAt: null },
            transaction,
          });
          if (count >= TOKENS_PER_ACCOUNT_MAX) throw limitReached();
        }
        const row = await apiToken.create({ ...token, scopes: [...scopes] }, { transaction });
        const details = {
          name: row.name,
          scopes,
          ...(deviceId !== undefined && { deviceId }),
          ...(row.expiresAt && { expiresAt: row.expiresAt.toISOString() }),
        };
        await postgres.auditTrail.record(
          [{ accountId, action: 'token.created', targetType: 'token', targetId: row.id, details }],
          transaction,
        );
        return toToken(row);
      });
    },

    /** @throws AppError NOT_FOUND */
    rename(key: TokenKey, name: string): Promise<Token> {
      return change(key, (row) => {
        if (row.name === name) return null;
        const details = { from: row.name, to: name };
        row.set({ name });
        return { action: 'token.renamed', details };
      });
    },

    /** For good. @throws AppError NOT_FOUND */
    async revoke(key: TokenKey): Promise<void> {
      await change(key, (row) => {
        row.set({ revokedAt: new Date(clock.now()) });
        return { action: 'token.revoked', details: { name: row.name } };
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

/** What an application was granted is not one of these: it is revoked with its grant. */
function isHidden({ revokedAt, grantId }: ApiTokenRow): boolean {
  return revokedAt !== null || grantId !== null;
}

function toToken(row: ApiTokenRow): Token {
  const { id, name, scopes, createdAt, expiresAt, lastUsedAt, userId, deviceId } = row;
  return { id, name, scopes, createdAt, expiresAt, lastUsedAt, userId, deviceId };
}

function limitReached(): AppError {
  return new AppError(`an account may have ${TOKENS_PER_ACCOUNT_MAX} tokens at most`, {
    code: 'TOKEN_LIMIT_REACHED',
    status: 409,
  });
}
