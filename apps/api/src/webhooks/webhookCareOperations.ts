import { z } from 'zod';
import { webhookView } from '@kassahook/contracts/webhook';
import {
  rotateAnswerSchema,
  rotateBody,
  webhookTestAnswerSchema,
  webhookTestBody,
} from '@kassahook/contracts/webhookCare';
import type { OperationSpec } from '../http/operationSpec.js';
import { webhookExample } from './webhookOperations.js';

const params = z.object({ id: z.string() });
const SWITCHED = 'the webhook, as `GET /api/webhooks/:id` shows it';

export const webhookCareOperations: readonly OperationSpec[] = [
  {
    method: 'post',
    path: '/api/webhooks/:id/enable',
    operationId: 'enableWebhook',
    tag: 'Webhooks',
    summary: 'Switch a webhook on',
    description:
      'The same as PATCH with `isActive: true`: why and when we switched it off is forgotten. What was missed does not come by itself: ' +
      '`recover` sends again what failed or ended as cancelled while it was off, after a 410 too, and `replay-missing` what occurred meanwhile.',
    scopes: ['webhooks'],
    params,
    answers: {
      200: { description: SWITCHED, schema: webhookView, example: { ...webhookExample, isActive: true } },
    },
  },
  {
    method: 'post',
    path: '/api/webhooks/:id/disable',
    operationId: 'disableWebhook',
    tag: 'Webhooks',
    summary: 'Switch a webhook off',
    description:
      'The same as PATCH with `isActive: false`: deliveries under way end as cancelled; `recover` sends them again once it is on.',
    scopes: ['webhooks'],
    params,
    answers: {
      200: { description: SWITCHED, schema: webhookView, example: { ...webhookExample, isActive: false } },
    },
  },
  {
    method: 'post',
    path: '/api/webhooks/:id/secret/rotate',
    operationId: 'rotateWebhookSecret',
    tag: 'Webhooks',
    summary: 'Replace the signing secret',
    description:
      'Until the overlap ends every request carries both signatures. Of two rotations within an overlap the first secret is dropped. ' +
      '`overlapHours: 0` ends the old secret at once. An empty body rotates as well: a secret of ours, 24 hours of overlap.',
    scopes: ['webhooks'],
    params,
    body: rotateBody,
    bodyExample: { overlapHours: 24 },
    answers: {
      200: {
        description: 'the new secret',
        schema: rotateAnswerSchema,
        example: {
          secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=',
          previousSecretValidUntil: '2026-03-02T09:00:00.000Z',
        },
      },
    },
  },
  {
    method: 'post',
    path: '/api/webhooks/:id/test',
    operationId: 'testWebhook',
    tag: 'Webhooks',
    summary: 'Send a sample at once',
    description:
      'Signed and guarded like any delivery, with `kassahook-test: true` among its headers. Answers when the receiver has answered, or has ' +
      'not: whatever it did is 200 here. When it gets through, a rest of the endpoint is over: the next attempt goes at once. A webhook ' +
      'that wants batches gets an array of one. Ten a minute per webhook, thirty per account and ' +
      'five at once, then 429 with `Retry-After`.',
    scopes: ['webhooks'],
    params,
    body: webhookTestBody,
    bodyExample: { type: 'RECEIPT', action: 'CREATE' },
    answers: {
      200: {
        description: 'the attempt',
        schema: webhookTestAnswerSchema,
        example: {
          id: '018f3f70-0000-7000-8000-000000000001',
          at: '2026-03-01T09:15:00.000Z',
          delivered: true,
          errorClass: null,
          request: {
            url: 'https://shop.example/hook',
            headers: { 'webhook-id': '018f3f70-0000-7000-8000-000000000001', 'kassahook-test': 'true' },
            body: '{"action":"CREATE","type":"RECEIPT","data":{}}',
          },
          response: { status: 204, headers: {}, body: '' },
          timings: { dnsMs: 1.2, connectMs: 8.1, tlsMs: 14.9, firstByteMs: 35, totalMs: 36.2 },
          remoteAddress: '203.0.113.7',
        },
      },
    },
  },
];
