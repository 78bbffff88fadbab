import type { Actor } from '@kassahook/contracts/audit';
import type { Clock } from '@kassahook/platform/clock';
import type { Authenticate } from '../http/authenticate.js';
import type { ApiContext, ApiMiddleware, ApiRouter } from '../http/context.js';
import type { RequestLimits } from '../http/requestLimits.js';
import { oauthAccessRoutes, type OAuthAccessRoutesDeps } from './accessRoutes.js';
import { appRoutes, type AppStore } from './appRoutes.js';
import { createAuthorizationCheck, type AskingApp } from './authorization.js';
import { authorizeRoutes, type CodeStore } from './authorizeRoutes.js';
import { createClientAuthentication, type Client } from './clientAuthentication.js';
import { grantRoutes, type GrantStore } from './grantRoutes.js';
import { createIssueAccess, type AccessStore } from './issueAccess.js';
import { metadataRoute } from './metadataRoute.js';
import { createOAuthBody } from './oauthBody.js';

/** What the room's routes stand on, changes being this actor's. */
export interface OAuthStores {
  apps: AppStore & { find(clientId: string): Promise<(Client & AskingApp) | null> };
  grants: GrantStore;
  access: AccessStore & OAuthAccessRoutesDeps['tokens'] & CodeStore;
}

export interface OAuthRoutesDeps {
  authenticate: Authenticate;
  jsonBody: ApiMiddleware;
  limits: RequestLimits;
  storesBy: (actor: Actor | null) => OAuthStores;
  publicUrl: (ctx: ApiContext) => string;
  cabinetUrl: (ctx: ApiContext) => string;
  forgetTokens: () => void;
  clock: Clock;
}

/** `/api/oauth2`, put together. */
export function oauthRoutes(deps: OAuthRoutesDeps): ((router: ApiRouter) => void)[] {
  const { authenticate, jsonBody, limits, storesBy, cabinetUrl, forgetTokens, clock } = deps;
  const { apps, access } = storesBy(null);
  const findApp = (clientId: string) => apps.find(clientId);
  return [
    appRoutes({ authenticate, jsonBody, appsBy: (actor) => storesBy(actor).apps, forgetTokens }),
    grantRoutes({ authenticate, grantsBy: (actor) => storesBy(actor).grants, forgetTokens }),
    authorizeRoutes({
      authenticate,
      jsonBody,
      strangers: limits.strangers,
      authorizationOf: createAuthorizationCheck(findApp),
      codesBy: (actor) => storesBy(actor).access,
      cabinetUrl,
      clock,
    }),
    oauthAccessRoutes({
      oauthBody: createOAuthBody(),
      clientOf: createClientAuthentication({ findApp, limits }),
      issueAccess: createIssueAccess({ store: access, clock, forgetTokens }),
      tokens: access,
      forgetTokens,
    }),
    metadataRoute(deps),
  ];
}
