import { z } from 'zod';
import {
  deliveryHint,
  deliveryLogSchema,
  deliveryQuery,
  deliveryViewSchema,
  resendAnswerSchema,
} from '@kassahook/contracts/delivery';
import { NEXT_HEADER } from '../http/listSpec.js';
import type { OperationSpec } from '../http/operationSpec.js';

const params = z.object({ id: z.string() });

const delivery = {
  id: '0f3c1f0e-6a53-5d0f-9c0e-4f5f1f1f7a11',
  webhookId: '018f3f4e-9d5e-7c1a-b1a5-3f1f2f3f4f5f',
  eventId: '018f3f4e-9d60-7b77-8e11-2a2b2c2d2e2f',
  type: 'RECEIPT',
  action: 'CREATE',
  entityId: '5f0c7a52-0e0d-5a55-8a61-9d1e2f3a4b5c',
  occurredAt: '2026-03-01T09:15:00.000Z',
  subject: { number: 1042, sum: 125_000 },
  state: 'waiting',
  attempts: 1,
  lastAttemptAt: '2026-03-01T09:15:00.120Z',
  nextAttemptAt: '2026-03-01T09:16:00.340Z',
  lastErrorClass: 'SERVER_ERROR',
  lastStatus: 500,
};

const attempt = {
  id: `${delivery.id}:1`,
  attempt: 1,
  resendId: null,
  rung: 0,
  trigger: 'schedule',
  at: delivery.lastAttemptAt,
  state: 'waiting',
  errorClass: 'SERVER_ERROR',
  request: { url: 'https://shop.example/hook', headers: { 'webhook-id': delivery.id } },
  response: { status: 500, headers: {}, body: 'oops' },
  timings: { dnsMs: 1.2, connectMs: 8.1, tlsMs: 14.9, firstByteMs: 35, totalMs: 36.2 },
  remoteAddress: '203.0.113.7',
  worker: 'deliverer-1',
  nextAttemptAt: delivery.nextAttemptAt,
};

export const deliveryOperations: readonly OperationSpec[] = [
  {
    method: 'get',
    path: '/api/deliveries',
    operationId: 'listDeliveries',
    tag: 'Deliveries',
    summary: 'Deliveries, newest attempt first',
    description:
      'Each delivery is listed once, at its latest attempt that fits the query: `from` (inclusive), `to` (exclusive), `statusClass` ' +
      'and, with `state`, the attempt that brought it there. A delivery without an attempt (queued, parked, or waiting for its ' +
      'webhook’s rate) is listed under its `eventId`, and with `state=waiting` when its event is among the newest thousand, at its event’s ' +
      'moment. ' +
      'One to the callback of an operation has `callback`, with the operation and its address; its `webhookId` is the operation’s id. ' +
      '`subjects=true` adds what each is about, `subject`: as of events. ' +
      '`restsUntil` is there for what waits while its endpoint rests: nothing is sent before, also when `nextAttemptAt` is earlier. ' +
      'A page may be shorter than `limit`: go on while there is an `X-Next-Before`.',
    scopes: ['read', 'webhooks'],
    query: deliveryQuery,
    answers: {
      200: {
        description: 'a page of deliveries',
        schema: z.array(deliveryViewSchema),
        example: [delivery],
        headers: NEXT_HEADER,
      },
    },
  },
  {
    method: 'get',
    path: '/api/deliveries/:id',
    operationId: 'getDelivery',
    tag: 'Deliveries',
    summary: 'A delivery with its attempts',
    description:
      'Request, answer and timings of every attempt, oldest first. Values of the headers that the owner set are masked. A resend has ' +
      'no number: `attempt` is null and `resendId` tells which it is. An attempt with a `batchId` sent the body as one item of an array.',
    scopes: ['read', 'webhooks'],
    params,
    query: deliveryHint,
    answers: {
      200: {
        description: 'the delivery',
        schema: deliveryLogSchema,
        example: {
          ...delivery,
          requestBody:
            '{"action":"CREATE","type":"RECEIPT","data":{"id":"5f0c7a52-0e0d-5a55-8a61-9d1e2f3a4b5c"}}',
          attemptLog: [attempt],
        },
      },
    },
  },
  {
    method: 'post',
    path: '/api/deliveries/:id/resend',
    operationId: 'resendDelivery',
    tag: 'Deliveries',
    summary: 'Send a delivery once more, now',
    description:
      'Works in every state. It is an attempt of its own: a schedule that is running goes on beside it. 409 when the webhook is ' +
      'deleted or off, the event is older than what is kept, or the delivery was resent a hundred times. Thirty a minute per webhook, ' +
      'then 429 with `Retry-After`: for many at once there is `POST /api/webhooks/:id/recover`.',
    scopes: ['webhooks'],
    params,
    query: deliveryHint,
    answers: {
      202: {
        description: 'it is on its way',
        schema: resendAnswerSchema,
        example: { deliveryId: delivery.id, resendId: '018f3f50-0c11-7aaa-8bbb-0c0d0e0f1011' },
      },
    },
  },
];
