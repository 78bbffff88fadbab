import type { Actor, AuditEntry } from '@kassahook/contracts/audit';
import type { Clock } from '@kassahook/platform/clock';
import type { Logger } from '@kassahook/platform/logger';
import type { Passwords } from '@kassahook/platform/passwords';
import type { createAccountStore } from '@kassahook/postgres/accountStore';
import type { createAuditStore } from '@kassahook/postgres/auditStore';
import type { createInvitationStore } from '@kassahook/postgres/invitationStore';
import type { createMemberStore } from '@kassahook/postgres/memberStore';
import type { PasswordResetStore } from '@kassahook/postgres/passwordResetStore';
import type { createTokenStore } from '@kassahook/postgres/tokenStore';
import type { LeasedLimiter } from '@kassahook/redis/leasedLimiter';
import type { RateLimiter } from '@kassahook/redis/rateLimiter';
import type { SessionStore } from '@kassahook/redis/sessionStore';
import { invitationRoutes } from '../accounts/invitationRoutes.js';
import { createLogin } from '../accounts/login.js';
import { createLoginThrottle } from '../accounts/loginThrottle.js';
import { memberRoutes } from '../accounts/memberRoutes.js';
import { passwordResetRoutes } from '../accounts/passwordResetRoutes.js';
import { sessionRoutes } from '../accounts/sessionRoutes.js';
import { createSessionSource } from '../accounts/sessionSource.js';
import { auditRoutes } from '../audit/auditRoutes.js';
import { createAuthenticate, type Authenticate } from '../http/authenticate.js';
import type { ApiContext, ApiMiddleware, ApiRouter } from '../http/context.js';
import { createCrossSiteGuard } from '../http/crossSite.js';
import { createLocalLimiter } from '../http/localLimiter.js';
import { createRecheck } from '../http/recheck.js';
import { createRequestLimits } from '../http/requestLimits.js';
import { createSessionCookie } from '../http/sessionCookie.js';
import { createTokenCache } from '../http/tokenCache.js';
import { createTokenSource } from '../http/tokenSource.js';
import { oauthRoutes, type OAuthStores } from '../oauth/oauthRoutes.js';
import { createIssueToken } from '../tokens/issueToken.js';
import { tokenRoutes } from '../tokens/tokenRoutes.js';

/** What is stored in Postgres, by somebody: what he changes is his in the audit log. */
export interface AccessStores {
  accounts: ReturnType<typeof createAccountStore>;
  tokens: ReturnType<typeof createTokenStore>;
  members: ReturnType<typeof createMemberStore>;
  invitations: ReturnType<typeof createInvitationStore>;
  passwordResets: PasswordResetStore;
  audit: ReturnType<typeof createAuditStore>;
  oauth: OAuthStores;
}

/** What accounts and access stand on. */
export interface AccessDeps {
  /** Null: nobody is known yet. */
  storesBy: (actor: Actor | null) => AccessStores;
  sessions: SessionStore;
  passwords: Passwords;
  limiters: {
    loginPerAccount: RateLimiter;
    loginPerAddress: RateLimiter;
    passwordChange: RateLimiter;
    signUp: RateLimiter;
    resetPerAccount: RateLimiter;
    resetPerAddress: RateLimiter;
    perToken: LeasedLimiter;
    perAccount: LeasedLimiter;
    perAddress: LeasedLimiter;
  };
  /** Requests of one register in a minute, in this process; 0: no limit. */
  devicePerMinute: number;
  cookie: { isSecure: boolean; lifetimeMs: number };
  /** Where pages of ours come from, besides the API's own origin. */
  ourOrigins: readonly string[];
  /** Blank: where the request went. */
  publicUrl: string;
  /** Blank: the same as the API's. */
  cabinetUrl: string;
  isSignUpOpen: boolean;
}

interface Around {
  /** Adds `Idempotency-Key` to what stands behind the authentication. */
  idempotent: (authenticate: Authenticate) => Authenticate;
  jsonBody: ApiMiddleware;
  clock: Clock;
  logger: Logger;
}

const MINUTE_MS = 60_000;

/** Accounts and access, put together: the authentication that all routes share, and the routes of its own rooms. */
export function accessRoutes(deps: AccessDeps & Around): {
  authenticate: Authenticate;
  /** Who makes a request that goes on for long, asked again; see createRecheck. */
  recheck: ReturnType<typeof createRecheck>;
  /** Counts requests of those who need no token. */
  strangers: ApiMiddleware;
  routes: ((router: ApiRouter) => void)[];
} {
  const { storesBy, sessions, passwords, limiters, jsonBody, clock, logger } = deps;
  const { accounts, tokens, audit } = storesBy(null);
  const tokenCache = createTokenCache({ load: createTokenSource({ tokens, logger }), clock });
  const cookie = createSessionCookie(deps.cookie);
  const crossSite = createCrossSiteGuard({ allowedOrigins: deps.ourOrigins });
  const { perToken, perAccount, perAddress } = limiters;
  const perDevice = createLocalLimiter({ points: deps.devicePerMinute, windowMs: MINUTE_MS, clock });
  const limits = createRequestLimits({ perToken, perAccount, perAddress, perDevice });
  const findPerson = createSessionSource({ sessions, users: accounts, cookie, crossSite });
  const authenticate = deps.idempotent(
    createAuthenticate({
      tokens: tokenCache,
      limits,
      findPerson: (ctx) => findPerson(ctx),
      sessionKeyOf: (ctx) => cookie.keyOf(ctx),
      clock,
    }),
  );
  const throttle = createLoginThrottle({
    perAccount: limiters.loginPerAccount,
    perAddress: limiters.loginPerAddress,
  });
  const record = (actor: Actor, entry: AuditEntry) => storesBy(actor).audit.record(entry);
  const login = createLogin({
    accountsBy: (actor) => storesBy(actor).accounts,
    record,
    passwords,
    sessions,
    cookie,
    throttle,
    passwordGuesses: limiters.passwordChange,
  });
  const accountName = (accountId: string) => accounts.nameOf(accountId);
  const forgetTokens = () => tokenCache.forgetAll();
  const publicUrl = (ctx: ApiContext) => withoutSlash(deps.publicUrl || `${ctx.protocol}://${ctx.host}`);
  const cabinetUrl = (ctx: ApiContext) => withoutSlash(deps.cabinetUrl) || publicUrl(ctx);

  return {
    authenticate,
    recheck: createRecheck({
      tokens: tokenCache,
      peekPerson: (ctx) => findPerson(ctx, { peek: true }),
    }),
    strangers: limits.strangers,
    routes: [
      sessionRoutes({
        authenticate,
        jsonBody,
        crossSite,
        strangers: limits.strangers,
        login,
        sessions,
        users: accounts,
        accountName,
        record,
        signUpLimiter: limiters.signUp,
        isSignUpOpen: deps.isSignUpOpen,
      }),
      passwordResetRoutes({
        jsonBody,
        crossSite,
        strangers: limits.strangers,
        resetsBy: (actor) => storesBy(actor).passwordResets,
        passwords,
        sessions,
        loginThrottle: throttle,
        throttle: createLoginThrottle({
          perAccount: limiters.resetPerAccount,
          perAddress: limiters.resetPerAddress,
        }),
        logger,
      }),
      memberRoutes({
        authenticate,
        jsonBody,
        membersBy: (actor) => storesBy(actor).members,
        forgetTokens,
      }),
      invitationRoutes({
        authenticate,
        jsonBody,
        crossSite,
        strangers: limits.strangers,
        invitationsBy: (actor) => storesBy(actor).invitations,
        login,
        passwords,
        accountName,
        limiter: limiters.signUp,
        cabinetUrl,
        clock,
      }),
      tokenRoutes({
        authenticate,
        jsonBody,
        tokensBy: (actor) => storesBy(actor).tokens,
        issueToken: createIssueToken({ clock }),
        forgetTokens,
      }),
      auditRoutes({ authenticate, list: (query) => audit.list(query) }),
      ...oauthRoutes({
        authenticate,
        jsonBody,
        limits,
        storesBy: (actor) => storesBy(actor).oauth,
        publicUrl,
        cabinetUrl,
        forgetTokens,
        clock,
      }),
    ],
  };
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
