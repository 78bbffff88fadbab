import { z } from 'zod';
import { pageQuery } from '@kassahook/contracts/page';
import {
  webhookCreateBody,
  webhookPatchBody,
  webhookReplaceBody,
  webhookSecretView,
  webhookView,
} from '@kassahook/contracts/webhook';
import { NO_CONTENT, TOTAL_HEADER } from '../http/listSpec.js';
import type { OperationSpec } from '../http/operationSpec.js';

const tag = 'Webhooks';
const path = '/api/webhooks';
const params = z.object({ id: z.guid() });
const READERS = ['read', 'webhooks'] as const;
const MANAGERS = ['webhooks'] as const;

const none = { products: false, devices: false, encashments: false, operations: false };
const bodyExample = {
  url: 'https://shop.example/hooks/kassahook',
  types: { receipts: true, shifts: true },
  events: { products: ['CREATE'] },
};
/** A webhook as it is shown. */
export const webhookExample = {
  id: '7c0f9b8e-3d52-4c1e-9a35-2b4f6f1b2a77',
  url: bodyExample.url,
  isActive: true,
  types: { ...none, receipts: true, shifts: true, deviceRegistrations: false },
  events: {
    products: ['CREATE'],
    devices: [],
    encashments: [],
    receipts: ['CREATE', 'UPDATE', 'DELETE'],
    shifts: ['CREATE', 'UPDATE', 'DELETE'],
    operations: [],
    deviceRegistrations: [],
  },
  description: null,
  timeoutMs: 5_000,
  headers: {},
  metadata: {},
  filter: null,
  deviceIds: null,
  shopIds: null,
  maxPerSecond: null,
  batch: null,
  createdAt: '2026-03-01T09:00:00.000Z',
  updatedAt: '2026-03-01T09:00:00.000Z',
};
const shown = { description: 'The webhook.', schema: webhookView, example: webhookExample };

const TYPES =
  '`types` names entities, all three actions of each; `events` names single actions and wins over `types` for its entity. ' +
  'Unknown fields are refused: a typo must not silently subscribe to nothing.';

/** The endpoints of webhooks, described. */
export const webhookOperations: readonly OperationSpec[] = [
  {
    method: 'get',
    path,
    operationId: 'listWebhooks',
    tag,
    summary: 'List webhooks',
    scopes: READERS,
    query: pageQuery,
    answers: {
      200: {
        description: 'A page of the webhooks.',
        schema: z.array(webhookView),
        example: [webhookExample],
        headers: TOTAL_HEADER,
      },
    },
  },
  {
    method: 'post',
    path,
    operationId: 'createWebhook',
    tag,
    summary: 'Create a webhook',
    description: `${TYPES} Without a \`secret\` one is generated; it is read at \`/api/webhooks/{id}/secret\`.`,
    scopes: MANAGERS,
    body: webhookCreateBody,
    bodyExample,
    answers: { 201: shown },
  },
  {
    method: 'get',
    path: `${path}/:id`,
    operationId: 'getWebhook',
    tag,
    summary: 'Get a webhook',
    scopes: READERS,
    params,
    answers: { 200: shown },
  },
  {
    method: 'patch',
    path: `${path}/:id`,
    operationId: 'updateWebhook',
    tag,
    summary: 'Change what is given of a webhook',
    description: 'Inside `types` and `events` too, only what is given changes.',
    scopes: MANAGERS,
    params,
    body: webhookPatchBody,
    bodyExample: { isActive: false },
    answers: { 200: { ...shown, example: { ...webhookExample, isActive: false } } },
  },
  {
    method: 'put',
    path: `${path}/:id`,
    operationId: 'replaceWebhook',
    tag,
    summary: 'Replace a webhook: what is absent takes its default',
    description: `${TYPES} The secret stays.`,
    scopes: MANAGERS,
    params,
    body: webhookReplaceBody,
    bodyExample,
    answers: { 200: shown },
  },
  {
    method: 'delete',
    path: `${path}/:id`,
    operationId: 'deleteWebhook',
    tag,
    summary: 'Delete a webhook',
    description: 'Its deliveries that are under way end as cancelled.',
    scopes: MANAGERS,
    params,
    answers: { 204: NO_CONTENT },
  },
  {
    method: 'get',
    path: `${path}/:id/secret`,
    operationId: 'getWebhookSecret',
    tag,
    summary: 'Read the signing secret',
    scopes: MANAGERS,
    params,
    answers: {
      200: {
        description: 'The secret, as verifiers of Standard Webhooks take it.',
        schema: webhookSecretView,
        example: { secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=' },
      },
    },
  },
];
