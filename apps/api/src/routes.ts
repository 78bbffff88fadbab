import { randomBytes } from 'node:crypto';
import type { Actor } from '@kassahook/contracts/audit';
import type { DeliveryMessage } from '@kassahook/contracts/messages';
import type { AttemptStore } from '@kassahook/mongo/attemptStore';
import type { EventStore } from '@kassahook/mongo/eventStore';
import type { JournalStore } from '@kassahook/mongo/journalStore';
import { presentEncashment } from '@kassahook/mongo/models/encashment';
import { presentReceipt } from '@kassahook/mongo/models/receipt';
import { presentShift } from '@kassahook/mongo/models/shift';
import type { Clock } from '@kassahook/platform/clock';
import type { Logger } from '@kassahook/platform/logger';
import type { createDeviceStore } from '@kassahook/postgres/deviceStore';
import type { createWebhookStore } from '@kassahook/postgres/webhookStore';
import { newWebhookSecret, parseWebhookSecret } from '@kassahook/sender/signature';
import type { UrlPolicy } from '@kassahook/sender/urlPolicy';
import { accessRoutes, type AccessDeps } from './access/routes.js';
import { deliveryRoutes } from './deliveries/deliveryRoutes.js';
import { createResendDelivery } from './deliveries/resendDelivery.js';
import { createDeviceReports } from './device/deviceReports.js';
import { deviceRoutes } from './device/deviceRoutes.js';
import { createKnownShifts, type KnownShiftsDeps } from './device/knownShifts.js';
import { createRegisters } from './device/registers.js';
import type { ApiRouter } from './http/context.js';
import { createJsonBody } from './http/jsonBody.js';
import { createWebhookForms } from './webhooks/webhookForms.js';
import { webhookRoutes } from './webhooks/webhookRoutes.js';

export interface ApiRoutesDeps {
  webhooks: ReturnType<typeof createWebhookStore>;
  /** The same store, whose changes are this actor's in the audit log. */
  webhooksBy: (actor: Actor) => ReturnType<typeof createWebhookStore>;
  devices: ReturnType<typeof createDeviceStore>;
  access: AccessDeps;
  journal: JournalStore;
  hasShift: KnownShiftsDeps['exists'];
  events: EventStore;
  attempts: AttemptStore;
  urlPolicy: UrlPolicy;
  /** Publishes to the queue of first attempts, confirmed. */
  publishDelivery: (message: DeliveryMessage) => Promise<void>;
  clock: Clock;
  logger: Logger;
}

/** The routes of every room, put together over the stores. */
export function apiRoutes(deps: ApiRoutesDeps): ((router: ApiRouter) => void)[] {
  const { webhooks, devices, journal, events, attempts, urlPolicy, clock, logger } = deps;
  const jsonBody = createJsonBody();
  const { authenticate, routes: accessRooms } = accessRoutes({ ...deps.access, jsonBody, clock, logger });

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
    ...accessRooms,
    webhookRoutes({
      authenticate,
      jsonBody,
      webhooks,
      webhooksBy: deps.webhooksBy,
      forms,
      newSecret: () => newWebhookSecret(randomBytes),
    }),
    deliveryRoutes({
      authenticate,
      attempts,
      requireWebhook: (accountId, webhookId) => webhooks.get(accountId, webhookId),
      resendDelivery,
    }),
    deviceRoutes({
      authenticate,
      jsonBody,
      registerOf,
      reports,
      present: { shift: presentShift, receipt: presentReceipt, encashment: presentEncashment },
    }),
  ];
}
