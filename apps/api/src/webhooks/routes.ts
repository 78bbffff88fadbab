import type { Actor } from '@kassahook/contracts/audit';
import type { Endpoint } from '@kassahook/contracts/subscription';
import type { EventReads } from '@kassahook/mongo/eventReads';
import type { EventStore } from '@kassahook/mongo/eventStore';
import type { Clock } from '@kassahook/platform/clock';
import type { WebhookSecretStore } from '@kassahook/postgres/webhookSecrets';
import type { createWebhookStore } from '@kassahook/postgres/webhookStore';
import type { Sender } from '@kassahook/sender/sender';
import { parseWebhookSecret, signatureHeaders } from '@kassahook/sender/signature';
import type { RoomRoutes } from '../app.js';
import type { Authenticate } from '../http/authenticate.js';
import type { ApiMiddleware } from '../http/context.js';
import { previewRoutes } from './previewRoutes.js';
import { createPreviewWebhook } from './previewWebhook.js';
import type { ReadRotation } from './secretRotation.js';
import { createSendTest, type SendTestDeps } from './sendTest.js';
import { webhookCareRoutes } from './webhookCareRoutes.js';
import { createWebhookForms } from './webhookForms.js';
import { webhookRoutes } from './webhookRoutes.js';

/** What webhooks are kept in, shown from and tested with. */
export interface WebhookRoomDeps {
  webhooks: ReturnType<typeof createWebhookStore>;
  /** The same store, whose changes are this actor's in the audit log. */
  webhooksBy: (actor: Actor) => ReturnType<typeof createWebhookStore>;
  webhookSecrets: WebhookSecretStore;
  webhookSecretsBy: (actor: Actor) => WebhookSecretStore;
  events: EventStore;
  eventReads: EventReads;
  sender: Pick<Sender, 'send'>;
  /** What bounds tests of webhooks. */
  tests: Pick<SendTestDeps, 'takeQuota' | 'takePlace'>;
  /** Ends an endpoint's rest: see `EndpointRests.answered`. */
  tryAnew: (endpoint: Endpoint) => void;
  userAgent: string;
  clock: Clock;
}

/** Webhooks: kept, previewed, tested, their secrets. To be added after `/api/webhooks/health`, which `/api/webhooks/:id` would take for an id. */
export function webhookRooms(
  deps: WebhookRoomDeps & {
    authenticate: Authenticate;
    jsonBody: ApiMiddleware;
    /** Why no webhook may have this address; null when one may. */
    urlProblem: (url: string) => string | null;
    newSecret: () => string;
    readRotation: ReadRotation;
  },
): RoomRoutes[] {
  const { authenticate, jsonBody, webhooks, webhooksBy, events, eventReads, newSecret, tryAnew, clock } =
    deps;
  return [
    webhookRoutes({
      authenticate,
      jsonBody,
      webhooks,
      webhooksBy,
      forms: createWebhookForms({ urlProblem: deps.urlProblem, parseSecret: parseWebhookSecret }),
      newSecret,
      tryAnew,
    }),
    previewRoutes({
      authenticate,
      jsonBody,
      previewWebhook: createPreviewWebhook({
        events: { list: (query) => eventReads.list(query), byIds: (ids) => events.byIds(ids) },
      }),
    }),
    webhookCareRoutes({
      authenticate,
      jsonBody,
      webhooks,
      webhooksBy,
      secretsBy: deps.webhookSecretsBy,
      readRotation: deps.readRotation,
      sendTest: createSendTest({
        send: (request) => deps.sender.send(request),
        sign: signatureHeaders,
        secretsOf: async (accountId, webhookId) => {
          const { current, previous } = await deps.webhookSecrets.read(accountId, webhookId);
          return previous ? [current, previous.secret] : [current];
        },
        ...deps.tests,
        userAgent: deps.userAgent,
        clock,
      }),
      tryAnew,
    }),
  ];
}
