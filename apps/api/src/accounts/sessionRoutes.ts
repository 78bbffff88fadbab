import { loginBody, passwordChangeBody, signUpBody } from '@kassahook/contracts/session';
import { ROLE_SCOPES } from '@kassahook/contracts/role';
import type { Actor, AuditEntry } from '@kassahook/contracts/audit';
import type { IdentityView, SessionView } from '@kassahook/contracts/session';
import { AppError, notFound } from '@kassahook/platform/errors';
import { actorOf } from '../http/actor.js';
import type { Authenticate } from '../http/authenticate.js';
import { addressKeyOf } from '../http/clientAddress.js';
import {
  pathParam,
  personOf,
  type ApiContext,
  type ApiMiddleware,
  type ApiRouter,
  type Person,
} from '../http/context.js';
import type { CrossSiteGuard } from '../http/crossSite.js';
import { bodyOf } from '../http/jsonBody.js';
import { refuseTooMany } from '../http/rateAnswer.js';
import { validated } from '../http/validate.js';
import type { createLogin, KnownUser } from './login.js';
import type { AttemptLimiter } from './loginThrottle.js';

/** A browser session of a person. */
export interface OpenSession {
  id: string;
  epoch: number;
  createdAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
  address: string;
  userAgent: string;
}

export interface SessionRoutesDeps {
  authenticate: Authenticate;
  jsonBody: ApiMiddleware;
  crossSite: CrossSiteGuard;
  /** Counts requests of nobody known, by address. */
  strangers: ApiMiddleware;
  login: ReturnType<typeof createLogin>;
  sessions: {
    list(userId: number): Promise<OpenSession[]>;
    revoke(userId: number, id: string): Promise<boolean>;
    revokeAll(userId: number, options: { exceptId: string }): Promise<void>;
  };
  users: { findUser(userId: number): Promise<KnownUser | null> };
  accountName: (accountId: string) => Promise<string>;
  /** Writes into the audit log. */
  record: (actor: Actor, entry: AuditEntry) => Promise<void>;
  signUpLimiter: AttemptLimiter;
  isSignUpOpen: boolean;
}

type Named = Pick<KnownUser, 'id' | 'accountId' | 'name' | 'email' | 'role'>;

/** `/api/auth`: accounts are made and people come in; everything past the login is a person's own, and no token's. */
export function sessionRoutes(deps: SessionRoutesDeps) {
  const { authenticate, jsonBody, crossSite, login, sessions, users } = deps;
  const person = authenticate('read'); // every role has it
  const ourPages: ApiMiddleware = (ctx, next) => {
    crossSite.refuseOtherSites(ctx);
    return next();
  };

  const identity = async ({ id, accountId, name, email, role }: Named): Promise<IdentityView> => ({
    user: { id, name, email, role },
    account: { id: accountId, name: await deps.accountName(accountId) },
    scopes: [...ROLE_SCOPES[role]],
  });

  return (router: ApiRouter): void => {
    router.post('/api/auth/sign-up', deps.strangers, ourPages, jsonBody, async (ctx) => {
      if (!deps.isSignUpOpen) {
        throw new AppError('new accounts are made by invitation only', { code: 'FORBIDDEN', status: 403 });
      }
      const body = validated(signUpBody, bodyOf(ctx));
      refuseTooMany(ctx, await deps.signUpLimiter.take(addressKeyOf(ctx)));
      const { user } = await login.signUp(ctx, body);
      ctx.status = 201;
      ctx.body = await identity(user);
    });

    router.post('/api/auth/login', deps.strangers, ourPages, jsonBody, async (ctx) => {
      const { user } = await login.login(ctx, validated(loginBody, bodyOf(ctx)));
      ctx.body = await identity(user);
    });

    router.post('/api/auth/logout', person, async (ctx) => {
      await login.logout(ctx, personOf(ctx));
      ctx.status = 204;
    });

    router.post('/api/auth/password', person, jsonBody, async (ctx) => {
      const body = validated(passwordChangeBody, bodyOf(ctx));
      await login.changePassword(ctx, { person: personOf(ctx), ...body });
      ctx.status = 204;
    });

    router.get('/api/auth/session', person, async (ctx) => {
      ctx.body = await identity(await userOf(personOf(ctx)));
    });

    router.get('/api/auth/sessions', person, async (ctx) => {
      const { userId, tokenId } = personOf(ctx);
      const { sessionEpoch } = await userOf(personOf(ctx));
      const open = (await sessions.list(userId)).filter(({ epoch }) => epoch === sessionEpoch);
      ctx.body = open.map((session) => presentSession(session, tokenId));
    });

    router.delete('/api/auth/sessions', person, async (ctx) => {
      const { userId, tokenId } = personOf(ctx);
      await sessions.revokeAll(userId, { exceptId: tokenId });
      await recordRevoked(ctx, 'all others');
      ctx.status = 204;
    });

    router.delete('/api/auth/sessions/:id', person, async (ctx) => {
      const id = pathParam(ctx, 'id');
      if (!(await sessions.revoke(personOf(ctx).userId, id))) throw notFound('session');
      await recordRevoked(ctx, id);
      ctx.status = 204;
    });
  };

  async function recordRevoked(ctx: ApiContext, targetId: string): Promise<void> {
    const { accountId } = personOf(ctx);
    const entry = { accountId, action: 'session.revoked', targetType: 'session', targetId } as const;
    await deps.record(actorOf(ctx), entry);
  }

  async function userOf({ userId }: Person): Promise<KnownUser> {
    const user = await users.findUser(userId);
    if (!user) throw notFound('user');
    return user;
  }
}

function presentSession(session: OpenSession, currentId: string): SessionView {
  const { id, createdAt, lastSeenAt, expiresAt, address, userAgent } = session;
  return {
    id,
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    address,
    userAgent,
    isCurrent: id === currentId,
  };
}
