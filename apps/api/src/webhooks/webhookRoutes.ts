import type { Actor } from '@kassahook/contracts/audit';
import { endpointOf, type Endpoint } from '@kassahook/contracts/subscription';
import type { WebhookCreateBody } from '@kassahook/contracts/webhook';
import { actorOf } from '../http/actor.js';
import type { Authenticate } from '../http/authenticate.js';
import { answerCatalogue } from '../http/catalogueList.js';
import {
  pathParam,
  principalOf,
  type ApiContext,
  type ApiMiddleware,
  type ApiRouter,
} from '../http/context.js';
import { bodyOf } from '../http/jsonBody.js';
import { presentToReader, presentWebhook, type StoredWebhook } from './presentWebhook.js';
import type { createWebhookForms } from './webhookForms.js';

type WebhookInput = Omit<WebhookCreateBody, 'secret'>;
type WebhookPatch = { [Field in keyof WebhookInput]?: WebhookInput[Field] | undefined };

interface WebhookKey {
  accountId: string;
  id: string;
}

/** The webhooks of an account. Each call throws AppError NOT_FOUND for an id that is not the account's, or not one at all. */
export interface WebhookStore {
  list(accountId: string): Promise<StoredWebhook[]>;
  get(accountId: string, id: string): Promise<StoredWebhook>;
  create(accountId: string, input: WebhookInput & { secret: string }): Promise<StoredWebhook>;
  patch(key: WebhookKey, patch: WebhookPatch): Promise<StoredWebhook>;
  replace(key: WebhookKey, input: WebhookInput): Promise<StoredWebhook>;
  remove(accountId: string, id: string): Promise<void>;
  secret(accountId: string, id: string): Promise<string>;
}

export interface WebhookRoutesDeps {
  authenticate: Authenticate;
  jsonBody: ApiMiddleware;
  webhooks: WebhookStore;
  /** The same store, whose changes are this actor's. */
  webhooksBy: (actor: Actor) => WebhookStore;
  forms: ReturnType<typeof createWebhookForms>;
  newSecret: () => string;
  /** Ends an endpoint's rest: see `EndpointRests.answered`. */
  tryAnew: (endpoint: Endpoint) => void;
}

const PATH = '/api/webhooks';

/** `/api/webhooks`: reading needs `read` or `webhooks`, everything else `webhooks`. */
export function webhookRoutes(deps: WebhookRoutesDeps) {
  const { authenticate, jsonBody, webhooks, webhooksBy, forms, newSecret, tryAnew } = deps;
  const reader = authenticate('read', 'webhooks');
  const manager = authenticate('webhooks');

  const answerChanged = (ctx: ApiContext, webhook: StoredWebhook): void => {
    // A change of an endpoint that fails is mostly its repair.
    if (webhook.isActive) tryAnew(endpointOf(webhook));
    ctx.body = presentWebhook(webhook);
  };

  return (router: ApiRouter): void => {
    router.get(PATH, reader, async (ctx) => {
      const list = await webhooks.list(principalOf(ctx).accountId);
      answerCatalogue(ctx, list.map(presenterFor(ctx)));
    });

    router.post(PATH, manager, jsonBody, async (ctx) => {
      const { secret = newSecret(), ...input } = forms.create(bodyOf(ctx));
      const created = await webhooksBy(actorOf(ctx)).create(principalOf(ctx).accountId, { ...input, secret });
      ctx.status = 201;
      ctx.body = presentWebhook(created);
    });

    router.get(`${PATH}/:id`, reader, async (ctx) => {
      const { accountId, id } = keyOf(ctx);
      ctx.body = presenterFor(ctx)(await webhooks.get(accountId, id));
    });

    router.patch(`${PATH}/:id`, manager, jsonBody, async (ctx) => {
      const key = keyOf(ctx);
      answerChanged(ctx, await webhooksBy(actorOf(ctx)).patch(key, forms.patch(bodyOf(ctx), key)));
    });

    router.put(`${PATH}/:id`, manager, jsonBody, async (ctx) => {
      const key = keyOf(ctx);
      answerChanged(ctx, await webhooksBy(actorOf(ctx)).replace(key, forms.replace(bodyOf(ctx), key)));
    });

    router.delete(`${PATH}/:id`, manager, async (ctx) => {
      const { accountId, id } = keyOf(ctx);
      await webhooksBy(actorOf(ctx)).remove(accountId, id);
      ctx.status = 204;
    });

    router.get(`${PATH}/:id/secret`, manager, async (ctx) => {
      const { accountId, id } = keyOf(ctx);
      ctx.body = { secret: await webhooks.secret(accountId, id) };
    });
  };
}

function presenterFor(ctx: ApiContext): typeof presentWebhook {
  return principalOf(ctx).scopes.has('webhooks') ? presentWebhook : presentToReader;
}

function keyOf(ctx: ApiContext): WebhookKey {
  return { accountId: principalOf(ctx).accountId, id: pathParam(ctx, 'id').toLowerCase() };
}
