import { timingSafeEqual } from 'node:crypto';
import { hashToken } from '@kassahook/platform/tokens';
import type { ApiContext } from '../http/context.js';
import type { RequestLimits } from '../http/requestLimits.js';
import { OAuthError } from './oauthError.js';

/** An application, as far as its tokens are concerned. */
export interface Client {
  id: string;
  accountId: string;
  isConfidential: boolean;
  secretHash: string | null;
}

/** What a body says of its sender. */
interface Credentials {
  client_id?: string | undefined;
  client_secret?: string | undefined;
}

export interface ClientAuthenticationDeps {
  findApp: (clientId: string) => Promise<Client | null>;
  limits: RequestLimits;
}

/** RFC 7617, 2 */
const BASIC = /^basic +([a-z\d+/]+=*) *$/i;

/**
 * Creates the authentication of applications: `client_secret_basic`, `client_secret_post`, and none for one that has no secret
 * (RFC 6749, 2.3).
 */
export function createClientAuthentication({ findApp, limits }: ClientAuthenticationDeps) {
  /** @throws OAuthError invalid_client (401) for an unknown one as for a wrong secret, invalid_request */
  return async function clientOf(ctx: ApiContext, body: Credentials): Promise<Client> {
    limits.refuseKnownStranger(ctx);
    const { id, secret } = credentialsOf(ctx, body);
    const app = await findApp(id);
    if (app && isRight(app, secret)) return app;
    await limits.countStranger(ctx);
    throw new OAuthError('invalid_client', 'the client is unknown or its secret is wrong');
  };
}

function credentialsOf(ctx: ApiContext, body: Credentials): { id: string; secret: string | null } {
  const { authorization } = ctx.req.headers;
  if (authorization === undefined) {
    if (body.client_id === undefined) throw new OAuthError('invalid_client', 'client_id is required');
    return { id: body.client_id, secret: body.client_secret ?? null };
  }
  const encoded = BASIC.exec(authorization)?.[1];
  const text = encoded === undefined ? '' : Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon === -1) throw new OAuthError('invalid_client', 'Authorization must be Basic with id and secret');
  const [id, secret] = [decoded(text.slice(0, colon)), decoded(text.slice(colon + 1))];
  if (body.client_secret !== undefined || (body.client_id !== undefined && body.client_id !== id)) {
    throw new OAuthError('invalid_request', 'the client must authenticate in one way only');
  }
  return { id, secret };
}

/** Both halves are form-encoded before they are joined (RFC 6749, 2.3.1). */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

function isRight({ isConfidential, secretHash }: Client, secret: string | null): boolean {
  // Whoever has no secret and sends one takes himself for somebody else; an empty one is what some libraries send for none.
  if (!isConfidential) return secret === null || secret === '';
  if (secret === null || secretHash === null) return false;
  return timingSafeEqual(Buffer.from(hashToken(secret)), Buffer.from(secretHash));
}
