import { ROLE_SCOPES, type Role } from '@kassahook/contracts/role';
import type { ApiContext, Principal } from '../http/context.js';
import type { CrossSiteGuard } from '../http/crossSite.js';
import type { SessionCookie } from '../http/sessionCookie.js';

/** A session that a cookie opens. */
interface FoundSession {
  id: string;
  userId: number;
  accountId: string;
  epoch: number;
}

export interface SessionSourceDeps {
  sessions: {
    /** `peek`: the session is not noted as used. */
    find(secret: string, options?: { peek?: boolean }): Promise<FoundSession | null>;
  };
  users: {
    findUser(
      userId: number,
    ): Promise<{ accountId: string; email: string; role: Role; sessionEpoch: number } | null>;
  };
  cookie: SessionCookie;
  crossSite: CrossSiteGuard;
}

/**
 * Creates what turns a session cookie into a principal. The person is read anew each time, from Postgres by key: a role that was
 * taken away, a member who was removed and a password that was changed count at once, on every process, whatever Redis still has.
 */
export function createSessionSource({ sessions, users, cookie, crossSite }: SessionSourceDeps) {
  return async function findPerson(ctx: ApiContext, options?: { peek?: boolean }): Promise<Principal | null> {
    const secret = cookie.read(ctx);
    if (secret === null) return null;
    crossSite.refuseForgery(ctx);
    const session = await sessions.find(secret, options);
    if (!session) return null;
    const user = await users.findUser(session.userId);
    if (user?.accountId !== session.accountId || user.sessionEpoch !== session.epoch) return null;
    return {
      accountId: user.accountId,
      userId: session.userId,
      deviceId: null,
      role: user.role,
      email: user.email,
      scopes: new Set(ROLE_SCOPES[user.role]),
      tokenId: session.id,
      isSession: true,
    };
  };
}
