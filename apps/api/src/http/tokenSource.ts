import type { Role } from '@kassahook/contracts/role';
import type { TokenScope } from '@kassahook/contracts/tokenScope';
import { errorCodeOf } from '@kassahook/platform/errors';
import type { Logger } from '@kassahook/platform/logger';
import type { KnownToken } from './tokenCache.js';

/** A token as its store knows it. */
export interface StoredToken {
  id: string;
  accountId: string;
  userId: number | null;
  deviceId: number | null;
  /** Of an application's token: the consent that it comes from. */
  grantId: string | null;
  scopes: readonly TokenScope[];
  expiresAt: Date | null;
  /** Of the person whom it acts for; null for nobody's. */
  role: Role | null;
  email: string | null;
}

export interface TokenSourceDeps {
  tokens: {
    /** Null for a token that is unknown, revoked or expired. */
    findByHash(tokenHash: string): Promise<StoredToken | null>;
    /** Notes that the tokens were used. */
    touch(ids: readonly string[]): Promise<void>;
  };
  logger: Logger;
}

/** Creates what the cache of tokens loads from; it also notes that a token is in use, for which no request waits. */
export function createTokenSource({ tokens, logger }: TokenSourceDeps) {
  return async function loadToken(tokenHash: string): Promise<KnownToken | null> {
    const token = await tokens.findByHash(tokenHash);
    if (!token) return null;
    const { id, accountId, userId, deviceId, grantId, scopes, expiresAt, role, email } = token;
    tokens.touch([id]).catch((error: unknown) => {
      logger.debug({ tokenId: id, code: errorCodeOf(error) }, 'token.not_touched');
    });
    return {
      principal: {
        accountId,
        userId,
        deviceId,
        scopes: new Set(scopes),
        tokenId: id,
        ...(grantId !== null && { grantId }),
        ...(role !== null && { role }),
        ...(email !== null && { email }),
        ...(expiresAt && { tokenExpiresAtMs: expiresAt.getTime() }),
      },
      expiresAtMs: expiresAt?.getTime() ?? null,
    };
  };
}
