import type { TokenCreateBody } from '@kassahook/contracts/apiToken';
import type { TokenScope } from '@kassahook/contracts/tokenScope';
import type { Clock } from '@kassahook/platform/clock';
import { AppError, validationFailed } from '@kassahook/platform/errors';
import { hashToken, newToken } from '@kassahook/platform/tokens';
import type { Principal } from '../http/context.js';
import type { StoredToken } from './presentToken.js';

export interface TokenIssuer {
  create(token: {
    accountId: string;
    name: string;
    tokenHash: string;
    scopes: readonly TokenScope[];
    userId?: number;
    expiresAt?: Date;
  }): Promise<StoredToken>;
}

export interface Issue {
  principal: Principal;
  body: TokenCreateBody;
  tokens: TokenIssuer;
}

/**
 * Creates the issuing of tokens. A token carries no more than its maker: only his scopes, and when a token makes it, no longer than
 * that one and without `account`, so that a token that leaked cannot breed others that can.
 */
export function createIssueToken({ clock }: { clock: Clock }) {
  /** @throws AppError FORBIDDEN (403), VALIDATION_FAILED */
  return async function issueToken({ principal, body, tokens }: Issue) {
    const { accountId, userId, isSession, scopes: own } = principal;
    const beyond = body.scopes.filter((scope) => !own.has(scope));
    if (beyond.length > 0)
      throw forbidden(`a token may not carry what its maker lacks: ${beyond.join(', ')}`);
    if (!isSession && body.scopes.includes('account')) {
      throw forbidden('only a person who is logged in makes tokens with the scope account');
    }
    const expiresAt = expiryOf(principal, body);
    const token = newToken();
    const stored = await tokens.create({
      accountId,
      name: body.name,
      tokenHash: hashToken(token),
      scopes: body.scopes,
      ...(userId !== null && { userId }),
      ...(expiresAt && { expiresAt }),
    });
    return { stored, token };
  };

  function expiryOf({ tokenExpiresAtMs }: Principal, { expiresAt }: TokenCreateBody): Date | null {
    const wanted = typeof expiresAt === 'string' ? new Date(expiresAt) : null;
    if (wanted && wanted.getTime() <= clock.now()) {
      throw validationFailed({ expiresAt: 'must be in the future' });
    }
    if (tokenExpiresAtMs === undefined) return wanted;
    if (wanted && wanted.getTime() > tokenExpiresAtMs) {
      throw forbidden('a token may not live longer than the one that makes it');
    }
    return wanted ?? new Date(tokenExpiresAtMs);
  }
}

function forbidden(message: string): AppError {
  return new AppError(message, { code: 'FORBIDDEN', status: 403 });
}
