import {
  authorizeBody,
  authorizeQuery,
  consentView,
  introspectionAnswer,
  oauthErrorAnswer,
  redirectView,
  serverMetadata,
  tokenAnswer,
  tokenQuestion,
  tokenRequest,
} from '@kassahook/contracts/oauth';
import { z } from 'zod';
import type { AnswerSpec, OperationSpec } from '../http/operationSpec.js';

const tag = 'OAuth 2';
const client_id = '0199c3f2-7c11-7b3a-9a51-3f1f6a5f0c16';
const client_secret = 'khs_Zk1hB0c4o5tGJ7Q0Xw0b3cWm8vYp2nRrT6uLs9dEa1f';
const token = 'kh_Zk1hB0c4o5tGJ7Q0Xw0b3cWm8vYp2nRrT6uLs9dEa1f';
const redirect_uri = 'https://shop.example/callback';

const refusal = (error: string): AnswerSpec => ({
  description: 'A refusal as RFC 6749, 5.2 has it.',
  schema: oauthErrorAnswer,
  example: { error, error_description: 'why' },
});
const consentRefusal: AnswerSpec = {
  description:
    'A refusal; with `redirectTo` when the application is to hear of it, once the person has seen it and wants to go there.',
  schema: oauthErrorAnswer.extend({ redirectTo: z.string().optional() }),
  example: { error: 'invalid_request', error_description: 'why' },
};
/** RFC 6749 has forms; clients of the contract send JSON. */
const FORM_OR_JSON = ['application/json', 'application/x-www-form-urlencoded'];
const REDIRECT = { Location: 'where the browser goes' } as const;

/** OAuth 2, described. The calls of applications take forms as well as JSON. */
export const oauthOperations: readonly OperationSpec[] = [
  {
    method: 'get',
    path: '/api/oauth2/authorize',
    operationId: 'askForConsent',
    tag,
    summary: 'Where an application sends an owner’s browser',
    description:
      'A browser goes on to the consent page; with `Accept: application/json` and a session the answer is what that page shows.',
    scopes: ['account'],
    isSessionOnly: true,
    query: authorizeQuery,
    answers: {
      200: {
        description: 'What the consent page shows.',
        schema: consentView,
        example: {
          app: { id: client_id, name: 'Учёт', logoUrl: null },
          scopes: ['read'],
          redirectUri: redirect_uri,
          state: 'af0ifjsldkj',
          user: { id: 7, email: 'anna@example.com' },
        },
      },
      302: {
        description:
          'To the consent page, which shows errors too; never to an address that is not registered. What does not ask for `text/html` gets the error of such a request.',
        headers: REDIRECT,
      },
      400: consentRefusal,
    },
  },
  {
    method: 'post',
    path: '/api/oauth2/authorize',
    operationId: 'giveConsent',
    tag,
    summary: 'The owner’s answer',
    scopes: ['account'],
    isSessionOnly: true,
    body: authorizeBody,
    bodyExample: { client_id, redirect_uri, state: 'af0ifjsldkj', decision: 'allow', scopes: ['read'] },
    answers: {
      200: {
        description: 'Where the page sends the browser (with `Accept: application/json`).',
        schema: redirectView,
        example: { redirectTo: `${redirect_uri}?code=khc_Zk1hB0c4o5tGJ7Q0&state=af0ifjsldkj` },
      },
      303: { description: 'To the application, with `code` and `state`, or an error.', headers: REDIRECT },
      400: consentRefusal,
      413: { ...refusal('invalid_request'), description: 'The body is too large.' },
    },
  },
  {
    method: 'post',
    path: '/api/oauth2/access_token',
    operationId: 'getAccessToken',
    tag,
    summary: 'Turn a code or a refresh token into access',
    description:
      'Without `grant_type`: a code, for a token without an end and without a refresh token, as old clients know it. A code or refresh token that is used twice ends all that came of it.',
    scopes: [],
    body: tokenRequest,
    bodyTypes: FORM_OR_JSON,
    bodyExample: {
      ...{ client_id, client_secret, redirect_uri },
      ...{ grant_type: 'authorization_code', code: 'khc_Zk1hB0c4o5tGJ7Q0' },
    },
    answers: {
      200: {
        description: 'The access.',
        schema: tokenAnswer,
        example: {
          access_token: token,
          token_type: 'Bearer',
          scope: 'read',
          expires_in: 3_600,
          refresh_token: 'khr_Zk1hB0c4o5tGJ7Q0Xw0b3cWm8vYp2nRrT6uLs9dEa1f',
        },
      },
      400: refusal('invalid_grant'),
      401: refusal('invalid_client'),
    },
  },
  {
    method: 'post',
    path: '/api/oauth2/revoke',
    operationId: 'revokeAccessToken',
    tag,
    summary: 'Give a token back (RFC 7009)',
    scopes: [],
    body: tokenQuestion,
    bodyTypes: FORM_OR_JSON,
    bodyExample: { client_id, client_secret, token },
    answers: {
      200: {
        description: 'It is nothing any more, if it was the client’s.',
        schema: z.object({}),
        example: {},
      },
      400: refusal('invalid_request'),
      401: refusal('invalid_client'),
    },
  },
  {
    method: 'post',
    path: '/api/oauth2/introspect',
    operationId: 'introspectAccessToken',
    tag,
    summary: 'What a token is worth (RFC 7662)',
    description:
      'For tokens of applications of the account that made the asking one; every other is not active.',
    scopes: [],
    body: tokenQuestion,
    bodyTypes: FORM_OR_JSON,
    bodyExample: { client_id, client_secret, token },
    answers: {
      200: {
        description: 'The token.',
        schema: introspectionAnswer,
        example: {
          active: true,
          scope: 'read',
          client_id,
          username: 'anna@example.com',
          token_type: 'Bearer',
          iat: 1_795_000_000,
          exp: 1_795_003_600,
          sub: '7',
        },
      },
      400: refusal('invalid_request'),
      401: refusal('invalid_client'),
      403: refusal('unauthorized_client'),
    },
  },
  {
    method: 'get',
    path: '/.well-known/oauth-authorization-server',
    operationId: 'getOAuthMetadata',
    tag,
    summary: 'Where everything of OAuth is (RFC 8414)',
    scopes: [],
    answers: {
      200: {
        description: 'The metadata.',
        schema: serverMetadata,
        example: {
          issuer: 'https://api.example',
          authorization_endpoint: 'https://api.example/api/oauth2/authorize',
          token_endpoint: 'https://api.example/api/oauth2/access_token',
          revocation_endpoint: 'https://api.example/api/oauth2/revoke',
          introspection_endpoint: 'https://api.example/api/oauth2/introspect',
          scopes_supported: ['read', 'write', 'webhooks'],
          response_types_supported: ['code'],
          response_modes_supported: ['query'],
          grant_types_supported: ['authorization_code', 'refresh_token'],
          token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
          revocation_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
          introspection_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
          code_challenge_methods_supported: ['S256'],
        },
      },
    },
  },
];
