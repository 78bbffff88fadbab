import type { Actor } from '@kassahook/contracts/audit';
import { rotateBody, webhookTestBody } from '@kassahook/contracts/webhookCare';
import { toError, validationFailed } from '@kassahook/platform/errors';
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
import { TestsExhausted, type createSendTest } from './sendTest.js';

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
      rotation: WebhookKey & { secret: string; overlapMs: number },
    ): Promise<{ current: string; previous: { until: Date } | null }>;
  };
  newSecret: () => string;
  /** Throws, with a message for the client, when the text is not a signing secret. */
  parseSecret: (secret: string) => unknown;
  sendTest: ReturnType<typeof createSendTest>;
}

const PATH = '/api/webhooks/:id';
const HOUR_MS = 3_600_000;

/** What an owner does to a webhook besides changing it: switch it, rotate its secret, try it. Needs `webhooks`. */
export function webhookCareRoutes(deps: WebhookCareRoutesDeps) {
  const { authenticate, jsonBody, webhooks, webhooksBy, secretsBy, newSecret, parseSecret, sendTest } = deps;
  const manager = authenticate('webhooks');

  const switches = (isActive: boolean) => async (ctx: ApiContext) => {
    ctx.body = presentWebhook(await webhooksBy(actorOf(ctx)).patch(keyOf(ctx), { isActive }));
  };

  function checked(secret: string): string {
    try {
      parseSecret(secret);
      return secret;
    } catch (error) {
      throw validationFailed({ secret: toError(error).message });
    }
  }

  return (router: ApiRouter): void => {
    router.post(`${PATH}/enable`, manager, switches(true));
    router.post(`${PATH}/disable`, manager, switches(false));

    router.post(`${PATH}/secret/rotate`, manager, jsonBody, async (ctx) => {
      const { overlapHours, secret } = validated(rotateBody, bodyOf(ctx) ?? {});
      const { current, previous } = await secretsBy(actorOf(ctx)).rotate({
        ...keyOf(ctx),
        secret: secret === undefined ? newSecret() : checked(secret),
        overlapMs: Math.round(overlapHours * HOUR_MS),
      });
      ctx.body = { secret: current, previousSecretValidUntil: previous?.until.toISOString() ?? null };
    });

    router.post(`${PATH}/test`, manager, jsonBody, async (ctx) => {
      const wanted = validated(webhookTestBody, bodyOf(ctx) ?? {});
      const { accountId, id } = keyOf(ctx);
      const webhook = await webhooks.get(accountId, id);
      try {
        ctx.body = await sendTest(accountId, webhook, wanted);
      } catch (error) {
        if (error instanceof TestsExhausted) {
          ctx.set('Retry-After', String(Math.ceil(error.retryAfterMs / 1_000)));
        }
        throw error;
      }
    });
  };
}

function keyOf(ctx: ApiContext): WebhookKey {
  return { accountId: principalOf(ctx).accountId, id: pathParam(ctx, 'id').toLowerCase() };
}
