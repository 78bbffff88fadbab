import { deliveryStateOf } from '@kassahook/domain/deliveryState';
import type { AttemptStore } from '@kassahook/mongo/attemptStore';
import type { DeliveryReads } from '@kassahook/mongo/deliveryReads';
import type { EventReads } from '@kassahook/mongo/eventReads';
import type { Clock } from '@kassahook/platform/clock';
import type { createHealthStore } from '@kassahook/postgres/healthStore';
import type { OutlookStore } from '@kassahook/postgres/outlookStore';
import type { StatsStore } from '@kassahook/postgres/statsStore';
import type { Authenticate } from '../http/authenticate.js';
import type { ApiRouter } from '../http/context.js';
import { createCountPending, type CountPendingDeps } from './countPending.js';
import { statsRoutes, type StatsRoutesDeps } from './statsRoutes.js';
import { createWebhookOverview } from './webhookOverview.js';
import { webhookOverviewRoutes } from './webhookOverviewRoutes.js';

/** The stores that counters and health are read from. */
export interface StatsRoomDeps {
  stats: StatsStore;
  health: ReturnType<typeof createHealthStore>;
  outlook: OutlookStore;
  restsUntil: StatsRoutesDeps['restsUntil'];
  /** How long nothing but failures switches a webhook off; 0: never. */
  disableAfterMs: number;
  /** The longest wait between two attempts of a delivery. */
  longestWaitMs: number;
  /** How long an attempt of a webhook may be set aside, parked or waiting for its rate. */
  setAsideMs: CountPendingDeps['setAsideMs'];
  eventReads: EventReads;
  deliveryReads: DeliveryReads;
  attempts: Pick<AttemptStore, 'briefByDelivery'>;
  webhooks: StatsRoutesDeps['webhooks'];
  clock: Clock;
}

/** Statistics and health. To be added before `/api/webhooks/:id`, which would take `health` for an id. */
export function statsRooms(
  deps: StatsRoomDeps & { authenticate: Authenticate },
): ((router: ApiRouter) => void)[] {
  const { authenticate, health, outlook, eventReads, deliveryReads, attempts, webhooks, clock } = deps;
  const { restsUntil, disableAfterMs } = deps;
  return [
    webhookOverviewRoutes({
      authenticate,
      webhookOverview: createWebhookOverview({
        webhooks: (accountId) => health.list(accountId),
        counters: outlook,
        restsUntil,
        disableAfterMs,
      }),
      countPending: createCountPending({
        newestEventIds: (query) => eventReads.newestIds(query),
        storedAttempts: (ids) => deliveryReads.storedAttempts(ids),
        dueRetries: (query) => deliveryReads.listDueRetries(query),
        laterRetries: (query) => deliveryReads.countLaterRetries(query),
        deliveredOf: async (deliveryIds) => {
          const logs = await attempts.briefByDelivery(deliveryIds);
          return new Set(deliveryIds.filter((id) => deliveryStateOf(logs.get(id) ?? []) === 'delivered'));
        },
        restsUntil,
        longestWaitMs: deps.longestWaitMs,
        setAsideMs: deps.setAsideMs,
        clock,
      }),
      requireWebhook: (accountId, id) => webhooks.get(accountId, id),
      clock,
    }),
    statsRoutes(deps),
  ];
}
