import { z } from 'zod';
import { jobBody, jobQuery, jobViewSchema } from '@kassahook/contracts/job';
import { NEXT_HEADER } from '../http/listSpec.js';
import type { OperationSpec } from '../http/operationSpec.js';

const params = z.object({ id: z.string() });

const job = {
  id: '018f3f60-1111-7222-8333-444455556666',
  webhookId: '018f3f4e-9d5e-7c1a-b1a5-3f1f2f3f4f5f',
  kind: 'recover',
  since: '2026-03-01T00:00:00.000Z',
  state: 'running',
  progress: 0.4,
  counts: { examined: 800, published: 612 },
  cancelRequested: false,
  error: null,
  createdAt: '2026-03-02T08:00:00.000Z',
  startedAt: '2026-03-02T08:00:00.900Z',
  finishedAt: null,
};
const queued = {
  ...job,
  state: 'queued',
  progress: 0,
  counts: { examined: 0, published: 0 },
  startedAt: null,
};
const bodyExample = { since: job.since };
const accepted = (description: string, example: object) => ({
  202: { description, schema: jobViewSchema, example },
});

export const jobOperations: readonly OperationSpec[] = [
  {
    method: 'post',
    path: '/api/webhooks/:id/recover',
    operationId: 'recoverWebhook',
    tag: 'Jobs',
    summary: 'Send again everything that failed since an instant',
    description:
      'Every delivery of the webhook with an attempt since then that was not acknowledged and that was not delivered meanwhile: dead, ' +
      'cancelled, or waiting for its next attempt (which it keeps). What is published waits while the endpoint rests: `restsUntil`. 409 while such a job is open, or the webhook is off.',
    scopes: ['webhooks'],
    params,
    body: jobBody,
    bodyExample,
    answers: accepted('the job', queued),
  },
  {
    method: 'post',
    path: '/api/webhooks/:id/replay-missing',
    operationId: 'replayMissing',
    tag: 'Jobs',
    summary: 'Make the deliveries that never were, since an instant',
    description:
      'Events that the webhook hears now and that have no delivery to it: from before it existed, from while it was off, or lost with a ' +
      'broker. What was for the webhook already and may still be on its way, or parked, is left alone for as long as that takes (an hour). 409 while ' +
      'such a job is open, or the webhook is off.',
    scopes: ['webhooks'],
    params,
    body: jobBody,
    bodyExample,
    answers: accepted('the job', { ...queued, kind: 'replay-missing' }),
  },
  {
    method: 'get',
    path: '/api/jobs',
    operationId: 'listJobs',
    tag: 'Jobs',
    summary: 'Jobs, newest first',
    scopes: ['read', 'webhooks'],
    query: jobQuery,
    answers: {
      200: {
        description: 'a page of jobs',
        schema: z.array(jobViewSchema),
        example: [job],
        headers: NEXT_HEADER,
      },
    },
  },
  {
    method: 'get',
    path: '/api/jobs/:id',
    operationId: 'getJob',
    tag: 'Jobs',
    summary: 'A job and how far it is',
    scopes: ['read', 'webhooks'],
    params,
    answers: { 200: { description: 'the job', schema: jobViewSchema, example: job } },
  },
  {
    method: 'post',
    path: '/api/jobs/:id/cancel',
    operationId: 'cancelJob',
    tag: 'Jobs',
    summary: 'End a job',
    description:
      'A job that waits ends at once, a running one before its next messages; what it has published goes on. 409 when it has ended already.',
    scopes: ['webhooks'],
    params,
    answers: accepted('the job', { ...job, cancelRequested: true }),
  },
];
