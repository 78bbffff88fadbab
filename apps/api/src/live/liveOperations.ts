import { streamMessage } from '@kassahook/contracts/live';
import type { OperationSpec } from '../http/operationSpec.js';

/** The part of the description that both streams share. */
export const STREAM_WORDS =
  'Server-sent events (`text/event-stream`): the schema is that of one of them, `event` its name and `data` its JSON. ' +
  '`hello` comes first, `live` about a second later: from then on nothing is left out, so what is shown should be read once more. ' +
  'After `degraded` changes may be missing until the next `live`; `more` says that so many messages were left out. ' +
  'Messages are hints: they may come twice, and what was lost with a connection is not repeated (`Last-Event-ID` is not looked at). ' +
  'A comment every 15 s keeps the connection; the stream ends with the session or the token. 429 when the account has too many open.';

export const liveOperations: readonly OperationSpec[] = [
  {
    method: 'get',
    path: '/api/stream',
    operationId: 'streamAccount',
    tag: 'Live',
    summary: 'What happens in the account, as it happens',
    description: STREAM_WORDS,
    scopes: ['read'],
    answers: {
      200: {
        description: 'a stream that goes on until one side ends it',
        contentType: 'text/event-stream',
        schema: streamMessage,
        example: {
          event: 'delivery',
          data: {
            id: '5b0c9f0e-6f0e-5d0a-9a55-2f2a1e0c7b11',
            webhookId: '018f3f4e-9d5e-7c1a-b1a5-3f1f2f3f4f5f',
            eventId: '018f3f60-1111-7222-8333-444455556666',
            type: 'RECEIPT',
            action: 'CREATE',
            entityId: '018f3f60-0000-7222-8333-444455556666',
            trigger: 'schedule',
            state: 'waiting',
            attempts: 1,
            lastStatus: 500,
            lastErrorClass: 'SERVER_ERROR',
            nextAttemptAt: '2026-03-02T08:01:00.000Z',
            at: '2026-03-02T08:00:00.000Z',
          },
        },
      },
    },
  },
];
