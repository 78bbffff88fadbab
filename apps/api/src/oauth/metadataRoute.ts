import { OAUTH_SCOPES } from '@kassahook/contracts/oauthApp';
import type { ApiContext, ApiRouter } from '../http/context.js';

const CLIENT_METHODS = ['client_secret_basic', 'client_secret_post'];

/** `/.well-known/oauth-authorization-server` (RFC 8414): where everything is, for clients that look instead of reading. */
export function metadataRoute({ publicUrl }: { publicUrl: (ctx: ApiContext) => string }) {
  return (router: ApiRouter): void => {
    router.get('/.well-known/oauth-authorization-server', (ctx) => {
      const issuer = publicUrl(ctx);
      const at = (name: string) => `${issuer}/api/oauth2/${name}`;
      ctx.body = {
        issuer,
        authorization_endpoint: at('authorize'),
        token_endpoint: at('access_token'),
        revocation_endpoint: at('revoke'),
        introspection_endpoint: at('introspect'),
        scopes_supported: [...OAUTH_SCOPES],
        response_types_supported: ['code'],
        response_modes_supported: ['query'],
        grant_types_supported: ['authorization_code', 'refresh_token'],
        token_endpoint_auth_methods_supported: [...CLIENT_METHODS, 'none'],
        revocation_endpoint_auth_methods_supported: [...CLIENT_METHODS, 'none'],
        introspection_endpoint_auth_methods_supported: CLIENT_METHODS,
        code_challenge_methods_supported: ['S256'],
      };
    });
  };
}
