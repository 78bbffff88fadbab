import type { Clock } from '@kassahook/platform/clock';
import type { Logger } from '@kassahook/platform/logger';
import type { Passwords } from '@kassahook/platform/passwords';
import type { createAccountStore } from '@kassahook/postgres/accountStore';
import type { createTokenStore } from '@kassahook/postgres/tokenStore';
import type { RateLimiter } from '@kassahook/redis/rateLimiter';
import type { SessionStore } from '@kassahook/redis/sessionStore';
import { createLogin } from './accounts/login.js';
import { createLoginThrottle } from './accounts/loginThrottle.js';
import { sessionRoutes } from './accounts/sessionRoutes.js';
import { createSessionSource } from './accounts/sessionSource.js';
import { createAuthenticate, type Authenticate } from './http/authenticate.js';
import type { ApiMiddleware, ApiRouter } from './http/context.js';
import { createCrossSiteGuard } from './http/crossSite.js';
import { createSessionCookie } from './http/sessionCookie.js';
import { createTokenCache } from './http/tokenCache.js';
import { createTokenSource } from './http/tokenSource.js';

/** What accounts and access stand on. */
export interface AccessDeps {
  accounts: ReturnType<typeof createAccountStore>;
  tokens: ReturnType<typeof createTokenStore>;
  sessions: SessionStore;
  passwords: Passwords;
  limiters: { loginPerAccount: RateLimiter; loginPerAddress: RateLimiter; signUp: RateLimiter };
  cookie: { isSecure: boolean; lifetimeMs: number };
  /** Where pages of ours come from, besides the API's own origin. */
  ourOrigins: readonly string[];
  isSignUpOpen: boolean;
}

interface Around {
  jsonBody: ApiMiddleware;
  clock: Clock;
  logger: Logger;
}

/** Accounts and access, put together: the authentication that all routes share, and the routes of its own rooms. */
export function accessRoutes(deps: AccessDeps & Around): {
  authenticate: Authenticate;
  routes: ((router: ApiRouter) => void)[];
} {
  const { accounts, tokens, sessions, passwords, limiters, jsonBody, clock, logger } = deps;
  const tokenCache = createTokenCache({ load: createTokenSource({ tokens, logger }), clock });
  const cookie = createSessionCookie(deps.cookie);
  const crossSite = createCrossSiteGuard({ allowedOrigins: deps.ourOrigins });
  const authenticate = createAuthenticate({
    findPrincipal: (tokenHash) => tokenCache.find(tokenHash),
    findPerson: createSessionSource({ sessions, users: accounts, cookie, crossSite }),
  });
  const throttle = createLoginThrottle({
    perAccount: limiters.loginPerAccount,
    perAddress: limiters.loginPerAddress,
  });
  const login = createLogin({ accounts, passwords, sessions, cookie, throttle });

  return {
    authenticate,
    routes: [
      sessionRoutes({
        authenticate,
        jsonBody,
        crossSite,
        login,
        sessions,
        users: accounts,
        accountName: (accountId) => accounts.nameOf(accountId),
        signUpLimiter: limiters.signUp,
        isSignUpOpen: deps.isSignUpOpen,
      }),
    ],
  };
}
