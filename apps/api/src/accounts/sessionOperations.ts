import { z } from 'zod';
import {
  identityView,
  loginBody,
  passwordChangeBody,
  sessionView,
  signUpBody,
} from '@kassahook/contracts/session';
import type { OperationSpec } from '../http/operationSpec.js';

const tag = 'Sessions';
const PERSON = { scopes: ['read'], isSessionOnly: true } as const;

export const identityExample = {
  user: { id: 7, name: 'Анна Демидова', email: 'anna@example.com', role: 'owner' },
  account: { id: '0199c3f2-7c11-7b3a-9a51-3f1f6a5f0c11', name: 'Кофейня на Лесной' },
  scopes: ['read', 'write', 'webhooks', 'account'],
};
/** Of what a stranger may ask for, but not through a page of another site. */
export const OUR_PAGES_ONLY = {
  403: { description: 'A page of another site asks: `CSRF_REFUSED`.' },
} as const;
const COOKIE = { 'Set-Cookie': 'the session: HttpOnly, SameSite=Lax' } as const;
const sessionExample = {
  id: '5d7b1c0a9e3f4d2c8b6a1f0e9d8c7b6a',
  createdAt: '2026-11-20T08:00:00.000Z',
  lastSeenAt: '2026-11-22T09:30:00.000Z',
  expiresAt: '2026-12-20T08:00:00.000Z',
  address: '203.0.113.7',
  userAgent: 'Mozilla/5.0',
  isCurrent: true,
};

/** `/api/auth`, described. Writes of a session need the header `X-Kassahook-Csrf`. */
export const sessionOperations: readonly OperationSpec[] = [
  {
    method: 'post',
    path: '/api/auth/sign-up',
    operationId: 'signUp',
    tag,
    summary: 'Make an account and log in',
    scopes: [],
    body: signUpBody,
    bodyExample: { name: 'Анна Демидова', email: 'anna@example.com', password: 'correct horse battery' },
    answers: {
      201: {
        description: 'The account and its owner.',
        schema: identityView,
        example: identityExample,
        headers: COOKIE,
      },
      403: {
        description:
          'Accounts are made by invitation only: `FORBIDDEN`. Or a page of another site asks: `CSRF_REFUSED`.',
      },
    },
  },
  {
    method: 'post',
    path: '/api/auth/login',
    operationId: 'logIn',
    tag,
    summary: 'Log in',
    description: 'An unknown e-mail address and a wrong password get the same answer, after the same work.',
    scopes: [],
    body: loginBody,
    bodyExample: { email: 'anna@example.com', password: 'correct horse battery' },
    answers: {
      200: {
        description: 'Who is logged in.',
        schema: identityView,
        example: identityExample,
        headers: COOKIE,
      },
      401: { description: 'The e-mail address or the password is wrong: `WRONG_CREDENTIALS`.' },
      ...OUR_PAGES_ONLY,
    },
  },
  {
    method: 'post',
    path: '/api/auth/logout',
    operationId: 'logOut',
    tag,
    summary: 'End the session that asks',
    ...PERSON,
    answers: { 204: { description: 'Logged out.' } },
  },
  {
    method: 'post',
    path: '/api/auth/password',
    operationId: 'changePassword',
    tag,
    summary: 'Change the password',
    description: 'Every other session of the person ends; the one that asks gets another cookie.',
    ...PERSON,
    body: passwordChangeBody,
    bodyExample: { currentPassword: 'correct horse battery', newPassword: 'another long word' },
    answers: { 204: { description: 'Changed.', headers: COOKIE } },
  },
  {
    method: 'get',
    path: '/api/auth/session',
    operationId: 'getSession',
    tag,
    summary: 'Who is logged in',
    ...PERSON,
    answers: {
      200: {
        description: 'The person, the account, the rights.',
        schema: identityView,
        example: identityExample,
      },
    },
  },
  {
    method: 'get',
    path: '/api/auth/sessions',
    operationId: 'listSessions',
    tag,
    summary: 'List the own sessions',
    ...PERSON,
    answers: {
      200: { description: 'The newest first.', schema: z.array(sessionView), example: [sessionExample] },
    },
  },
  {
    method: 'delete',
    path: '/api/auth/sessions',
    operationId: 'revokeOtherSessions',
    tag,
    summary: 'End every own session but the one that asks',
    ...PERSON,
    answers: { 204: { description: 'Ended.' } },
  },
  {
    method: 'delete',
    path: '/api/auth/sessions/:id',
    operationId: 'revokeSession',
    tag,
    summary: 'End one of the own sessions',
    ...PERSON,
    params: z.object({ id: z.string() }),
    answers: { 204: { description: 'Ended.' } },
  },
];
