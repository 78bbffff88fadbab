import { notFound } from '@kassahook/platform/errors';
import type { Authenticate } from '../http/authenticate.js';
import { pathParam, principalOf, type ApiContext, type ApiRouter } from '../http/context.js';
import { validated } from '../http/validate.js';
import { deliveryQuery, placeText } from './deliveryQuery.js';
import { isLog, listDeliveries, type AttemptLists } from './listDeliveries.js';
import { presentDelivery, presentDeliveryLog, type DeliveryLog } from './presentDelivery.js';
import type { createResendDelivery } from './resendDelivery.js';

export interface DeliveryRoutesDeps {
  authenticate: Authenticate;
  attempts: AttemptLists;
  /** Throws AppError NOT_FOUND when the account has no such webhook. */
  requireWebhook: (accountId: string, webhookId: string) => Promise<unknown>;
  resendDelivery: ReturnType<typeof createResendDelivery>;
}

const PATH = '/api/deliveries';
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** `/api/deliveries`: reading needs `read` or `webhooks`, resending `webhooks`. */
export function deliveryRoutes(deps: DeliveryRoutesDeps) {
  const { authenticate, attempts, requireWebhook, resendDelivery } = deps;
  const reader = authenticate('read', 'webhooks');
  const manager = authenticate('webhooks');

  async function logOf(ctx: ApiContext): Promise<DeliveryLog> {
    const id = pathParam(ctx, 'id').toLowerCase();
    const log = UUID.test(id) ? (await attempts.byDelivery([id])).get(id) : undefined;
    if (!isLog(log) || log[0].accountId !== principalOf(ctx).accountId) throw notFound('delivery');
    return log;
  }

  return (router: ApiRouter): void => {
    router.get(PATH, reader, async (ctx) => {
      const { accountId } = principalOf(ctx);
      const query = validated(deliveryQuery, ctx.query);
      const { deliveries, next } = await listDeliveries(attempts, { ...query, accountId });
      // The deliveries of a deleted webhook can still be read; of one that never was, there are none.
      if (deliveries.length === 0) await requireWebhook(accountId, query.webhookId);
      if (next) ctx.set('X-Next-Before', placeText(next));
      ctx.body = deliveries.map(presentDelivery);
    });

    router.get(`${PATH}/:id`, reader, async (ctx) => {
      ctx.body = presentDeliveryLog(await logOf(ctx));
    });

    router.post(`${PATH}/:id/resend`, manager, async (ctx) => {
      const log = await logOf(ctx);
      const resendId = await resendDelivery(log);
      ctx.status = 202;
      ctx.body = { deliveryId: log[0].deliveryId, resendId };
    });
  };
}
