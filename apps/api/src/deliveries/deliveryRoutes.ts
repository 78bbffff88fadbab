import { deliveryHint, deliveryQuery, type DeliveryQuery } from '@kassahook/contracts/delivery';
import { deliveryBody, type StoredEvent } from '@kassahook/contracts/event';
import { placeText } from '@kassahook/contracts/queryInstant';
import { notFound } from '@kassahook/platform/errors';
import type { Authenticate } from '../http/authenticate.js';
import { eventSubject } from '../eventLog/eventSubject.js';
import { pathParam, principalOf, type ApiContext, type ApiRouter } from '../http/context.js';
import { validated } from '../http/validate.js';
import type { Delivery, DeliveryInFull } from './delivery.js';
import type { FindDelivery } from './findDelivery.js';
import { listDeliveries, type DeliveryPage } from './listDeliveries.js';
import { pageOfEvent, readDeliveriesOf } from './listOfEvent.js';
import { listWaiting, type WaitingLists } from './listWaiting.js';
import { presentDelivery, presentDeliveryLog } from './presentDelivery.js';
import type { ReadPlaces } from './readPlaces.js';
import type { createResendDelivery } from './resendDelivery.js';

export interface DeliveryRoutesDeps {
  authenticate: Authenticate;
  attempts: WaitingLists['attempts'];
  events: WaitingLists['events'];
  /** Those of the account's events that are stored; of large ones not all. */
  eventsOf: (accountId: string, ids: readonly string[]) => Promise<StoredEvent[]>;
  /** The account's event; null when it is not stored (any more). */
  eventOf: (accountId: string, id: string) => Promise<StoredEvent | null>;
  findDelivery: FindDelivery;
  readPlaces: ReadPlaces;
  /** Throws AppError NOT_FOUND when the account has no such webhook. */
  requireWebhook: (accountId: string, webhookId: string) => Promise<unknown>;
  resendDelivery: ReturnType<typeof createResendDelivery>;
}

const PATH = '/api/deliveries';

/** `/api/deliveries`: reading needs `read` or `webhooks`, resending `webhooks`. */
export function deliveryRoutes(deps: DeliveryRoutesDeps) {
  const { authenticate, attempts, events, eventsOf, eventOf, findDelivery } = deps;
  const { readPlaces, requireWebhook, resendDelivery } = deps;
  const reader = authenticate('read', 'webhooks');
  const manager = authenticate('webhooks');

  async function deliveryOf(ctx: ApiContext): Promise<DeliveryInFull> {
    const { eventId } = validated(deliveryHint, { eventId: ctx.query['eventId'] });
    const id = pathParam(ctx, 'id').toLowerCase();
    const delivery = await findDelivery({ accountId: principalOf(ctx).accountId, id, eventId });
    if (!delivery) throw notFound('delivery');
    return delivery;
  }

  /** @param event the one that all of them are of, when it was read already */
  async function subjectsOf(accountId: string, deliveries: readonly Delivery[], event: StoredEvent | null) {
    const eventIds = [...new Set(deliveries.map(({ eventId }) => eventId))];
    const stored = event ? [event] : await eventsOf(accountId, eventIds);
    return new Map(stored.map((event) => [event.id, eventSubject(event)]));
  }

  /** @param event the one that is asked for, when it is stored */
  async function pageOf(
    accountId: string,
    query: Omit<DeliveryQuery, 'subjects'>,
    event: StoredEvent | null,
  ): Promise<DeliveryPage> {
    if (event) return pageOfEvent(await readDeliveriesOf(event, attempts), query);
    // An event that is not stored has made none that wait.
    const mayWait = query.state === 'waiting' && query.eventId === undefined;
    if (mayWait) return listWaiting({ attempts, events }, { ...query, accountId });
    return listDeliveries(attempts, { ...query, accountId });
  }

  return (router: ApiRouter): void => {
    router.get(PATH, reader, async (ctx) => {
      const { accountId } = principalOf(ctx);
      const { subjects: hasSubjects, ...query } = validated(deliveryQuery, ctx.query);
      const event = query.eventId === undefined ? null : await eventOf(accountId, query.eventId);
      const { deliveries, next } = await pageOf(accountId, query, event);
      // The deliveries of a deleted webhook can still be read; of one that never was, there are none.
      if (deliveries.length === 0 && query.webhookId !== undefined) {
        await requireWebhook(accountId, query.webhookId);
      }
      if (next) ctx.set('X-Next-Before', placeText(next));
      const [places, subjects] = await Promise.all([
        readPlaces(deliveries),
        hasSubjects ? subjectsOf(accountId, deliveries, event) : null,
      ]);
      ctx.body = deliveries.map((delivery) => ({
        ...presentDelivery(delivery, places),
        ...(subjects && { subject: subjects.get(delivery.eventId) ?? null }),
      }));
    });

    router.get(`${PATH}/:id`, reader, async (ctx) => {
      const delivery = await deliveryOf(ctx);
      const [event, places] = await Promise.all([
        eventOf(delivery.accountId, delivery.eventId),
        readPlaces([delivery]),
      ]);
      ctx.body = {
        ...presentDeliveryLog(delivery, { requestBody: event && deliveryBody(event), places }),
        subject: event && eventSubject(event),
      };
    });

    router.post(`${PATH}/:id/resend`, manager, async (ctx) => {
      const delivery = await deliveryOf(ctx);
      const resendId = await resendDelivery(delivery);
      ctx.status = 202;
      ctx.body = { deliveryId: delivery.deliveryId, resendId };
    });
  };
}
