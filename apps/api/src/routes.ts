import { randomBytes } from 'node:crypto';
import type { Actor } from '@kassahook/contracts/audit';
import type { DeliveryMessage } from '@kassahook/contracts/messages';
import type { AttemptStore } from '@kassahook/mongo/attemptStore';
import type { DeliveryReads } from '@kassahook/mongo/deliveryReads';
import type { EventReads } from '@kassahook/mongo/eventReads';
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
import type { createDeviceStore } from '@kassahook/postgres/deviceStore';
import type { CallbackSecretStore } from '@kassahook/postgres/callbackSecretStore';
import { isPostgresDown } from '@kassahook/postgres/databaseErrors';
import type { IdempotencyStore } from '@kassahook/postgres/idempotencyStore';
import type { JobStore } from '@kassahook/postgres/jobStore';
import type { NotificationStore } from '@kassahook/postgres/notificationStore';
import type { WebhookSecretStore } from '@kassahook/postgres/webhookSecrets';
import type { createWebhookStore } from '@kassahook/postgres/webhookStore';
import type { Sender } from '@kassahook/sender/sender';
import { newWebhookSecret, parseWebhookSecret, signatureHeaders } from '@kassahook/sender/signature';
import type { UrlPolicy } from '@kassahook/sender/urlPolicy';
import { accessRoutes, type AccessDeps } from './access/routes.js';
import type { RoomRoutes } from './app.js';
import { deliveryRoutes } from './deliveries/deliveryRoutes.js';
import { cabinetRoutes, type CabinetDeps } from './catalogue/routes.js';
import { createFindDelivery } from './deliveries/findDelivery.js';
import { createResendDelivery } from './deliveries/resendDelivery.js';
import { eventRoutes } from './eventLog/eventRoutes.js';
import { eventTypeRoutes } from './eventLog/eventTypeRoutes.js';
import { createDeviceReports } from './device/deviceReports.js';
import { deviceRoutes } from './device/deviceRoutes.js';
import { createKnownShifts, type KnownShiftsDeps } from './device/knownShifts.js';
import { createRegisters } from './device/registers.js';
import { BULK_BODY_LIMIT_BYTES, createJsonBody } from './http/jsonBody.js';
import { createBodyTypeCheck } from './http/bodyTypes.js';
import { withIdempotency } from './http/idempotency.js';
import type { OperationSpec } from './http/operationSpec.js';
import { fiscalRoutes } from './operations/fiscalRoutes.js';
import type { OperationWaits } from './operations/operationWaits.js';
import { createPostReceipt } from './operations/postReceipt.js';
import { createServeOperations, type OperationTimes } from './operations/serveOperations.js';
import type { composeInspector } from './inspector/compose.js';
import { inspectorRoutes } from './inspector/inspectorRoutes.js';
import type { LiveHub } from './live/liveHub.js';
import { liveRoutes } from './live/liveRoutes.js';
import { createServeStream } from './live/serveStream.js';
import { notificationRoutes } from './notifications/notificationRoutes.js';
import { statsRooms, type StatsRoomDeps } from './stats/routes.js';
import { previewRoutes } from './webhooks/previewRoutes.js';
import { createPreviewWebhook } from './webhooks/previewWebhook.js';
import { createReadRotation } from './webhooks/secretRotation.js';
import { createSendTest, type SendTestDeps } from './webhooks/sendTest.js';
import { webhookCareRoutes } from './webhooks/webhookCareRoutes.js';
import { allOperations } from './openapi/allOperations.js';
import { docsRoutes } from './openapi/docsRoutes.js';
import { openApiDocument } from './openapi/openApiDocument.js';
import { createWebhookForms } from './webhooks/webhookForms.js';
import { jobRoutes } from './jobs/jobRoutes.js';
import { webhookRoutes } from './webhooks/webhookRoutes.js';

export interface ApiRoutesDeps extends Pick<
  StatsRoomDeps,
  'stats' | 'health' | 'outlook' | 'disableAfterMs'
> {
  webhooks: ReturnType<typeof createWebhookStore>;
  /** The same store, whose changes are this actor's in the audit log. */
  webhooksBy: (actor: Actor) => ReturnType<typeof createWebhookStore>;
  devices: ReturnType<typeof createDeviceStore>;
  devicesBy: (actor: Actor) => ReturnType<typeof createDeviceStore>;
  /** What an account's owner reads and writes. */
  cabinet: CabinetDeps;
  access: AccessDeps;
  webhookSecrets: WebhookSecretStore;
  webhookSecretsBy: (actor: Actor) => WebhookSecretStore;
  jobs: JobStore;
  notifications: NotificationStore;
  live: { hub: LiveHub; recheckMs: number };
  inspector: ReturnType<typeof composeInspector>['routeDeps'];
  journal: JournalStore;
  hasShift: KnownShiftsDeps['exists'];
  operations: OperationStore;
  operationWaits: OperationWaits;
  operationTimes: OperationTimes;
  callbackSecrets: CallbackSecretStore;
  callbackSecretsBy: (actor: Actor) => CallbackSecretStore;
  idempotencyKeys: IdempotencyStore;
  events: EventStore;
  eventReads: EventReads;
  attempts: AttemptStore;
  deliveryReads: DeliveryReads;
  urlPolicy: UrlPolicy;
  sender: Pick<Sender, 'send'>;
  /** What bounds tests of webhooks. */
  tests: Pick<SendTestDeps, 'takeQuota' | 'takePlace'>;
  /** Takes one resend to an endpoint; answers with 0, or for how many ms there is none left. */
  takeResend: (endpoint: string) => Promise<number>;
  userAgent: string;
  /** Publishes to the queue of first attempts, confirmed. */
  publishDelivery: (message: DeliveryMessage) => Promise<void>;
  /** A file of Swagger UI's package. */
  docsFile: (name: string) => Promise<Buffer>;
  clock: Clock;
  logger: Logger;
}

/** POSTs that may run twice, beside those of registers. */
const REPEATABLE: ReadonlySet<string> = new Set(['POST /api/receipts', 'POST /api/webhooks/preview']);

const routesOf = (isOne: (spec: OperationSpec) => boolean): ReadonlySet<string> =>
  new Set(allOperations.filter(isOne).map(({ method, path }) => `${method.toUpperCase()} ${path}`));
const SHOWING_SECRETS = routesOf(({ showsSecretOnce }) => showsSecretOnce === true);
/** Those of OAuth, which refuse in its words. */
const REFUSING_THEMSELVES = routesOf(({ answers }) => answers[400] !== undefined);

/** The routes of every room, put together over the stores: those of registers, and those of everybody else. */
export function apiRoutes(deps: ApiRoutesDeps): RoomRoutes[][] {
  const { webhooks, devices, journal, events, eventReads, attempts, urlPolicy, clock, logger } = deps;
  const jsonBody = createJsonBody();
  const bulkBody = createJsonBody({ limitBytes: BULK_BODY_LIMIT_BYTES });
  const {
    authenticate,
    recheck,
    strangers,
    routes: accessRooms,
  } = accessRoutes({
    ...deps.access,
    idempotent: (plain) =>
      withIdempotency(plain, {
        keys: deps.idempotencyKeys,
        bodyReaderOf: (route) => (route === 'POST /api/products/bulk' ? bulkBody : jsonBody),
        // What has an id of its own, so that a second run meets what the first one made; what makes nothing.
        isRepeatable: (route) => REPEATABLE.has(route) || route.startsWith('POST /api/device/'),
        showsSecretOnce: (route) => SHOWING_SECRETS.has(route),
        isUnavailable: isPostgresDown,
        logger,
      }),
    jsonBody,
    clock,
    logger,
  });

  const serveStream = createServeStream({ ...deps.live, recheck, clock, logger });

  const newSecret = () => newWebhookSecret(randomBytes);
  const readRotation = createReadRotation({ newSecret, parseSecret: parseWebhookSecret });
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
    takeQuota: deps.takeResend,
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
      const { device } = await devices.get({ accountId, id }).catch((error: unknown) => {
        if (!(error instanceof AppError) || error.status !== 404) throw error;
        const { message, code, status } = error;
        throw new AppError(message, { code, status, data: { deviceId: 'names no device of yours' } });
      });
      return { shopId: device.groupId };
    },
    prepareCallbacks: async (accountId) => {
      await deps.callbackSecrets.get(accountId);
    },
    onQueued: (deviceId) => deps.operationWaits.wake(deviceId),
    clock,
  });

  const registers = deviceRoutes({
    authenticate,
    jsonBody,
    registerOf,
    reports,
    present: { shift: presentShift, receipt: presentReceipt, encashment: presentEncashment },
  });
  const others: RoomRoutes[] = [
    (router) => void router.use(createBodyTypeCheck((route) => REFUSING_THEMSELVES.has(route))),
    ...accessRooms,
    ...statsRooms({ ...deps, authenticate }),
    webhookRoutes({
      authenticate,
      jsonBody,
      webhooks,
      webhooksBy: deps.webhooksBy,
      forms,
      newSecret,
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
      webhooksBy: deps.webhooksBy,
      secretsBy: deps.webhookSecretsBy,
      readRotation,
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
    }),
    deliveryRoutes({
      authenticate,
      attempts: { ...deps.deliveryReads, briefByDelivery: (ids) => attempts.briefByDelivery(ids) },
      events: { list: (query) => eventReads.list(query) },
      eventOf: (accountId, id) => eventReads.get(accountId, id),
      findDelivery: createFindDelivery({ attempts, events: eventReads }),
      requireWebhook: (accountId, webhookId) => webhooks.get(accountId, webhookId),
      resendDelivery,
    }),
    eventRoutes({ authenticate, events: eventReads, attempts }),
    eventTypeRoutes({ authenticate, clock }),
    jobRoutes({ authenticate, jsonBody, jobs: deps.jobs, webhooks, clock }),
    notificationRoutes({ authenticate, notifications: deps.notifications }),
    liveRoutes({ authenticate, serveStream }),
    inspectorRoutes({
      ...deps.inspector,
      authenticate,
      strangers,
      jsonBody,
      requireWebhook: (accountId, webhookId) => webhooks.get(accountId, webhookId),
      serveStream,
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
      callbackSecretsBy: deps.callbackSecretsBy,
      readRotation,
      callbackSecret: (accountId) => deps.callbackSecrets.get(accountId),
      present: presentOperation,
    }),
    ...cabinetRoutes({ ...deps.cabinet, devices, devicesBy: deps.devicesBy, authenticate, jsonBody, clock }),
    docsRoutes({
      documentText: () => JSON.stringify(openApiDocument(allOperations)),
      readFile: deps.docsFile,
    }),
  ];
  return [[registers], others];
}
