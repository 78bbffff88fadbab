import type { Actor } from '@kassahook/contracts/audit';
import type { OAuthGrantView, OAuthScope } from '@kassahook/contracts/oauthApp';
import { actorOf } from '../http/actor.js';
import type { Authenticate } from '../http/authenticate.js';
import { answerCatalogue } from '../http/catalogueList.js';
import { pathParam, principalOf, type ApiRouter } from '../http/context.js';

interface StoredGrant {
  id: string;
  app: { id: string; name: string; logoUrl: string | null };
  scopes: OAuthScope[];
  userId: number;
  createdAt: Date;
  lastUsedAt: Date | null;
}

/** What an account has granted. @throws from each call: AppError NOT_FOUND for another account's */
export interface GrantStore {
  list(accountId: string): Promise<StoredGrant[]>;
  revoke(key: { accountId: string; id: string }): Promise<void>;
}

export interface GrantRoutesDeps {
  authenticate: Authenticate;
  grantsBy: (actor: Actor) => GrantStore;
  forgetTokens: () => void;
}

const PATH = '/api/oauth2/grants';

/** `/api/oauth2/grants`: the applications that members have let in, and how they are put out again. */
export function grantRoutes({ authenticate, grantsBy, forgetTokens }: GrantRoutesDeps) {
  const manager = authenticate('account');

  return (router: ApiRouter): void => {
    router.get(PATH, manager, async (ctx) => {
      const list = await grantsBy(actorOf(ctx)).list(principalOf(ctx).accountId);
      answerCatalogue(ctx, list.map(presentGrant));
    });

    router.delete(`${PATH}/:id`, manager, async (ctx) => {
      const { accountId } = principalOf(ctx);
      await grantsBy(actorOf(ctx)).revoke({ accountId, id: pathParam(ctx, 'id').toLowerCase() });
      forgetTokens();
      ctx.status = 204;
    });
  };
}

function presentGrant({ id, app, scopes, userId, createdAt, lastUsedAt }: StoredGrant): OAuthGrantView {
  return {
    id,
    app,
    scopes,
    userId,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}
