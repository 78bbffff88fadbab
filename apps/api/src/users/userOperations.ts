import { userView } from '@kassahook/contracts/user';
import type { OperationSpec } from '../http/operationSpec.js';
import { CALLER_PATH } from './userRoutes.js';

/** Who is calling, described. */
export const userOperations: readonly OperationSpec[] = [
  {
    method: 'get',
    path: CALLER_PATH,
    operationId: 'getCaller',
    tag: 'Users',
    summary: 'Who is calling',
    description: 'The person that the token acts for; for a token of the account’s own, the account’s owner.',
    scopes: ['read', 'write', 'webhooks'],
    answers: {
      200: {
        description: 'The caller.',
        schema: userView,
        example: { id: 1, name: 'Анна', email: 'anna@example.com' },
      },
    },
  },
];
