import type { Actor } from '@kassahook/contracts/audit';
import { endpointOf, type Endpoint } from '@kassahook/contracts/subscription';
import { webhookTestBody } from '@kassahook/contracts/webhookCare';
import { actorOf } from '../http/actor.js';
import type { Authenticate } from '../http/authenticate.js';
import {
  pathParam,
  principalOf,
  type ApiContext,
  type ApiMiddleware,
  type ApiRouter,
} from '../http/context.js';
import { bodyOf } from '../http/jsonBody.js';
import { validated } from '../http/validate.js';
import { presentWebhook, type StoredWebhook } from './presentWebhook.js';
import { presentRotation, type ReadRotation, type WantedRotation } from './secretRotation.js';
import type { createSendTest } from './sendTest.js';

interface WebhookKey {
  accountId: string;
  id: string;
}

export interface WebhookCareRoutesDeps {
  authenticate: Authenticate;
  jsonBody: ApiMiddleware;
  webhooks: {
    get(accountId: string, id: string): Promise<StoredWebhook>;
  };
  /** What an actor changes is his in the audit log. */
  webhooksBy: (actor: Actor) => {
    patch(key: WebhookKey, patch: { isActive: boolean }): Promise<StoredWebhook>;
  };
  secretsBy: (actor: Actor) => {
    rotate(
      rotation: WebhookKey & WantedRotation,
    ): Promise<{ current: string; previous: { until: Date } | null }>;
  };
  readRotation: ReadRotation;
  sendTest: ReturnType<typeof createSendTest>;
  /** Ends an endpoint's rest: see `EndpointRests.answered`. */
  tryAnew: (endpoint: Endpoint) => void;
}

const PATH = '/api/webhooks/:id';

/** What an owner does to a webhook besides changing it: switch it, rotate its secret, try it. Needs `webhooks`. */
export function webhookCareRoutes(deps: WebhookCareRoutesDeps) {
  const { authenticate, jsonBody, webhooks, webhooksBy, secretsBy, readRotation, sendTest, tryAnew } = deps;
  const manager = authenticate('webhooks');

  const switches = (isActive: boolean) => async (ctx: ApiContext) => {
    const webhook = await webhooksBy(actorOf(ctx)).patch(keyOf(ctx), { isActive });
    if (isActive) tryAnew(endpointOf(webhook));
    ctx.body = presentWebhook(webhook);
  };

  return (router: ApiRouter): void => {
    router.post(`${PATH}/enable`, manager, switches(true));
    router.post(`${PATH}/disable`, manager, switches(false));

    router.post(`${PATH}/secret/rotate`, manager, jsonBody, async (ctx) => {
      const wanted = readRotation(ctx);
      ctx.body = presentRotation(await secretsBy(actorOf(ctx)).rotate({ ...keyOf(ctx), ...wanted }));
    });

    router.post(`${PATH}/test`, manager, jsonBody, async (ctx) => {
      const wanted = validated(webhookTestBody, bodyOf(ctx) ?? {});
      const { accountId, id } = keyOf(ctx);
      const webhook = await webhooks.get(accountId, id);
      const answer = await sendTest(accountId, webhook, wanted);
      if (answer.delivered) tryAnew(endpointOf(webhook));
      ctx.body = answer;
    });
  };
}

function keyOf(ctx: ApiContext): WebhookKey {
  return { accountId: principalOf(ctx).accountId, id: pathParam(ctx, 'id').toLowerCase() };
}
