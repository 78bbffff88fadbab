import type { UserView } from '@kassahook/contracts/user';
import { notFound } from '@kassahook/platform/errors';
import type { Authenticate } from '../http/authenticate.js';
import { principalOf, type ApiRouter } from '../http/context.js';

export interface UserRoutesDeps {
  authenticate: Authenticate;
  /** The person that a token acts for; null when there is none. */
  findCaller: (token: { accountId: string; userId: number | null }) => Promise<UserView | null>;
}

export const CALLER_PATH = '/api/users/0';

/** `/api/users/0`: who is calling. Any token of a person's will do; a register's is not one. */
export function userRoutes({ authenticate, findCaller }: UserRoutesDeps) {
  return (router: ApiRouter): void => {
    router.get(CALLER_PATH, authenticate('read', 'write', 'webhooks'), async (ctx) => {
      const { accountId, userId } = principalOf(ctx);
      const caller = await findCaller({ accountId, userId });
      if (!caller) throw notFound('user');
      ctx.body = caller;
    });
  };
}
