import { z } from 'zod';
import { deliveryLogSchema, deliveryViewSchema, resendAnswerSchema } from '@kassahook/contracts/delivery';
import { NEXT_HEADER } from '../http/listSpec.js';
import type { OperationSpec } from '../http/operationSpec.js';
import { deliveryQuery } from './deliveryQuery.js';

const tag = 'Deliveries';
const path = '/api/deliveries';
const params = z.object({ id: z.string() });
const READERS = ['read', 'webhooks'] as const;

const example = {
  id: '0f3c1f0e-6a53-5d0f-9c0e-4f5f1f1f7a11',
  webhookId: '7c0f9b8e-3d52-4c1e-9a35-2b4f6f1b2a77',
  eventId: '019f2c1e-7a10-7d3b-9c55-2b1a0f9e8d7c',
  type: 'RECEIPT',
  action: 'CREATE',
  entityId: '0b8f3f0e-51f6-5d0a-9a33-6a4b9f1c2d3e',
  occurredAt: '2026-03-01T09:00:00.000Z',
  state: 'waiting',
  attempts: 1,
  lastAttemptAt: '2026-03-01T09:00:00.120Z',
  nextAttemptAt: '2026-03-01T09:01:00.340Z',
  lastErrorClass: 'SERVER_ERROR',
};
const attempt = {
  id: `${example.id}:1`,
  attempt: 1,
  rung: 0,
  trigger: 'schedule',
  at: example.lastAttemptAt,
  state: 'waiting',
  errorClass: 'SERVER_ERROR',
  request: { url: 'https://shop.example/hook', headers: { 'webhook-id': example.id } },
  response: { status: 500, headers: {}, body: 'oops' },
  timings: { dnsMs: 1.2, connectMs: 8.1, tlsMs: 14.9, firstByteMs: 35, totalMs: 36.2 },
  remoteAddress: '203.0.113.7',
  worker: 'deliverer-1',
  nextAttemptAt: example.nextAttemptAt,
};

/** The endpoints of deliveries, described. */
export const deliveryOperations: readonly OperationSpec[] = [
  {
    method: 'get',
    path,
    operationId: 'listDeliveries',
    tag,
    summary: 'List a webhook’s deliveries, newest attempt first',
    description: 'A page may be shorter than `limit`: go on while there is an `X-Next-Before`.',
    scopes: READERS,
    query: deliveryQuery,
    answers: {
      200: {
        description: 'A page of the deliveries.',
        schema: z.array(deliveryViewSchema),
        example: [example],
        headers: NEXT_HEADER,
      },
      404: { description: 'There is no such webhook, or it is another account’s.' },
    },
  },
  {
    method: 'get',
    path: `${path}/:id`,
    operationId: 'getDelivery',
    tag,
    summary: 'Get a delivery with its attempts',
    scopes: READERS,
    params,
    answers: {
      200: {
        description: 'The delivery, attempts oldest first.',
        schema: deliveryLogSchema,
        example: { ...example, attemptLog: [attempt] },
      },
    },
  },
  {
    method: 'post',
    path: `${path}/:id/resend`,
    operationId: 'resendDelivery',
    tag,
    summary: 'Send a delivery once more, now',
    description:
      'An attempt of its own: a schedule that is running goes on beside it. 409 when the webhook is deleted or off, or the event is no longer kept.',
    scopes: ['webhooks'],
    params,
    answers: {
      202: {
        description: 'It is on its way.',
        schema: resendAnswerSchema,
        example: { deliveryId: example.id, resendId: '019f2c20-0c11-7aaa-8bbb-0c0d0e0f1011' },
      },
    },
  },
];
