import { webhookOverviewQuery } from '@kassahook/contracts/webhookOverview';
import type { Clock } from '@kassahook/platform/clock';
import type { Authenticate } from '../http/authenticate.js';
import { pathParam, principalOf, type ApiRouter } from '../http/context.js';
import { validated } from '../http/validate.js';
import type { CountedWebhook, createCountPending } from './countPending.js';
import type { createWebhookOverview } from './webhookOverview.js';

export interface WebhookOverviewRoutesDeps {
  authenticate: Authenticate;
  webhookOverview: ReturnType<typeof createWebhookOverview>;
  countPending: ReturnType<typeof createCountPending>;
  /** Throws AppError NOT_FOUND when the account has no such webhook. */
  requireWebhook: (accountId: string, id: string) => Promise<CountedWebhook>;
  clock: Clock;
}

export const OVERVIEW_PATH = '/api/webhooks/health';
export const PENDING_PATH = '/api/webhooks/:id/pending';

/**
 * `/api/webhooks/health` and `/api/webhooks/:id/pending`; need `read` or `webhooks`. Health is a read of its own, no part of the list: the list is
 * the contract's, and who polls health need not read every webhook's settings each time. To be added before `/api/webhooks/:id`.
 */
export function webhookOverviewRoutes(deps: WebhookOverviewRoutesDeps) {
  const { authenticate, webhookOverview, countPending, requireWebhook, clock } = deps;
  const reader = authenticate('read', 'webhooks');

  return (router: ApiRouter): void => {
    router.get(OVERVIEW_PATH, reader, async (ctx) => {
      const { timeZone: zone } = validated(webhookOverviewQuery, ctx.query);
      ctx.body = await webhookOverview({ accountId: principalOf(ctx).accountId, zone }, clock.now());
    });

    router.get(PENDING_PATH, reader, async (ctx) => {
      const { accountId } = principalOf(ctx);
      const webhook = await requireWebhook(accountId, pathParam(ctx, 'id').toLowerCase());
      ctx.body = await countPending(accountId, webhook);
    });
  };
}
