import { z } from 'zod';
import { healthViewSchema, statsAnswerSchema, statsQuery } from '@kassahook/contracts/stats';
import type { OperationSpec } from '../http/operationSpec.js';

const params = z.object({ id: z.string() });

const values = {
  attempts: 1_204,
  outcomes: {
    delivered: 1_190,
    redirect: 0,
    clientError: 2,
    serverError: 9,
    timeout: 3,
    noAnswer: 0,
    notSent: 0,
  },
  firstAttempts: 1_192,
  firstAttemptSuccess: 0.991,
  latencyMs: { p50: 41.2, p90: 88.3, p95: 120.4, p99: 412.9 },
};
const stats = {
  query: { from: '2026-03-01T09:00:00.000Z', to: '2026-03-01T10:00:00.000Z', step: 'hour' },
  summary: values,
  data: [{ at: '2026-03-01T09:00:00.000Z', ...values }],
};
const answers = { 200: { description: 'the counters', schema: statsAnswerSchema, example: stats } };
const description =
  'By minute, hour or day in UTC, at most 1,500 steps; steps without attempts are left out. From counters that are about a second old.';

export const statsOperations: readonly OperationSpec[] = [
  {
    method: 'get',
    path: '/api/stats',
    operationId: 'getStats',
    tag: 'Statistics',
    summary: 'Attempts of all webhooks of the account',
    description,
    scopes: ['read', 'webhooks'],
    query: statsQuery,
    answers,
  },
  {
    method: 'get',
    path: '/api/webhooks/:id/stats',
    operationId: 'getWebhookStats',
    tag: 'Statistics',
    summary: 'Attempts of a webhook',
    description,
    scopes: ['read', 'webhooks'],
    params,
    query: statsQuery,
    answers,
  },
  {
    method: 'get',
    path: '/api/webhooks/:id/health',
    operationId: 'getWebhookHealth',
    tag: 'Statistics',
    summary: 'How a webhook is',
    scopes: ['read', 'webhooks'],
    params,
    answers: {
      200: {
        description: 'its health',
        schema: healthViewSchema,
        example: {
          state: 'failing',
          lastSuccessAt: '2026-02-27T11:00:00.000Z',
          lastFailureAt: '2026-03-01T09:15:00.000Z',
          failingSince: '2026-02-27T12:00:00.000Z',
          failuresInRow: 412,
          disableAt: '2026-03-04T12:00:00.000Z',
          restsUntil: null,
          disabledReason: null,
          disabledAt: null,
        },
      },
    },
  },
];
