import type { TokenRequest } from '@kassahook/contracts/oauth';
import type { OAuthScope } from '@kassahook/contracts/oauthApp';
import type { Clock } from '@kassahook/platform/clock';
import { hashToken, newToken } from '@kassahook/platform/tokens';
import { isVerified, scopesIn } from './authorization.js';
import type { Client } from './clientAuthentication.js';
import { OAuthError } from './oauthError.js';

interface NewTokens {
  accessHash: string;
  accessExpiresAt: Date | null;
  refresh: { tokenHash: string; expiresAt: Date } | null;
}

type Exchanged = { outcome: 'given'; scopes: OAuthScope[] } | { outcome: 'invalid' | 'reused' | 'scope' };

export interface AccessStore {
  exchange(exchange: {
    codeHash: string;
    appId: string;
    fits: (code: { redirectUri: string; hasRedirectUri: boolean; codeChallenge: string | null }) => boolean;
    tokens: NewTokens;
  }): Promise<Exchanged>;
  refresh(refresh: {
    tokenHash: string;
    appId: string;
    scopes: readonly string[] | null;
    tokens: NewTokens;
  }): Promise<Exchanged>;
}

/** An access token that leaks is a danger for an hour; a client that is away for a month asks its owner again. */
const ACCESS_LIFETIME_MS = 3_600_000;
const REFRESH_LIFETIME_MS = 30 * 86_400_000;

/** Creates what turns codes and refresh tokens into access. */
export function createIssueAccess({
  store,
  clock,
  forgetTokens,
}: {
  store: AccessStore;
  clock: Clock;
  /** Makes this process forget the tokens that it remembers. */
  forgetTokens: () => void;
}) {
  /**
   * @throws OAuthError invalid_grant for whatever is wrong with a code or token: which of it is not told, but for a redirect URI, to a client
   * that has proved who it is and whose code is good; nobody would look for the mistake there
   */
  return async function issueAccess(client: Client, request: TokenRequest) {
    switch (request.grant_type) {
      case undefined:
        // A client of the old contract: it reads `access_token` and nothing else, so its token must go on until it is revoked.
        if (!client.isConfidential) throw new OAuthError('invalid_request', 'grant_type is required');
        return answer(await exchange(client, request, { isLasting: true }));
      case 'authorization_code':
        return answer(await exchange(client, request, { isLasting: false }));
      case 'refresh_token':
        return answer(await refresh(client, request));
      default:
        throw new OAuthError('unsupported_grant_type', 'use authorization_code or refresh_token');
    }
  };

  async function exchange(client: Client, request: TokenRequest, { isLasting }: { isLasting: boolean }) {
    const { code, redirect_uri: redirectUri, code_verifier: verifier } = request;
    if (code === undefined) throw new OAuthError('invalid_request', 'code is required');
    const given = isLasting ? lastingTokens() : expiringTokens();
    const seen = { isRedirectWrong: false };
    const exchanged = await store.exchange({
      codeHash: hashToken(code),
      appId: client.id,
      // RFC 6749, 4.1.3 asks for the redirect URI again, OAuth 2.1 for PKCE in its place; clients of the contract send neither.
      fits: (known) => {
        if (!isVerified(known.codeChallenge, verifier)) return false;
        seen.isRedirectWrong =
          redirectUri === undefined
            ? !isLasting && known.hasRedirectUri && known.codeChallenge === null
            : redirectUri !== known.redirectUri;
        return !seen.isRedirectWrong;
      },
      tokens: given.tokens,
    });
    if (seen.isRedirectWrong && client.isConfidential) {
      throw new OAuthError('invalid_grant', 'redirect_uri must be the one that the code was asked for with');
    }
    return { exchanged, given };
  }

  async function refresh(client: Client, { refresh_token: token, scope }: TokenRequest) {
    if (token === undefined) throw new OAuthError('invalid_request', 'refresh_token is required');
    const given = expiringTokens();
    const exchanged = await store.refresh({
      tokenHash: hashToken(token),
      appId: client.id,
      scopes: scope === undefined ? null : [...new Set(scopesIn(scope))],
      tokens: given.tokens,
    });
    return { exchanged, given };
  }

  function answer({ exchanged, given }: { exchanged: Exchanged; given: Given }) {
    switch (exchanged.outcome) {
      case 'given':
        // It may have taken the place of another one, which this process remembers.
        if (given.refresh === null) forgetTokens();
        return {
          access_token: given.access,
          token_type: 'Bearer' as const,
          scope: exchanged.scopes.join(' '),
          ...(given.refresh !== null && {
            expires_in: ACCESS_LIFETIME_MS / 1_000,
            refresh_token: given.refresh,
          }),
        };
      case 'scope':
        throw new OAuthError('invalid_scope', 'a refresh may not ask for more than was granted');
      case 'reused':
        forgetTokens();
        throw invalidGrant();
      case 'invalid':
        throw invalidGrant();
    }
  }

  function lastingTokens(): Given {
    const access = newToken();
    const tokens = { accessHash: hashToken(access), accessExpiresAt: null, refresh: null };
    return { access, refresh: null, tokens };
  }

  function expiringTokens(): Given {
    const [access, refresh, now] = [newToken(), newToken('khr'), clock.now()];
    return {
      access,
      refresh,
      tokens: {
        accessHash: hashToken(access),
        accessExpiresAt: new Date(now + ACCESS_LIFETIME_MS),
        refresh: { tokenHash: hashToken(refresh), expiresAt: new Date(now + REFRESH_LIFETIME_MS) },
      },
    };
  }
}

interface Given {
  access: string;
  refresh: string | null;
  tokens: NewTokens;
}

function invalidGrant(): OAuthError {
  return new OAuthError('invalid_grant', 'the code or token is unknown, used, over or another client’s');
}
