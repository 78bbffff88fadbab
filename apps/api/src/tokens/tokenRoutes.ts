import type { Actor } from '@kassahook/contracts/audit';
import { tokenCreateBody, tokenPatchBody } from '@kassahook/contracts/apiToken';
import { actorOf } from '../http/actor.js';
import type { Authenticate } from '../http/authenticate.js';
import { answerCatalogue } from '../http/catalogueList.js';
import {
  pathParam,
  principalOf,
  type ApiContext,
  type ApiMiddleware,
  type ApiRouter,
} from '../http/context.js';
import { bodyOf } from '../http/jsonBody.js';
import { validated } from '../http/validate.js';
import type { createIssueToken, TokenIssuer } from './issueToken.js';
import { presentToken, type StoredToken } from './presentToken.js';

interface TokenKey {
  accountId: string;
  id: string;
}

/** The tokens of an account. Each call throws AppError NOT_FOUND for an id that is not the account's. */
export interface TokenStore extends TokenIssuer {
  list(accountId: string): Promise<StoredToken[]>;
  get(key: TokenKey): Promise<StoredToken>;
  rename(key: TokenKey, name: string): Promise<StoredToken>;
  revoke(key: TokenKey): Promise<void>;
}

export interface TokenRoutesDeps {
  authenticate: Authenticate;
  jsonBody: ApiMiddleware;
  /** The store, whose changes are this actor's. */
  tokensBy: (actor: Actor) => TokenStore;
  issueToken: ReturnType<typeof createIssueToken>;
  /** Makes this process forget the tokens that it remembers. */
  forgetTokens: () => void;
}

const PATH = '/api/tokens';

/** `/api/tokens`: all of it needs `account`. */
export function tokenRoutes({ authenticate, jsonBody, tokensBy, issueToken, forgetTokens }: TokenRoutesDeps) {
  const manager = authenticate('account');

  return (router: ApiRouter): void => {
    router.get(PATH, manager, async (ctx) => {
      const list = await tokensBy(actorOf(ctx)).list(principalOf(ctx).accountId);
      answerCatalogue(ctx, list.map(presentToken));
    });

    router.post(PATH, manager, jsonBody, async (ctx) => {
      const body = validated(tokenCreateBody, bodyOf(ctx));
      const tokens = tokensBy(actorOf(ctx));
      const { stored, token } = await issueToken({ principal: principalOf(ctx), body, tokens });
      ctx.status = 201;
      ctx.body = { ...presentToken(stored), token };
    });

    router.get(`${PATH}/:id`, manager, async (ctx) => {
      ctx.body = presentToken(await tokensBy(actorOf(ctx)).get(keyOf(ctx)));
    });

    router.patch(`${PATH}/:id`, manager, jsonBody, async (ctx) => {
      const { name } = validated(tokenPatchBody, bodyOf(ctx));
      const tokens = tokensBy(actorOf(ctx));
      const key = keyOf(ctx);
      ctx.body = presentToken(await (name === undefined ? tokens.get(key) : tokens.rename(key, name)));
    });

    router.delete(`${PATH}/:id`, manager, async (ctx) => {
      await tokensBy(actorOf(ctx)).revoke(keyOf(ctx));
      forgetTokens();
      ctx.status = 204;
    });
  };
}

function keyOf(ctx: ApiContext): TokenKey {
  return { accountId: principalOf(ctx).accountId, id: pathParam(ctx, 'id').toLowerCase() };
}
