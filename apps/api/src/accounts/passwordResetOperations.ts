import { passwordResetBody, passwordResetConfirmBody } from '@kassahook/contracts/session';
import type { OperationSpec } from '../http/operationSpec.js';
import { OUR_PAGES_ONLY } from './sessionOperations.js';

const tag = 'Sessions';

/** `/api/auth/password-reset`, described. */
export const passwordResetOperations: readonly OperationSpec[] = [
  {
    method: 'post',
    path: '/api/auth/password-reset',
    operationId: 'requestPasswordReset',
    tag,
    summary: 'Ask for a mail with a link that sets another password',
    description:
      'The answer is the same whether or not the address is anybody’s. The link works once and for an hour; ' +
      'of several, until one of them is used.',
    scopes: [],
    body: passwordResetBody,
    bodyExample: { email: 'anna@example.com' },
    answers: { 202: { description: 'If there is such a person, a mail is on its way.' }, ...OUR_PAGES_ONLY },
  },
  {
    method: 'post',
    path: '/api/auth/password-reset/confirm',
    operationId: 'confirmPasswordReset',
    tag,
    summary: 'Set another password with a token from a mail',
    description:
      'Every session of the person ends, and every other link that was mailed; log in with the new password. 400 names `token` when it ' +
      'is unknown, used or over.',
    scopes: [],
    body: passwordResetConfirmBody,
    bodyExample: {
      token: 'khp_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE',
      newPassword: 'another long word',
    },
    answers: { 204: { description: 'Set.' }, ...OUR_PAGES_ONLY },
  },
];
