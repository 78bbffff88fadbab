import type { Actor } from '@kassahook/contracts/audit';
import {
  authorizeBody,
  authorizeQuery,
  type ConsentRefusal,
  type ConsentView,
} from '@kassahook/contracts/oauth';
import type { OAuthScope } from '@kassahook/contracts/oauthApp';
import type { Clock } from '@kassahook/platform/clock';
import { AppError, validationFailed } from '@kassahook/platform/errors';
import { hashToken, newToken } from '@kassahook/platform/tokens';
import { acceptsPage } from '../http/acceptsPage.js';
import { actorOf } from '../http/actor.js';
import type { Authenticate } from '../http/authenticate.js';
import { personOf, type ApiContext, type ApiMiddleware, type ApiRouter } from '../http/context.js';
import { bodyOf } from '../http/jsonBody.js';
import { validated } from '../http/validate.js';
import { redirectTarget, type createAuthorizationCheck } from './authorization.js';
import { OAuthError, oauthErrors, RedirectedError } from './oauthError.js';

export interface AuthorizeRoutesDeps {
  authenticate: Authenticate;
  jsonBody: ApiMiddleware;
  strangers: ApiMiddleware;
  authorizationOf: ReturnType<typeof createAuthorizationCheck>;
  /** The store, whose changes are this actor's. */
  codesBy: (actor: Actor) => CodeStore;
  cabinetUrl: (ctx: ApiContext) => string;
  clock: Clock;
}

export interface CodeStore {
  addCode(code: {
    codeHash: string;
    appId: string;
    accountId: string;
    userId: number;
    redirectUri: string;
    /** Whether the request named it. */
    hasRedirectUri: boolean;
    scopes: OAuthScope[];
    codeChallenge: string | null;
    expiresAt: Date;
  }): Promise<void>;
}

const PATH = '/api/oauth2/authorize';
const CODE_LIFETIME_MS = 60_000;

/**
 * `/api/oauth2/authorize`. A browser that an application sends here goes on to the cabinet's consent page, which comes back with
 * `Accept: application/json` for what it shows, and posts the owner's answer. Granting access is making tokens, so it needs `account`.
 */
export function authorizeRoutes(deps: AuthorizeRoutesDeps) {
  const { authenticate, jsonBody, strangers, authorizationOf, codesBy, cabinetUrl, clock } = deps;
  const owner = authenticate('account');

  /** What the owner would grant: never more than he may himself. */
  const ofOwner = (ctx: ApiContext, scopes: readonly OAuthScope[]): OAuthScope[] =>
    scopes.filter((scope) => personOf(ctx).scopes.has(scope));

  return (router: ApiRouter): void => {
    router.get(
      PATH,
      oauthErrors,
      async (ctx, next) => {
        if (wantsJson(ctx)) await next();
        else {
          try {
            await strangers(ctx, () => redirectToConsent(ctx));
          } catch (error) {
            if (!isPage(ctx) || refusalOf(error) !== null) throw error;
            // Nothing is known against the request (429, 503): the page asks, says what is the matter in words, and asks again.
            ctx.redirect(`${cabinetUrl(ctx)}/consent?${ctx.querystring}`);
          }
        }
      },
      owner,
      async (ctx) => {
        const { app, redirectUri, scopes, state } = await authorizationOf(
          validated(authorizeQuery, ctx.query),
        );
        const { userId, email } = personOf(ctx);
        ctx.body = {
          app: { id: app.id, name: app.name, logoUrl: app.logoUrl },
          scopes: ofOwner(ctx, scopes),
          redirectUri,
          state,
          user: { id: userId, email },
        } satisfies ConsentView;
      },
    );

    // Inside as well: what a repeat of the request is answered is what passed there.
    router.post(PATH, oauthErrors, owner, oauthErrors, jsonBody, async (ctx) => {
      const person = personOf(ctx);
      const { decision, scopes: chosen, ...query } = validated(authorizeBody, bodyOf(ctx));
      const { app, redirectUri, scopes, state, codeChallenge } = await authorizationOf(query);
      if (decision === 'deny') {
        const parameters = { error: 'access_denied', error_description: 'the owner said no', state };
        answerRedirect(ctx, redirectTarget(redirectUri, parameters));
        return;
      }
      const granted = ofOwner(ctx, chosen ? scopes.filter((scope) => chosen.includes(scope)) : scopes);
      if (granted.length === 0) throw validationFailed({ scopes: 'must grant something that was asked for' });
      const code = newToken('khc');
      await codesBy(actorOf(ctx)).addCode({
        codeHash: hashToken(code),
        appId: app.id,
        accountId: person.accountId,
        userId: person.userId,
        redirectUri,
        hasRedirectUri: query.redirect_uri !== undefined,
        scopes: granted,
        codeChallenge,
        expiresAt: new Date(clock.now() + CODE_LIFETIME_MS),
      });
      answerRedirect(ctx, redirectTarget(redirectUri, { code, state }));
    });
  };

  /**
   * What the application is to hear of is the page's to show as well: nobody is sent to an address that somebody has registered before
   * he is known and wants to go there (RFC 9700, 4.11.2). What leads nowhere is the page's too, as one of three words: whatever the link
   * itself says must not be read under our name.
   */
  async function redirectToConsent(ctx: ApiContext): Promise<void> {
    let query = ctx.querystring;
    try {
      await authorizationOf(validated(authorizeQuery, ctx.query));
    } catch (error) {
      const refused = refusalOf(error);
      if (refused !== null && !isPage(ctx)) throw error;
      if (refused !== null) query = new URLSearchParams({ refused }).toString();
      else if (!(error instanceof RedirectedError)) throw error;
    }
    ctx.redirect(`${cabinetUrl(ctx)}/consent?${query}`);
  }
}

/** What is wrong with a request that leads nowhere; null for every other error. */
function refusalOf(error: unknown): ConsentRefusal | null {
  if (error instanceof RedirectedError) return null;
  if (error instanceof OAuthError) return error.code === 'invalid_client' ? 'app' : 'address';
  return error instanceof AppError && error.code === 'VALIDATION_FAILED' ? 'request' : null;
}

/** Somebody is looking; a program that takes anything is to have the error of RFC 6749. */
function isPage(ctx: ApiContext): boolean {
  return acceptsPage(ctx.get('Accept'));
}

/** A script cannot follow a redirect to another origin by itself: it gets the address, a browser gets the redirect. */
function answerRedirect(ctx: ApiContext, redirectTo: string): void {
  if (wantsJson(ctx)) {
    ctx.body = { redirectTo };
    return;
  }
  ctx.redirect(redirectTo);
  ctx.status = 303; // the browser is to GET what it posted for
}

function wantsJson(ctx: ApiContext): boolean {
  return ctx.accepts('html', 'json') === 'json';
}
