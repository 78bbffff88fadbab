import type { Actor } from '@kassahook/contracts/audit';
import { passwordResetBody, passwordResetConfirmBody } from '@kassahook/contracts/session';
import { errorCodeOf, validationFailed } from '@kassahook/platform/errors';
import type { Logger } from '@kassahook/platform/logger';
import type { Passwords } from '@kassahook/platform/passwords';
import { hashToken } from '@kassahook/platform/tokens';
import type { ApiMiddleware, ApiRouter } from '../http/context.js';
import type { CrossSiteGuard } from '../http/crossSite.js';
import { bodyOf } from '../http/jsonBody.js';
import { validated } from '../http/validate.js';
import { refuseObvious } from './login.js';
import type { LoginThrottle } from './loginThrottle.js';

interface ResettableUser {
  userId: number;
  name: string;
  email: string;
}

export interface PasswordResetRoutesDeps {
  jsonBody: ApiMiddleware;
  crossSite: CrossSiteGuard;
  /** Counts requests of nobody known, by address. */
  strangers: ApiMiddleware;
  resetsBy: (actor: Actor | null) => {
    request(email: string): Promise<void>;
    find(tokenHash: string): Promise<ResettableUser | null>;
    use(which: { tokenHash: string; passwordHash: string }): Promise<boolean>;
  };
  passwords: Pick<Passwords, 'hash'>;
  sessions: { revokeAll(userId: number): Promise<void> };
  /** That of logins, where guesses may have kept the person out. */
  loginThrottle: Pick<LoginThrottle, 'forgive'>;
  /** Bounds the mails that strangers make us send. */
  throttle: Pick<LoginThrottle, 'begin'>;
  logger: Logger;
}

/**
 * `/api/auth/password-reset`: another password for whoever reads the mail of an address. The request is written down and answered; the
 * notifier looks whose the address is, makes the token and mails it. So neither the answer nor its time tells whether there is such
 * a person, no mail server keeps a request waiting, and this process never has a token to lose.
 */
export function passwordResetRoutes(deps: PasswordResetRoutesDeps) {
  const { jsonBody, strangers, resetsBy, passwords, throttle, logger } = deps;
  const ourPages: ApiMiddleware = (ctx, next) => {
    deps.crossSite.refuseOtherSites(ctx);
    return next();
  };

  /** Leftovers of the former password. The new epoch has ended the sessions already, so a Redis that is away changes nothing. */
  async function clearUp({ userId, email }: ResettableUser, requestId: string): Promise<void> {
    try {
      await Promise.all([deps.sessions.revokeAll(userId), deps.loginThrottle.forgive(email)]);
    } catch (error) {
      logger.warn({ requestId, code: errorCodeOf(error) }, 'password_reset.leftovers_stay');
    }
  }

  return (router: ApiRouter): void => {
    router.post('/api/auth/password-reset', strangers, ourPages, jsonBody, async (ctx) => {
      const { email } = validated(passwordResetBody, bodyOf(ctx));
      await throttle.begin(ctx, email);
      await resetsBy(null).request(email);
      ctx.body = null;
      ctx.status = 202;
    });

    router.post('/api/auth/password-reset/confirm', strangers, ourPages, jsonBody, async (ctx) => {
      const { token, newPassword } = validated(passwordResetConfirmBody, bodyOf(ctx));
      const tokenHash = hashToken(token);
      const user = await resetsBy(null).find(tokenHash);
      if (!user) throw unusable();
      const { userId, email, name } = user;
      refuseObvious({ password: newPassword, email, name }, 'newPassword');
      const passwordHash = await passwords.hash(newPassword);
      const { requestId } = ctx.state;
      const actor = { userId, email, tokenId: null, address: ctx.ip, requestId };
      if (!(await resetsBy(actor).use({ tokenHash, passwordHash }))) throw unusable();
      await clearUp(user, requestId);
      ctx.status = 204;
    });
  };
}

function unusable() {
  return validationFailed({ token: 'is unknown, used or over' });
}
