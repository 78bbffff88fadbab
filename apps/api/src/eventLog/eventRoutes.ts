import type { AttemptBrief } from '@kassahook/contracts/attempt';
import type { StoredEvent } from '@kassahook/contracts/event';
import {
  eventQuery,
  type EventDetailView,
  type EventQuery,
  type EventView,
} from '@kassahook/contracts/eventView';
import { placeText } from '@kassahook/contracts/queryInstant';
import { notFound } from '@kassahook/platform/errors';
import { readDeliveriesOf } from '../deliveries/listOfEvent.js';
import { presentDelivery } from '../deliveries/presentDelivery.js';
import type { ReadPlaces } from '../deliveries/readPlaces.js';
import type { Authenticate } from '../http/authenticate.js';
import { pathParam, principalOf, type ApiRouter } from '../http/context.js';
import { validated } from '../http/validate.js';
import { eventSubject } from './eventSubject.js';

export interface EventRoutesDeps {
  authenticate: Authenticate;
  events: {
    /** A page of an account's events, newest first; `isCut` when it is shorter than asked for. */
    page(query: EventQuery & { accountId: string }): Promise<{ rows: StoredEvent[]; isCut: boolean }>;
    get(accountId: string, id: string): Promise<StoredEvent | null>;
  };
  attempts: { briefByDelivery(deliveryIds: readonly string[]): Promise<Map<string, AttemptBrief[]>> };
  readPlaces: ReadPlaces;
}

const PATH = '/api/events';

/** `/api/events`: what happened, and which deliveries it made. Needs `read` or `webhooks`. */
export function eventRoutes({ authenticate, events, attempts, readPlaces }: EventRoutesDeps) {
  const reader = authenticate('read', 'webhooks');

  return (router: ApiRouter): void => {
    router.get(PATH, reader, async (ctx) => {
      const query = validated(eventQuery, ctx.query);
      const { accountId } = principalOf(ctx);
      // One more than asked for says whether there is a next page.
      const { rows, isCut } = await events.page({ ...query, accountId, limit: query.limit + 1 });
      const page = rows.slice(0, query.limit);
      const last = page.at(-1);
      if (last && (isCut || rows.length > page.length)) {
        ctx.set('X-Next-Before', placeText({ at: last.occurredAt, id: last.id }));
      }
      ctx.body = page.map(presentEvent);
    });

    router.get(`${PATH}/:id`, reader, async (ctx) => {
      const id = pathParam(ctx, 'id').toLowerCase();
      const event = await events.get(principalOf(ctx).accountId, id);
      if (!event) throw notFound('event');
      const deliveries = await readDeliveriesOf(event, attempts);
      const places = await readPlaces(deliveries);
      ctx.body = {
        ...presentEvent(event),
        data: JSON.parse(event.snapshot) as unknown,
        deliveries: deliveries.map((delivery) => presentDelivery(delivery, places)),
      } satisfies EventDetailView;
    });
  };
}

function presentEvent(event: StoredEvent): EventView {
  return {
    id: event.id,
    type: event.type,
    action: event.action,
    entityId: event.entityId,
    occurredAt: event.occurredAt.toISOString(),
    subject: eventSubject(event),
    deliveries: event.webhookIds.length,
  };
}
