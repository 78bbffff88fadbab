import { z } from 'zod';
import {
  webhookOverviewQuery,
  webhookOverviewView,
  webhookPendingView,
} from '@kassahook/contracts/webhookOverview';
import type { OperationSpec } from '../http/operationSpec.js';
import { OVERVIEW_PATH, PENDING_PATH } from './webhookOverviewRoutes.js';

/** Webhooks at a glance, described. */
export const webhookOverviewOperations: readonly OperationSpec[] = [
  {
    method: 'get',
    path: OVERVIEW_PATH,
    operationId: 'getWebhooksHealth',
    tag: 'Statistics',
    summary: 'How all webhooks are',
    description:
      'From counters that are about a second old. `successRate`, `dead` and `hours` are of the last 24 hours, in hours of UTC, the current one ' +
      'included; `deliveredToday` is since midnight in `timeZone`. `retrying` counts deliveries that have failed and will be tried again; those ' +
      'that are on their way for the first time, or parked, are in no counter: `GET /api/webhooks/:id/pending` counts them. `restsUntil`: until then ' +
      'nothing is sent to the endpoint, which failed so often in a row.',
    scopes: ['read', 'webhooks'],
    query: webhookOverviewQuery,
    answers: {
      200: {
        description: 'totals of the account, and its webhooks in the order of their list',
        schema: webhookOverviewView,
        example: {
          at: '2026-03-01T09:15:00.000Z',
          totals: { webhooks: 1, failing: 1, disabled: 0, deliveredToday: 1_190, dead: 2, retrying: 14 },
          data: [
            {
              webhookId: '7c0f9b8e-3d52-4c1e-9a35-2b4f6f1b2a77',
              url: 'https://shop.example/hooks/kassahook',
              state: 'failing',
              lastSuccessAt: '2026-03-01T09:00:00.000Z',
              lastFailureAt: '2026-03-01T09:15:00.000Z',
              failingSince: '2026-03-01T09:01:00.000Z',
              failuresInRow: 16,
              disableAt: '2026-03-06T09:01:00.000Z',
              restsUntil: null,
              disabledReason: null,
              disabledAt: null,
              successRate: 0.987,
              dead: 2,
              retrying: 14,
              hours: [{ at: '2026-03-01T09:00:00.000Z', delivered: 88, failed: 16 }],
            },
          ],
        },
      },
    },
  },
  {
    method: 'get',
    path: PENDING_PATH,
    operationId: 'getWebhookPending',
    tag: 'Statistics',
    summary: 'What a webhook’s deletion would keep from being sent',
    description:
      '`waiting` are deliveries without an attempt, also those that are set aside while the endpoint is busy or rests (`nextAttemptAt` is null), among the ' +
      'webhook’s newest thousand events; `retrying` those that will be tried again later, a thousand at most; `parked` those whose retry was due and has ' +
      'not been made: set aside likewise, or on their way, among the newest thousand that were due; `overdue` those that were due for longer than anything ' +
      'is set aside: lost with a broker, or sent by nobody; `replay-missing` brings them. `isMore`: there may be others. `restsUntil`: the endpoint failed so often in a row that nothing is sent to it until then; null while ' +
      'it does not rest, or when that cannot be told.',
    scopes: ['read', 'webhooks'],
    params: z.object({ id: z.string() }),
    answers: {
      200: {
        description: 'the counts',
        schema: webhookPendingView,
        example: {
          waiting: 1,
          retrying: 11,
          parked: 3,
          overdue: 0,
          restsUntil: '2026-03-01T09:15:30.000Z',
          total: 15,
          isMore: false,
        },
      },
    },
  },
];
