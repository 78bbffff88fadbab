import Router from '@koa/router';
import Koa from 'koa';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { StoredEvent } from '@kassahook/contracts/event';
import { deliveryRoutes, type DeliveryRoutesDeps } from '../src/deliveries/deliveryRoutes.js';
import type { ApiMiddleware, ApiRouter, ApiState } from '../src/http/context.js';
import { serve, type Served } from './served.js';

const event: StoredEvent = {
  ...{ id: '018f3f4e-9d60-7b77-8e11-2a2b2c2d2e2f', source: 'mongo', accountId: 'a', type: 'RECEIPT' },
  ...{ action: 'CREATE', entityId: 'r1', occurredAt: new Date('2026-03-01T09:15:00.000Z') },
  ...{ snapshot: '{"number":1042,"amount":500}', webhookIds: ['w'] },
};

let served: Served;
/** Reads of events, in order. */
let reads: string[];

beforeEach(async () => {
  reads = [];
  const router: ApiRouter = new Router();
  const authenticate: DeliveryRoutesDeps['authenticate'] = (): ApiMiddleware => (ctx, next) => {
    ctx.state.principal = { accountId: 'a' } as NonNullable<typeof ctx.state.principal>;
    return next();
  };
  deliveryRoutes({
    authenticate,
    attempts: {
      listAttempts: () => Promise.resolve([]),
      briefByDelivery: () => Promise.resolve(new Map()),
      storedAttempts: () => Promise.resolve(new Set()),
    },
    events: { list: () => Promise.resolve([event]) },
    eventsOf: () => {
      reads.push('some');
      return Promise.resolve([event]);
    },
    eventOf: () => {
      reads.push('one');
      return Promise.resolve(event);
    },
    findDelivery: () => Promise.resolve(null),
    readPlaces: () => Promise.resolve({ callbackUrls: new Map(), rests: new Map() }),
    requireWebhook: () => Promise.resolve(),
    resendDelivery: () => Promise.resolve(''),
  })(router);
  const app = new Koa<ApiState>();
  app.use(router.routes());
  served = await serve(app);
});
afterEach(() => served.close());

it.each([
  ['of one event are shown with what it is about, then it is read once', `eventId=${event.id}`, ['one']],
  ['of many are, then those are read together', 'state=waiting', ['some']],
])('when deliveries %s', async (_what, query, expected) => {
  const answer = await served.get(`/api/deliveries?subjects=true&${query}`, {});
  expect(await answer.json()).toMatchObject([{ eventId: event.id, subject: { number: 1042 } }]);
  expect(reads).toEqual(expected);
});
