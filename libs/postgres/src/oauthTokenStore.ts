import { Op, type Transaction } from 'sequelize';
import type { OAuthScope } from '@kassahook/contracts/oauthApp';
import { scopesWithin } from '@kassahook/contracts/role';
import type { Clock } from '@kassahook/platform/clock';
import type { OAuthGrantRow } from './oauth/oauthGrantModel.js';
import { oauthAppName } from './oauthAppName.js';
import type { Postgres } from './postgres.js';
import { storeWrite } from './storeWrite.js';

/** A consent on its way to the application. */
export interface NewCode {
  codeHash: string;
  appId: string;
  accountId: string;
  userId: number;
  redirectUri: string;
  /** Whether the request named it. */
  hasRedirectUri: boolean;
  scopes: OAuthScope[];
  codeChallenge: string | null;
  expiresAt: Date;
}

/** Hashes of the tokens that are given out; without an end and a refresh token for clients that know neither. */
export interface NewTokens {
  accessHash: string;
  accessExpiresAt: Date | null;
  refresh: { tokenHash: string; expiresAt: Date } | null;
}

export interface Exchange {
  codeHash: string;
  appId: string;
  /** Whether what the client brought fits what the code was made for. */
  fits: (code: { redirectUri: string; hasRedirectUri: boolean; codeChallenge: string | null }) => boolean;
  tokens: NewTokens;
}

export interface Refresh {
  tokenHash: string;
  appId: string;
  /** Fewer scopes than the grant's; null: all of it. */
  scopes: readonly string[] | null;
  tokens: NewTokens;
}

/** What an exchange came to. `reused`: a second use, and what the first gave has been revoked. */
export type Exchanged =
  { outcome: 'given'; scopes: OAuthScope[] } | { outcome: 'invalid' | 'reused' | 'scope' };

/** How long a used or forgotten code is kept to recognise its second use. */
const CODE_KEPT_MS = 86_400_000;
/**
 * Tokens without an end that one application has for one person: an old client may be installed in several places, each with a token of its
 * own, but one that asks with each start must not pile them up.
 */
const LASTING_MAX = 10;

/**
 * Creates the store of codes and of what they become. Everything here locks in one order: application, person, code, grant, refresh
 * token; so does a deletion with its cascades, and none waits for another in a circle.
 */
export function createOAuthTokenStore(postgres: Postgres, { clock }: { clock: Clock }) {
  const { apiToken, oauthApp, oauthCode, oauthGrant, oauthRefreshToken, user } = postgres.models;
  const now = () => new Date(clock.now());

  /** `isAlone`: others who come for access of this person's wait. @returns the application's name; null when it or the person is gone */
  async function lockParents(
    { appId, userId }: { appId: string; userId: number },
    { transaction, isAlone = false }: { transaction: Transaction; isAlone?: boolean },
  ): Promise<string | null> {
    const app = await oauthApp.findByPk(appId, { transaction, lock: transaction.LOCK.KEY_SHARE });
    const lock = transaction.LOCK[isAlone ? 'NO_KEY_UPDATE' : 'KEY_SHARE'];
    const person = app && (await user.findByPk(userId, { transaction, lock }));
    return person ? app.name : null;
  }

  async function give(
    grant: OAuthGrantRow,
    { name, tokens, scopes, transaction }: Giving,
  ): Promise<Exchanged> {
    const { accessHash, accessExpiresAt, refresh } = tokens;
    const { id: grantId, accountId, userId } = grant;
    await apiToken.create(
      { accountId, userId, grantId, name, tokenHash: accessHash, scopes, expiresAt: accessExpiresAt },
      { transaction },
    );
    if (refresh) await oauthRefreshToken.create({ ...refresh, grantId }, { transaction });
    return { outcome: 'given', scopes };
  }

  async function end(grant: OAuthGrantRow, reason: string, transaction: Transaction): Promise<void> {
    const { id, accountId, appId } = grant;
    await grant.destroy({ transaction });
    const details = { appId, app: await oauthAppName(postgres, appId, transaction), reason };
    await postgres.auditTrail.record(
      [{ accountId, action: 'grant.revoked', targetType: 'grant', targetId: id, details }],
      transaction,
    );
  }

  /** Makes room for one more grant whose token goes on for ever: of LASTING_MAX the oldest ends. Needs the person alone. */
  async function endOldestLasting(
    { appId, userId }: { appId: string; userId: number },
    transaction: Transaction,
  ): Promise<void> {
    const grants = await oauthGrant.findAll({
      where: { appId, userId },
      order: [['id', 'ASC']],
      transaction,
      lock: transaction.LOCK.UPDATE,
    });
    const tokens = await apiToken.findAll({
      attributes: ['grantId'],
      where: { grantId: grants.map(({ id }) => id), expiresAt: null },
      transaction,
    });
    const withLasting = new Set(tokens.map(({ grantId }) => grantId));
    const lasting = grants.filter(({ id }) => withLasting.has(id));
    for (const grant of lasting.slice(0, Math.max(0, lasting.length - LASTING_MAX + 1))) {
      await end(grant, `the owner gave access ${LASTING_MAX} times since`, transaction);
    }
  }

  return {
    addCode: (code: NewCode): Promise<void> =>
      storeWrite(postgres, async (transaction) => {
        await oauthCode.create(code, { transaction });
        const { accountId, appId, scopes, redirectUri } = code;
        const target = { targetType: 'app', targetId: appId } as const;
        const details = { app: await oauthAppName(postgres, appId, transaction), scopes, redirectUri };
        const entry = { accountId, action: 'consent.given', ...target, details } as const;
        await postgres.auditTrail.record([entry], transaction);
        const over = new Date(clock.now() - CODE_KEPT_MS);
        await oauthCode.destroy({ where: { expiresAt: { [Op.lt]: over } }, transaction });
      }),

    /** Turns a code into tokens, once. Of two at once one gets them, and the other takes them away. */
    exchange: ({ codeHash, appId, fits, tokens }: Exchange): Promise<Exchanged> =>
      storeWrite(postgres, async (transaction) => {
        const seen = await oauthCode.findByPk(codeHash, { transaction });
        if (seen?.appId !== appId) return { outcome: 'invalid' };
        const isLasting = tokens.accessExpiresAt === null;
        const name = await lockParents(seen, { transaction, isAlone: isLasting });
        if (name === null) return { outcome: 'invalid' };
        const code = await oauthCode.findByPk(codeHash, { transaction, lock: transaction.LOCK.UPDATE });
        if (!code) return { outcome: 'invalid' };
        if (code.usedAt !== null) {
          const grant =
            code.grantId === null ? null : await oauthGrant.findByPk(code.grantId, { transaction });
          if (grant) await end(grant, 'the code was used twice', transaction);
          return { outcome: 'reused' };
        }
        if (code.expiresAt <= now() || !fits(code)) return { outcome: 'invalid' };
        const { accountId, userId, scopes } = code;
        if (isLasting) await endOldestLasting({ appId, userId }, transaction);
        const grant = await oauthGrant.create({ appId, accountId, userId, scopes }, { transaction });
        await code.update({ usedAt: now(), grantId: grant.id }, { transaction });
        return give(grant, { name, tokens, scopes, transaction });
      }),

    /** Turns a refresh token into new tokens, once. A second use ends the grant: one of the two is a thief. */
    refresh: ({ tokenHash, appId, scopes: wanted, tokens }: Refresh): Promise<Exchanged> =>
      storeWrite(postgres, async (transaction) => {
        const seen = await oauthRefreshToken.findByPk(tokenHash, { transaction });
        const known = seen && (await oauthGrant.findByPk(seen.grantId, { transaction }));
        if (known?.appId !== appId) return { outcome: 'invalid' };
        const name = await lockParents(known, { transaction });
        const grant = await oauthGrant.findByPk(known.id, { transaction, lock: transaction.LOCK.UPDATE });
        if (name === null || !grant) return { outcome: 'invalid' };
        const token = await oauthRefreshToken.findByPk(tokenHash, { transaction });
        if (!token) return { outcome: 'invalid' };
        if (token.usedAt !== null) {
          await end(grant, 'a refresh token was used twice', transaction);
          return { outcome: 'reused' };
        }
        if (token.expiresAt <= now()) return { outcome: 'invalid' };
        const scopes =
          wanted === null ? grant.scopes : grant.scopes.filter((scope) => wanted.includes(scope));
        if (wanted !== null && scopes.length < wanted.length) return { outcome: 'scope' };
        await token.update({ usedAt: now() }, { transaction });
        const over = { grantId: grant.id, expiresAt: { [Op.lt]: now() } };
        await apiToken.destroy({ where: over, transaction });
        await oauthRefreshToken.destroy({ where: over, transaction });
        return give(grant, { name, tokens, scopes, transaction });
      }),

    /** Takes back a token that the application was given; of a refresh token the whole grant (RFC 7009, 2.1). */
    revoke: ({ tokenHash, appId }: { tokenHash: string; appId: string }): Promise<void> =>
      storeWrite(postgres, async (transaction) => {
        const access = await apiToken.findOne({ where: { tokenHash }, transaction });
        const refresh = access ? null : await oauthRefreshToken.findByPk(tokenHash, { transaction });
        const grantId = access?.grantId ?? refresh?.grantId ?? null;
        if (grantId === null) return;
        const grant = await oauthGrant.findByPk(grantId, { transaction, lock: transaction.LOCK.UPDATE });
        if (grant?.appId !== appId) return;
        if (access) return access.destroy({ transaction });
        await end(grant, 'the application gave it back', transaction);
      }),

    /** What a token of an application is worth now; null when nothing. */
    async inspect(tokenHash: string): Promise<InspectedToken | null> {
      const access = await apiToken.findOne({ where: { tokenHash, revokedAt: null } });
      const refresh = access ? null : await oauthRefreshToken.findOne({ where: { tokenHash, usedAt: null } });
      const token = access ?? refresh;
      if (!token?.grantId || (token.expiresAt !== null && token.expiresAt <= now())) return null;
      const grant = await oauthGrant.findByPk(token.grantId);
      const [app, person] = grant
        ? await Promise.all([oauthApp.findByPk(grant.appId), user.findByPk(grant.userId)])
        : [null, null];
      if (!grant || !app || !person) return null;
      const scopes = scopesWithin(access?.scopes ?? grant.scopes, person.role);
      const { createdAt, expiresAt } = token;
      return {
        isAccess: access !== null,
        appId: app.id,
        appAccountId: app.accountId,
        scopes,
        createdAt,
        expiresAt,
        userId: person.id,
        email: person.email,
      };
    },
  };
}

interface Giving {
  name: string;
  tokens: NewTokens;
  scopes: OAuthScope[];
  transaction: Transaction;
}

export interface InspectedToken {
  isAccess: boolean;
  appId: string;
  /** Who made the application. */
  appAccountId: string;
  scopes: string[];
  createdAt: Date;
  expiresAt: Date | null;
  userId: number;
  email: string;
}
