import { z } from 'zod';
import { createdTokenView, tokenCreateBody, tokenPatchBody, tokenView } from '@kassahook/contracts/apiToken';
import { pageQuery } from '@kassahook/contracts/page';
import type { OperationSpec } from '../http/operationSpec.js';

const tag = 'Tokens';
const path = '/api/tokens';
const params = z.object({ id: z.string() });

const example = {
  id: '0199c3f2-7c11-7b3a-9a51-3f1f6a5f0c13',
  name: 'Склад',
  scopes: ['read', 'webhooks'],
  createdAt: '2026-11-20T08:00:00.000Z',
  expiresAt: null,
  lastUsedAt: '2026-11-22T09:30:00.000Z',
  userId: 7,
  deviceId: null,
};
const shown = { description: 'The token, without itself.', schema: tokenView, example };

/** `/api/tokens`, described. */
export const tokenOperations: readonly OperationSpec[] = [
  {
    method: 'get',
    path,
    operationId: 'listTokens',
    tag,
    summary: 'List the tokens of the account, those of its registers too',
    scopes: ['account'],
    query: pageQuery,
    answers: {
      200: {
        description: 'The newest first.',
        schema: z.array(tokenView),
        example: [example],
        headers: { 'X-Total-Count': 'how many items the whole list has' },
      },
    },
  },
  {
    method: 'post',
    path,
    operationId: 'createToken',
    tag,
    summary: 'Make a token',
    description:
      'The token is shown once. It never carries more than its maker: neither scopes, nor a longer life than the token that makes it.',
    scopes: ['account'],
    showsSecretOnce: true,
    body: tokenCreateBody,
    bodyExample: { name: 'Склад', scopes: ['read', 'webhooks'] },
    answers: {
      201: {
        description: 'The token, with itself.',
        schema: createdTokenView,
        example: { ...example, lastUsedAt: null, token: 'kh_Zk1hB0c4o5tGJ7Q0Xw0b3cWm8vYp2nRrT6uLs9dEa1f' },
      },
    },
  },
  {
    method: 'get',
    path: `${path}/:id`,
    operationId: 'getToken',
    tag,
    summary: 'One token',
    scopes: ['account'],
    params,
    answers: { 200: shown },
  },
  {
    method: 'patch',
    path: `${path}/:id`,
    operationId: 'renameToken',
    tag,
    summary: 'Rename a token',
    scopes: ['account'],
    params,
    body: tokenPatchBody,
    bodyExample: { name: 'Учёт' },
    answers: { 200: shown },
  },
  {
    method: 'delete',
    path: `${path}/:id`,
    operationId: 'revokeToken',
    tag,
    summary: 'Revoke a token',
    description: 'At once in the process that answers, within 5 seconds in the others.',
    scopes: ['account'],
    params,
    answers: { 204: { description: 'Revoked.' } },
  },
];
