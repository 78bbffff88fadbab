import type { Clock } from '@kassahook/platform/clock';
import type { SettingName, Settings } from '@kassahook/platform/env';
import { createPasswords } from '@kassahook/platform/passwords';
import { createAccountStore } from '@kassahook/postgres/accountStore';
import { actingAs } from '@kassahook/postgres/actingAs';
import { createAuditStore } from '@kassahook/postgres/auditStore';
import { createInvitationStore } from '@kassahook/postgres/invitationStore';
import { createMemberStore } from '@kassahook/postgres/memberStore';
import { createOAuthAppStore } from '@kassahook/postgres/oauthAppStore';
import { createOAuthGrantStore } from '@kassahook/postgres/oauthGrantStore';
import { createOAuthTokenStore } from '@kassahook/postgres/oauthTokenStore';
import { createPasswordResetStore } from '@kassahook/postgres/passwordResetStore';
import type { Postgres } from '@kassahook/postgres/postgres';
import { createTokenStore } from '@kassahook/postgres/tokenStore';
import { createLeasedLimiter } from '@kassahook/redis/leasedLimiter';
import { createRateLimiter } from '@kassahook/redis/rateLimiter';
import type { RedisConnection } from '@kassahook/redis/redis';
import { createSessionStore } from '@kassahook/redis/sessionStore';
import type { AccessDeps } from './routes.js';

export const ACCESS_SETTING_NAMES = [
  'PUBLIC_URL',
  'CABINET_URL',
  'SIGN_UP_OPEN',
  'SESSION_COOKIE_SECURE',
  'SESSION_IDLE_MS',
  'SESSION_LIFETIME_MS',
  'LOGIN_ATTEMPTS_PER_ACCOUNT',
  'LOGIN_ATTEMPTS_PER_ADDRESS',
  'SIGN_UPS_PER_ADDRESS',
  'PASSWORD_RESETS_PER_ACCOUNT',
  'PASSWORD_RESETS_PER_ADDRESS',
  'RATE_LIMIT_TOKEN_PER_MINUTE',
  'RATE_LIMIT_ACCOUNT_PER_MINUTE',
  'RATE_LIMIT_ADDRESS_PER_MINUTE',
  'RATE_LIMIT_DEVICE_PER_MINUTE',
] as const satisfies readonly SettingName[];

export interface ComposeAccess {
  settings: Settings<(typeof ACCESS_SETTING_NAMES)[number]>;
  postgres: Postgres;
  redis: RedisConnection;
  clock: Clock;
}

const MINUTE_MS = 60_000;
/** How long a wrong password counts: long enough that guessing is hopeless, short enough to wait for. */
const LOGIN_WINDOW_MS = 15 * MINUTE_MS;
const SIGN_UP_WINDOW_MS = 60 * MINUTE_MS;
/** Each is a mail to somebody who may not have asked for it. */
const RESET_WINDOW_MS = 60 * MINUTE_MS;

/** What accounts and access stand on, made of the adapters. */
export function composeAccess({ settings, postgres, redis, clock }: ComposeAccess): AccessDeps {
  const limiter = (name: string, points: number, windowMs: number) =>
    createRateLimiter({ redis, clock, name, points, windowMs });
  const leased = (name: string, points: number) =>
    createLeasedLimiter({ limiter: limiter(name, points, MINUTE_MS), points, clock });
  const { PUBLIC_URL: publicUrl, CABINET_URL: cabinetUrl } = settings;

  return {
    storesBy(actor) {
      const database = actor ? actingAs(postgres, actor) : postgres;
      return {
        accounts: createAccountStore(database),
        tokens: createTokenStore(database, { clock }),
        members: createMemberStore(database),
        invitations: createInvitationStore(database, { clock }),
        passwordResets: createPasswordResetStore(database, { clock }),
        audit: createAuditStore(database),
        oauth: {
          apps: createOAuthAppStore(database),
          grants: createOAuthGrantStore(database),
          access: createOAuthTokenStore(database, { clock }),
        },
      };
    },
    sessions: createSessionStore({
      redis,
      clock,
      idleMs: settings.SESSION_IDLE_MS,
      lifetimeMs: settings.SESSION_LIFETIME_MS,
    }),
    passwords: createPasswords(),
    limiters: {
      loginPerAccount: limiter('login-account', settings.LOGIN_ATTEMPTS_PER_ACCOUNT, LOGIN_WINDOW_MS),
      loginPerAddress: limiter('login-address', settings.LOGIN_ATTEMPTS_PER_ADDRESS, LOGIN_WINDOW_MS),
      passwordChange: limiter('password-change', settings.LOGIN_ATTEMPTS_PER_ACCOUNT, LOGIN_WINDOW_MS),
      signUp: limiter('sign-up', settings.SIGN_UPS_PER_ADDRESS, SIGN_UP_WINDOW_MS),
      resetPerAccount: limiter('reset-account', settings.PASSWORD_RESETS_PER_ACCOUNT, RESET_WINDOW_MS),
      resetPerAddress: limiter('reset-address', settings.PASSWORD_RESETS_PER_ADDRESS, RESET_WINDOW_MS),
      perToken: leased('token', settings.RATE_LIMIT_TOKEN_PER_MINUTE),
      perAccount: leased('account', settings.RATE_LIMIT_ACCOUNT_PER_MINUTE),
      perAddress: leased('address', settings.RATE_LIMIT_ADDRESS_PER_MINUTE),
    },
    devicePerMinute: settings.RATE_LIMIT_DEVICE_PER_MINUTE,
    cookie: { isSecure: settings.SESSION_COOKIE_SECURE, lifetimeMs: settings.SESSION_LIFETIME_MS },
    ourOrigins: [publicUrl, cabinetUrl].flatMap((url) => (url === '' ? [] : [new URL(url).origin])),
    publicUrl,
    cabinetUrl,
    isSignUpOpen: settings.SIGN_UP_OPEN,
  };
}
