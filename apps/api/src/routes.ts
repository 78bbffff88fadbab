import { randomBytes } from 'node:crypto';
import type { DeliveryMessage } from '@kassahook/contracts/messages';
import type { AttemptStore } from '@kassahook/mongo/attemptStore';
import type { DeliveryReads } from '@kassahook/mongo/deliveryReads';
import type { EventReads } from '@kassahook/mongo/eventReads';
import type { EventStore } from '@kassahook/mongo/eventStore';
import type { JournalStore } from '@kassahook/mongo/journalStore';
import { presentEncashment } from '@kassahook/mongo/models/encashment';
import { presentReceipt } from '@kassahook/mongo/models/receipt';
import { presentShift } from '@kassahook/mongo/models/shift';
import type { Clock } from '@kassahook/platform/clock';
import type { Logger } from '@kassahook/platform/logger';
import type { createDeviceStore } from '@kassahook/postgres/deviceStore';
import type { createHealthStore } from '@kassahook/postgres/healthStore';
import type { JobStore } from '@kassahook/postgres/jobStore';
import type { NotificationStore } from '@kassahook/postgres/notificationStore';
import type { StatsStore } from '@kassahook/postgres/statsStore';
import type { createTokenStore } from '@kassahook/postgres/tokenStore';
import type { WebhookSecretStore } from '@kassahook/postgres/webhookSecrets';
import type { createWebhookStore } from '@kassahook/postgres/webhookStore';
import type { Sender } from '@kassahook/sender/sender';
import { newWebhookSecret, parseWebhookSecret, signatureHeaders } from '@kassahook/sender/signature';
import type { UrlPolicy } from '@kassahook/sender/urlPolicy';
import { deliveryRoutes } from './deliveries/deliveryRoutes.js';
import { createFindDelivery } from './deliveries/findDelivery.js';
import { createResendDelivery } from './deliveries/resendDelivery.js';
import { eventRoutes } from './eventLog/eventRoutes.js';
import { createDeviceReports } from './device/deviceReports.js';
import { deviceRoutes } from './device/deviceRoutes.js';
import { createKnownShifts, type KnownShiftsDeps } from './device/knownShifts.js';
import { createRegisters } from './device/registers.js';
import { createAuthenticate } from './http/authenticate.js';
import type { ApiRouter } from './http/context.js';
import { createJsonBody } from './http/jsonBody.js';
import { createTokenCache } from './http/tokenCache.js';
import { createTokenSource } from './http/tokenSource.js';
import { notificationRoutes } from './notifications/notificationRoutes.js';
import { statsRoutes } from './stats/statsRoutes.js';
import { createSendTest } from './webhooks/sendTest.js';
import { webhookCareRoutes } from './webhooks/webhookCareRoutes.js';
import { createWebhookForms } from './webhooks/webhookForms.js';
import { jobRoutes } from './jobs/jobRoutes.js';
import { webhookRoutes } from './webhooks/webhookRoutes.js';

export interface ApiRoutesDeps {
  webhooks: ReturnType<typeof createWebhookStore>;
  webhookSecrets: WebhookSecretStore;
  devices: ReturnType<typeof createDeviceStore>;
  tokens: ReturnType<typeof createTokenStore>;
  jobs: JobStore;
  stats: StatsStore;
  notifications: NotificationStore;
  health: ReturnType<typeof createHealthStore>;
  /** How long nothing but failures switches a webhook off; 0: never. */
  disableAfterMs: number;
  journal: JournalStore;
  hasShift: KnownShiftsDeps['exists'];
  events: EventStore;
  eventReads: EventReads;
  attempts: AttemptStore;
  deliveryReads: DeliveryReads;
  urlPolicy: UrlPolicy;
  sender: Pick<Sender, 'send'>;
  /** Takes one test of a webhook; answers with 0, or for how many ms there is none left. */
  takeTest: (webhookId: string) => Promise<number>;
  userAgent: string;
  /** Publishes to the queue of first attempts, confirmed. */
  publishDelivery: (message: DeliveryMessage) => Promise<void>;
  clock: Clock;
  logger: Logger;
}

/** The routes of every room, put together over the stores. */
export function apiRoutes(deps: ApiRoutesDeps): ((router: ApiRouter) => void)[] {
  const { webhooks, devices, journal, events, eventReads, attempts, urlPolicy, clock, logger } = deps;
  const loadToken = createTokenSource({ tokens: deps.tokens, logger });
  const tokenCache = createTokenCache({ load: loadToken, clock });
  const authenticate = createAuthenticate({ findPrincipal: (tokenHash) => tokenCache.find(tokenHash) });
  const jsonBody = createJsonBody();

  const forms = createWebhookForms({
    urlProblem(url) {
      const verdict = urlPolicy.check(url);
      return verdict.ok ? null : verdict.reason;
    },
    parseSecret: parseWebhookSecret,
  });
  const resendDelivery = createResendDelivery({
    events,
    isWebhookActive: async (accountId, webhookId) => {
      const found = (await webhooks.list(accountId)).find(({ id }) => id === webhookId);
      return found?.isActive ?? null;
    },
    publish: deps.publishDelivery,
    clock,
  });
  const registerOf = createRegisters({
    async load(accountId, id) {
      const { device } = await devices.get({ accountId, id });
      return { shopId: device.groupId, timezoneOffsetMinutes: device.timezoneOffset };
    },
    clock,
  });
  const reports = createDeviceReports({
    journal,
    knownShifts: createKnownShifts({ exists: deps.hasShift }),
    clock,
  });

  return [
    webhookRoutes({
      authenticate,
      jsonBody,
      webhooks,
      forms,
      newSecret: () => newWebhookSecret(randomBytes),
    }),
    webhookCareRoutes({
      authenticate,
      jsonBody,
      webhooks,
      secrets: deps.webhookSecrets,
      newSecret: () => newWebhookSecret(randomBytes),
      parseSecret: parseWebhookSecret,
      sendTest: createSendTest({
        send: (request) => deps.sender.send(request),
        sign: signatureHeaders,
        secretsOf: async (accountId, webhookId) => {
          const { current, previous } = await deps.webhookSecrets.read(accountId, webhookId);
          return previous ? [current, previous.secret] : [current];
        },
        takeQuota: deps.takeTest,
        userAgent: deps.userAgent,
        clock,
      }),
    }),
    deliveryRoutes({
      authenticate,
      attempts: { ...deps.deliveryReads, byDelivery: (ids) => attempts.byDelivery(ids) },
      eventOf: (accountId, id) => eventReads.get(accountId, id),
      findDelivery: createFindDelivery({ attempts, events: eventReads }),
      requireWebhook: (accountId, webhookId) => webhooks.get(accountId, webhookId),
      resendDelivery,
    }),
    eventRoutes({ authenticate, events: eventReads, attempts }),
    jobRoutes({ authenticate, jsonBody, jobs: deps.jobs, webhooks, clock }),
    statsRoutes({ ...deps, authenticate }),
    notificationRoutes({ authenticate, notifications: deps.notifications }),
    deviceRoutes({
      authenticate,
      jsonBody,
      registerOf,
      reports,
      present: { shift: presentShift, receipt: presentReceipt, encashment: presentEncashment },
    }),
  ];
}
