import type { Actor } from '@kassahook/contracts/audit';
import {
  oauthAppCreateBody,
  oauthAppPatchBody,
  type OAuthAppPatchBody,
  type OAuthAppView,
} from '@kassahook/contracts/oauthApp';
import { hashToken, newToken } from '@kassahook/platform/tokens';
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

interface StoredApp {
  id: string;
  name: string;
  redirectUris: string[];
  logoUrl: string | null;
  isConfidential: boolean;
  createdAt: Date;
  updatedAt: Date;
}

interface AppKey {
  accountId: string;
  id: string;
}

/** The applications that an account has made. @throws from each call: AppError NOT_FOUND for another account's */
export interface AppStore {
  list(accountId: string): Promise<StoredApp[]>;
  get(key: AppKey): Promise<StoredApp>;
  create(
    accountId: string,
    app: {
      name: string;
      redirectUris: string[];
      logoUrl?: string | null | undefined;
      secretHash: string | null;
    },
  ): Promise<StoredApp>;
  patch(key: AppKey, patch: OAuthAppPatchBody): Promise<StoredApp>;
  rotateSecret(key: AppKey, secretHash: string): Promise<void>;
  remove(key: AppKey): Promise<void>;
}

export interface AppRoutesDeps {
  authenticate: Authenticate;
  jsonBody: ApiMiddleware;
  appsBy: (actor: Actor) => AppStore;
  forgetTokens: () => void;
}

const PATH = '/api/oauth2/apps';

/** `/api/oauth2/apps`: all of it needs `account`. */
export function appRoutes({ authenticate, jsonBody, appsBy, forgetTokens }: AppRoutesDeps) {
  const manager = authenticate('account');

  return (router: ApiRouter): void => {
    router.get(PATH, manager, async (ctx) => {
      const list = await appsBy(actorOf(ctx)).list(principalOf(ctx).accountId);
      answerCatalogue(ctx, list.map(presentApp));
    });

    router.post(PATH, manager, jsonBody, async (ctx) => {
      const { isConfidential, ...input } = validated(oauthAppCreateBody, bodyOf(ctx));
      const clientSecret = isConfidential ? newToken('khs') : null;
      const secretHash = clientSecret === null ? null : hashToken(clientSecret);
      const created = await appsBy(actorOf(ctx)).create(principalOf(ctx).accountId, { ...input, secretHash });
      ctx.status = 201;
      ctx.body = { ...presentApp(created), ...(clientSecret !== null && { clientSecret }) };
    });

    router.get(`${PATH}/:id`, manager, async (ctx) => {
      ctx.body = presentApp(await appsBy(actorOf(ctx)).get(keyOf(ctx)));
    });

    router.patch(`${PATH}/:id`, manager, jsonBody, async (ctx) => {
      const patch = validated(oauthAppPatchBody, bodyOf(ctx));
      ctx.body = presentApp(await appsBy(actorOf(ctx)).patch(keyOf(ctx), patch));
    });

    router.post(`${PATH}/:id/secret`, manager, async (ctx) => {
      const clientSecret = newToken('khs');
      await appsBy(actorOf(ctx)).rotateSecret(keyOf(ctx), hashToken(clientSecret));
      ctx.body = { clientSecret };
    });

    router.delete(`${PATH}/:id`, manager, async (ctx) => {
      await appsBy(actorOf(ctx)).remove(keyOf(ctx));
      forgetTokens();
      ctx.status = 204;
    });
  };
}

function keyOf(ctx: ApiContext): AppKey {
  return { accountId: principalOf(ctx).accountId, id: pathParam(ctx, 'id').toLowerCase() };
}

function presentApp(app: StoredApp): OAuthAppView {
  const { id, name, redirectUris, logoUrl, isConfidential, createdAt, updatedAt } = app;
  return {
    id,
    clientId: id,
    name,
    redirectUris,
    logoUrl,
    isConfidential,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
