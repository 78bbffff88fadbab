import { z } from 'zod';
import {
  DEFAULT_INSPECTOR_ANSWER,
  inspectedRequestView,
  inspectorBody,
  inspectorRequestsQuery,
  inspectorView,
} from '@kassahook/contracts/inspector';
import { inspectorMessage } from '@kassahook/contracts/live';
import { NEXT_HEADER, NO_CONTENT } from '../http/listSpec.js';
import type { OperationSpec } from '../http/operationSpec.js';
import { STREAM_WORDS } from '../live/liveOperations.js';

const params = z.object({ id: z.string() });
const scopes = ['webhooks'] as const;
const tag = 'Inspectors';

const inspector = {
  id: '018f3f90-0000-7000-8000-000000000001',
  name: 'my first receiver',
  webhookId: null,
  url: 'https://api.example/i/Zm9yIHNlbmRlcnMsIG5vdCBmb3IgcmVhZGVycyEhISE',
  viewUrl: 'https://api.example/api/inspector-view/Zm9yIHJlYWRlcnMsIHdobyBtYXkgc2VuZCBhcyB3ZWxs/requests',
  answer: DEFAULT_INSPECTOR_ANSWER,
  createdAt: '2026-03-02T08:00:00.000Z',
};
const request = {
  id: '1772438400000-0',
  at: '2026-03-02T08:00:00.000Z',
  method: 'POST',
  query: '',
  headers: [{ name: 'content-type', value: 'application/json; charset=utf-8' }],
  body: '{"action":"CREATE","type":"RECEIPT","data":{}}',
  bodyEncoding: 'text',
  bytes: 46,
  isTruncated: false,
  signature: 'verified',
  signatureReason: null,
  webhookId: '018f3f4e-9d5e-7c1a-b1a5-3f1f2f3f4f5f',
  answer: { status: 200, delayMs: 0 },
};
const one = (description: string) => ({ description, schema: inspectorView, example: inspector });
const page = {
  200: {
    description: 'a page of requests',
    schema: z.array(inspectedRequestView),
    example: [request],
    headers: NEXT_HEADER,
  },
};

export const inspectorOperations: readonly OperationSpec[] = [
  {
    method: 'post',
    path: '/api/inspectors',
    operationId: 'createInspector',
    tag,
    summary: 'Make an address that shows what is sent to it',
    description:
      'Any method to `url` is taken, kept for a while, and answered as `answer` says. Signatures are checked with the secrets of webhooks ' +
      'that point at it: by their URL, or as `webhookId`. 409 when the account has as many as it may.',
    scopes,
    body: inspectorBody,
    bodyExample: { name: 'my first receiver', answer: { status: 503, delayMs: 2_000 } },
    answers: { 201: one('the inspector') },
  },
  {
    method: 'get',
    path: '/api/inspectors',
    operationId: 'listInspectors',
    tag,
    summary: 'Inspectors, newest first',
    scopes,
    answers: {
      200: { description: 'all of them', schema: z.array(inspectorView), example: [inspector] },
    },
  },
  {
    method: 'get',
    path: '/api/inspectors/:id',
    operationId: 'getInspector',
    tag,
    summary: 'An inspector',
    scopes,
    params,
    answers: { 200: one('the inspector') },
  },
  {
    method: 'patch',
    path: '/api/inspectors/:id',
    operationId: 'changeInspector',
    tag,
    summary: 'Change what an inspector answers, its name or its webhook',
    description: 'What is absent stays, inside `answer` too. A new answer is given within a second.',
    scopes,
    params,
    body: inspectorBody,
    bodyExample: { answer: { status: 500, headers: { 'Retry-After': '30' } } },
    answers: { 200: one('the inspector as it is now') },
  },
  {
    method: 'delete',
    path: '/api/inspectors/:id',
    operationId: 'deleteInspector',
    tag,
    summary: 'Delete an inspector with its requests',
    scopes,
    params,
    answers: { 204: NO_CONTENT },
  },
  {
    method: 'get',
    path: '/api/inspectors/:id/requests',
    operationId: 'listInspectedRequests',
    tag,
    summary: 'What an inspector took, newest first',
    scopes,
    params,
    query: inspectorRequestsQuery,
    answers: page,
  },
  {
    method: 'delete',
    path: '/api/inspectors/:id/requests',
    operationId: 'clearInspectedRequests',
    tag,
    summary: 'Forget what an inspector took',
    scopes,
    params,
    answers: { 204: NO_CONTENT },
  },
  {
    method: 'get',
    path: '/api/inspectors/:id/requests/:rid',
    operationId: 'getInspectedRequest',
    tag,
    summary: 'A request that an inspector took',
    scopes,
    params: z.object({ id: z.string(), rid: z.string() }),
    answers: { 200: { description: 'the request', schema: inspectedRequestView, example: request } },
  },
  {
    method: 'get',
    path: '/api/inspectors/:id/stream',
    operationId: 'streamInspector',
    tag,
    summary: 'What an inspector takes, as it comes',
    description: STREAM_WORDS,
    scopes,
    params,
    answers: {
      200: {
        description: 'a stream that goes on until one side ends it',
        contentType: 'text/event-stream',
        schema: inspectorMessage,
        example: {
          event: 'request',
          data: {
            id: request.id,
            inspectorId: inspector.id,
            at: request.at,
            method: 'POST',
            bytes: 46,
            signature: 'verified',
            status: 200,
          },
        },
      },
    },
  },
  {
    method: 'get',
    path: '/api/inspector-view/:secret/requests',
    operationId: 'viewInspectedRequests',
    tag,
    summary: 'The same, for whoever knows the inspector’s `viewUrl`',
    description:
      'Needs no token: the secret in the path is what opens it, and nothing else of the account. ' +
      'A browser, which asks for `text/html`, gets a page to read instead.',
    scopes: [],
    params: z.object({ secret: z.string() }),
    query: inspectorRequestsQuery,
    answers: page,
  },
];
