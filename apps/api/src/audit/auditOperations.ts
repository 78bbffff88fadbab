import { auditPage, auditQuery } from '@kassahook/contracts/audit';
import type { OperationSpec } from '../http/operationSpec.js';

/** `/api/audit`, described. */
export const auditOperations: readonly OperationSpec[] = [
  {
    method: 'get',
    path: '/api/audit',
    operationId: 'listAudit',
    tag: 'Audit',
    summary: 'Who changed what',
    description:
      'Webhooks, tokens, applications, grants, members, sessions and passwords; the newest first. Secrets are never in it.',
    scopes: ['account'],
    query: auditQuery,
    answers: {
      200: {
        description: 'A page; `next` is the `before` of the next one.',
        schema: auditPage,
        example: {
          data: [
            {
              id: '0199c3f2-7c11-7b3a-9a51-3f1f6a5f0c14',
              at: '2026-11-22T09:30:00.000Z',
              action: 'webhook.changed',
              target: { type: 'webhook', id: '0199c3f2-7c11-7b3a-9a51-3f1f6a5f0c15' },
              actor: { userId: 7, email: 'anna@example.com', tokenId: null, tokenName: null },
              address: '203.0.113.7',
              requestId: '5f0c4a3e-2f6e-4d0e-9a5e-0c6f4a2b1d3c',
              details: {
                changed: ['isActive'],
                isActive: { from: true, to: false },
                url: 'https://shop.example/webhooks',
              },
            },
          ],
          next: null,
        },
      },
    },
  },
];
