import { randomBytes } from 'node:crypto';
import type { DeliveryMessage } from '@kassahook/contracts/messages';
import type { AttemptStore } from '@kassahook/mongo/attemptStore';
import type { EventStore } from '@kassahook/mongo/eventStore';
import type { JournalStore } from '@kassahook/mongo/journalStore';
import { presentEncashment } from '@kassahook/mongo/models/encashment';
import { presentOperation } from '@kassahook/mongo/models/operation';
import { presentReceipt } from '@kassahook/mongo/models/receipt';
import { presentShift } from '@kassahook/mongo/models/shift';
import type { OperationStore } from '@kassahook/mongo/operationStore';
import type { Clock } from '@kassahook/platform/clock';
import { AppError } from '@kassahook/platform/errors';
import type { Logger } from '@kassahook/platform/logger';
import type { CallbackSecretStore } from '@kassahook/postgres/callbackSecretStore';
import { isPostgresDown } from '@kassahook/postgres/databaseErrors';
import type { createDeviceStore } from '@kassahook/postgres/deviceStore';
import type { IdempotencyStore } from '@kassahook/postgres/idempotencyStore';
import type { createTokenStore } from '@kassahook/postgres/tokenStore';
import type { createWebhookStore } from '@kassahook/postgres/webhookStore';
import { newWebhookSecret, parseWebhookSecret } from '@kassahook/sender/signature';
import type { UrlPolicy } from '@kassahook/sender/urlPolicy';
import { deliveryRoutes } from './deliveries/deliveryRoutes.js';
import { createResendDelivery } from './deliveries/resendDelivery.js';
import { createDeviceReports } from './device/deviceReports.js';
import { deviceRoutes } from './device/deviceRoutes.js';
import { createKnownShifts, type KnownShiftsDeps } from './device/knownShifts.js';
import { createRegisters } from './device/registers.js';
import { createAuthenticate } from './http/authenticate.js';
import type { ApiRouter } from './http/context.js';
import { withIdempotency } from './http/idempotency.js';
import { createJsonBody } from './http/jsonBody.js';
import { createTokenCache } from './http/tokenCache.js';
import { createTokenSource } from './http/tokenSource.js';
import { fiscalRoutes } from './operations/fiscalRoutes.js';
import type { OperationWaits } from './operations/operationWaits.js';
import { createPostReceipt } from './operations/postReceipt.js';
import { createServeOperations, type OperationTimes } from './operations/serveOperations.js';
import { createWebhookForms } from './webhooks/webhookForms.js';
import { webhookRoutes } from './webhooks/webhookRoutes.js';

export interface ApiRoutesDeps {
  webhooks: ReturnType<typeof createWebhookStore>;
  devices: ReturnType<typeof createDeviceStore>;
  tokens: ReturnType<typeof createTokenStore>;
  journal: JournalStore;
  hasShift: KnownShiftsDeps['exists'];
  operations: OperationStore;
  operationWaits: OperationWaits;
  operationTimes: OperationTimes;
  callbackSecrets: CallbackSecretStore;
  idempotencyKeys: IdempotencyStore;
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
  const loadToken = createTokenSource({ tokens: deps.tokens, logger });
  const tokenCache = createTokenCache({ load: loadToken, clock });
  const jsonBody = createJsonBody();
  const authenticate = withIdempotency(
    createAuthenticate({ findPrincipal: (tokenHash) => tokenCache.find(tokenHash) }),
    {
      keys: deps.idempotencyKeys,
      jsonBody,
      // What has an id of its own: a second run meets what the first one made.
      isRepeatable: (route) => route === 'POST /api/receipts' || route.startsWith('POST /api/device/'),
      isUnavailable: isPostgresDown,
      logger,
    },
  );

  const urlProblem = (url: string): string | null => {
    const verdict = urlPolicy.check(url);
    return verdict.ok ? null : verdict.reason;
  };
  const forms = createWebhookForms({
    urlProblem,
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
  const knownShifts = createKnownShifts({ exists: deps.hasShift });
  const reports = createDeviceReports({ journal, knownShifts, clock });
  const postReceipt = createPostReceipt({
    journal,
    async requireDevice(accountId, id) {
      await devices.get({ accountId, id }).catch((error: unknown) => {
        if (!(error instanceof AppError) || error.status !== 404) throw error;
        const { message, code, status } = error;
        throw new AppError(message, { code, status, data: { deviceId: 'names no device of yours' } });
      });
    },
    prepareCallbacks: async (accountId) => {
      await deps.callbackSecrets.get(accountId);
    },
    onQueued: (deviceId) => deps.operationWaits.wake(deviceId),
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
    fiscalRoutes({
      authenticate,
      jsonBody,
      registerOf,
      urlProblem,
      postReceipt,
      serve: createServeOperations({
        operations: deps.operations,
        waits: deps.operationWaits,
        knownShifts,
        times: deps.operationTimes,
        clock,
      }),
      callbackSecret: (accountId) => deps.callbackSecrets.get(accountId),
      present: presentOperation,
    }),
  ];
}
