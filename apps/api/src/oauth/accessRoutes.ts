import { tokenQuestion, tokenRequest, type IntrospectionAnswer } from '@kassahook/contracts/oauth';
import { hashToken } from '@kassahook/platform/tokens';
import type { ApiMiddleware, ApiRouter } from '../http/context.js';
import { bodyOf } from '../http/jsonBody.js';
import { validated } from '../http/validate.js';
import type { createClientAuthentication } from './clientAuthentication.js';
import type { createIssueAccess } from './issueAccess.js';
import { OAuthError, oauthErrors } from './oauthError.js';

interface InspectedToken {
  isAccess: boolean;
  appId: string;
  appAccountId: string;
  scopes: string[];
  createdAt: Date;
  expiresAt: Date | null;
  userId: number;
  email: string;
}

export interface OAuthAccessRoutesDeps {
  oauthBody: ApiMiddleware;
  clientOf: ReturnType<typeof createClientAuthentication>;
  issueAccess: ReturnType<typeof createIssueAccess>;
  tokens: {
    revoke(which: { tokenHash: string; appId: string }): Promise<void>;
    inspect(tokenHash: string): Promise<InspectedToken | null>;
  };
  forgetTokens: () => void;
}

/** What applications call themselves: getting, giving back and looking into tokens. */
export function oauthAccessRoutes(deps: OAuthAccessRoutesDeps) {
  const { oauthBody, clientOf, issueAccess, tokens, forgetTokens } = deps;

  return (router: ApiRouter): void => {
    router.post('/api/oauth2/access_token', oauthErrors, oauthBody, async (ctx) => {
      const request = validated(tokenRequest, bodyOf(ctx));
      const answer = await issueAccess(await clientOf(ctx, request), request);
      ctx.set('Pragma', 'no-cache'); // RFC 6749, 5.1; Cache-Control is on every answer
      ctx.body = answer;
    });

    // RFC 7009: a token that is unknown, or another client's, is answered like one that was revoked.
    router.post('/api/oauth2/revoke', oauthErrors, oauthBody, async (ctx) => {
      const question = validated(tokenQuestion, bodyOf(ctx));
      const client = await clientOf(ctx, question);
      await tokens.revoke({ tokenHash: hashToken(question.token), appId: client.id });
      forgetTokens();
      ctx.status = 200;
      ctx.body = {};
    });

    // RFC 7662: a resource server is an application too, and learns of tokens of its own account's applications only.
    router.post('/api/oauth2/introspect', oauthErrors, oauthBody, async (ctx) => {
      const question = validated(tokenQuestion, bodyOf(ctx));
      const client = await clientOf(ctx, question);
      if (!client.isConfidential)
        throw new OAuthError('unauthorized_client', 'introspection needs a secret', 403);
      const found = await tokens.inspect(hashToken(question.token));
      ctx.body = found && found.appAccountId === client.accountId ? described(found) : { active: false };
    });
  };
}

function described(token: InspectedToken): IntrospectionAnswer {
  const { isAccess, appId, scopes, createdAt, expiresAt, userId, email } = token;
  return {
    active: true,
    scope: scopes.join(' '),
    client_id: appId,
    username: email,
    token_type: isAccess ? 'Bearer' : 'refresh_token',
    iat: seconds(createdAt),
    ...(expiresAt && { exp: seconds(expiresAt) }),
    sub: String(userId),
  };
}

function seconds(instant: Date): number {
  return Math.floor(instant.getTime() / 1_000);
}
