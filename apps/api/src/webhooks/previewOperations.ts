import { webhookPreviewBody, webhookPreviewView } from '@kassahook/contracts/webhookPreview';
import type { OperationSpec } from '../http/operationSpec.js';
import { PREVIEW_PATH } from './previewRoutes.js';

/** The preview of a webhook, described. */
export const previewOperations: readonly OperationSpec[] = [
  {
    method: 'post',
    path: PREVIEW_PATH,
    operationId: 'previewWebhook',
    tag: 'Webhooks',
    summary: 'What a webhook with these fields would have heard',
    description:
      'Looks at the account’s newest events, 200 at most, with the rules that deliveries are made by; nothing is created or sent. ' +
      'Errors name the field, of a filter its place: `filter.and.1.price`.',
    scopes: ['webhooks'],
    body: webhookPreviewBody,
    bodyExample: { types: { receipts: true }, filter: { amount: { gte: 100_000 } }, limit: 20 },
    answers: {
      200: {
        description: 'the newest events, each with whether it matches, and how many do in all',
        schema: webhookPreviewView,
        example: {
          lookedAt: 200,
          heard: 180,
          matched: 12,
          since: '2026-03-01T06:10:00.000Z',
          events: [
            {
              id: '018f3f4e-9d60-7b77-8e11-2a2b2c2d2e2f',
              type: 'RECEIPT',
              action: 'CREATE',
              entityId: '0b8f3f0e-51f6-5d0a-9a33-6a4b9f1c2d3e',
              occurredAt: '2026-03-01T09:15:00.000Z',
              matches: true,
            },
          ],
        },
      },
    },
  },
];
