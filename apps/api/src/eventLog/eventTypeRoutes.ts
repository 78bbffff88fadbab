import type { Clock } from '@kassahook/platform/clock';
import type { Authenticate } from '../http/authenticate.js';
import type { ApiRouter } from '../http/context.js';
import { eventTypes } from './eventTypes.js';

export const EVENT_TYPES_PATH = '/api/event-types';

/** `/api/event-types`: what a webhook can hear, the same for every account. Needs `read` or `webhooks`. */
export function eventTypeRoutes({ authenticate, clock }: { authenticate: Authenticate; clock: Clock }) {
  return (router: ApiRouter): void => {
    router.get(EVENT_TYPES_PATH, authenticate('read', 'webhooks'), (ctx) => {
      ctx.body = eventTypes(clock.now());
    });
  };
}
