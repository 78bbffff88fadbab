import { z } from 'zod';
import {
  createdOAuthAppView,
  oauthAppCreateBody,
  oauthAppPatchBody,
  oauthAppView,
  oauthGrantView,
  oauthSecretView,
} from '@kassahook/contracts/oauthApp';
import { pageQuery } from '@kassahook/contracts/page';
import type { OperationSpec } from '../http/operationSpec.js';

const tag = 'OAuth applications';
const path = '/api/oauth2/apps';
const params = z.object({ id: z.string() });
const TOTAL = { 'X-Total-Count': 'how many items the whole list has' } as const;
const clientSecret = 'khs_Zk1hB0c4o5tGJ7Q0Xw0b3cWm8vYp2nRrT6uLs9dEa1f';

const id = '0199c3f2-7c11-7b3a-9a51-3f1f6a5f0c16';
const example = {
  id,
  clientId: id,
  name: 'Учёт',
  redirectUris: ['https://shop.example/callback'],
  logoUrl: 'https://shop.example/logo.png',
  isConfidential: true,
  createdAt: '2026-11-20T08:00:00.000Z',
  updatedAt: '2026-11-20T08:00:00.000Z',
};
const shown = { description: 'The application.', schema: oauthAppView, example };

/** `/api/oauth2/apps` and `/api/oauth2/grants`, described. */
export const oauthAppOperations: readonly OperationSpec[] = [
  {
    method: 'get',
    path,
    operationId: 'listOAuthApps',
    tag,
    summary: 'List the applications that the account has made',
    scopes: ['account'],
    query: pageQuery,
    answers: {
      200: {
        description: 'The oldest first.',
        schema: z.array(oauthAppView),
        example: [example],
        headers: TOTAL,
      },
    },
  },
  {
    method: 'post',
    path,
    operationId: 'createOAuthApp',
    tag,
    summary: 'Make an application',
    description:
      'The secret is shown once. One that cannot keep a secret is not confidential, and needs PKCE.',
    scopes: ['account'],
    showsSecretOnce: true,
    body: oauthAppCreateBody,
    bodyExample: { name: 'Учёт', redirectUris: ['https://shop.example/callback'] },
    answers: {
      201: {
        description: 'The application and its secret.',
        schema: createdOAuthAppView,
        example: { ...example, clientSecret },
      },
    },
  },
  {
    method: 'get',
    path: `${path}/:id`,
    operationId: 'getOAuthApp',
    tag,
    summary: 'One application',
    scopes: ['account'],
    params,
    answers: { 200: shown },
  },
  {
    method: 'patch',
    path: `${path}/:id`,
    operationId: 'patchOAuthApp',
    tag,
    summary: 'Change an application',
    scopes: ['account'],
    params,
    body: oauthAppPatchBody,
    bodyExample: { name: 'Учёт и склад' },
    answers: { 200: shown },
  },
  {
    method: 'post',
    path: `${path}/:id/secret`,
    operationId: 'rotateOAuthAppSecret',
    tag,
    summary: 'Give an application another secret',
    description: 'The former one ends at once.',
    scopes: ['account'],
    showsSecretOnce: true,
    params,
    answers: { 200: { description: 'The new secret.', schema: oauthSecretView, example: { clientSecret } } },
  },
  {
    method: 'delete',
    path: `${path}/:id`,
    operationId: 'deleteOAuthApp',
    tag,
    summary: 'Delete an application, and what it was granted anywhere',
    scopes: ['account'],
    params,
    answers: { 204: { description: 'Deleted.' } },
  },
  {
    method: 'get',
    path: '/api/oauth2/grants',
    operationId: 'listOAuthGrants',
    tag,
    summary: 'List the applications that members have let in',
    scopes: ['account'],
    query: pageQuery,
    answers: {
      200: {
        description: 'The newest first.',
        schema: z.array(oauthGrantView),
        example: [
          {
            id: '0199c3f2-7c11-7b3a-9a51-3f1f6a5f0c17',
            app: { id, name: 'Учёт', logoUrl: null },
            scopes: ['read'],
            userId: 7,
            createdAt: '2026-11-20T08:00:00.000Z',
            lastUsedAt: null,
          },
        ],
        headers: TOTAL,
      },
    },
  },
  {
    method: 'delete',
    path: '/api/oauth2/grants/:id',
    operationId: 'revokeOAuthGrant',
    tag,
    summary: 'Put an application out again',
    scopes: ['account'],
    params,
    answers: { 204: { description: 'Its tokens are nothing any more.' } },
  },
];
