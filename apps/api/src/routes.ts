import { randomBytes } from 'node:crypto';
import type { Actor } from '@kassahook/contracts/audit';
import type { DeliveryMessage } from '@kassahook/contracts/messages';
import type { AttemptStore } from '@kassahook/mongo/attemptStore';
import type { DeliveryReads } from '@kassahook/mongo/deliveryReads';
import { presentEncashment } from '@kassahook/mongo/models/encashment';
import { presentReceipt } from '@kassahook/mongo/models/receipt';
import { presentShift } from '@kassahook/mongo/models/shift';
import type { Logger } from '@kassahook/platform/logger';
import type { createDeviceStore } from '@kassahook/postgres/deviceStore';
import { isPostgresDown } from '@kassahook/postgres/databaseErrors';
import type { IdempotencyStore } from '@kassahook/postgres/idempotencyStore';
import type { JobStore } from '@kassahook/postgres/jobStore';
import type { NotificationStore } from '@kassahook/postgres/notificationStore';
import { newWebhookSecret, parseWebhookSecret } from '@kassahook/sender/signature';
import type { UrlPolicy } from '@kassahook/sender/urlPolicy';
import { accessRoutes, type AccessDeps } from './access/routes.js';
import type { RoomRoutes } from './app.js';
import { deliveryRoutes } from './deliveries/deliveryRoutes.js';
import { cabinetRoutes, type CabinetDeps } from './catalogue/routes.js';
import { createFindDelivery } from './deliveries/findDelivery.js';
import { createReadPlaces } from './deliveries/readPlaces.js';
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
import type { composeInspector } from './inspector/compose.js';
import { fiscalRooms, type FiscalRoomDeps } from './operations/routes.js';
import { inspectorRoutes } from './inspector/inspectorRoutes.js';
import type { LiveHub } from './live/liveHub.js';
import { liveRoutes } from './live/liveRoutes.js';
import { createServeStream } from './live/serveStream.js';
import { notificationRoutes } from './notifications/notificationRoutes.js';
import { createReadRests, type ReadRestsDeps } from './stats/readRests.js';
import { statsRooms, type StatsRoomDeps } from './stats/routes.js';
import { allOperations } from './openapi/allOperations.js';
import { docsRoutes } from './openapi/docsRoutes.js';
import { openApiDocument } from './openapi/openApiDocument.js';
import { isRepeatable, refusesBodiesItself, showsSecretOnce } from './openapi/routeTraits.js';
import { jobRoutes } from './jobs/jobRoutes.js';
import { createReadJobRests } from './jobs/readJobRests.js';
import { createReadRotation } from './webhooks/secretRotation.js';
import { webhookRooms, type WebhookRoomDeps } from './webhooks/routes.js';

export interface ApiRoutesDeps
  extends
    Pick<
      StatsRoomDeps,
      'stats' | 'health' | 'outlook' | 'restsUntil' | 'disableAfterMs' | 'longestWaitMs' | 'setAsideMs'
    >,
    WebhookRoomDeps,
    FiscalRoomDeps {
  devices: ReturnType<typeof createDeviceStore>;
  devicesBy: (actor: Actor) => ReturnType<typeof createDeviceStore>;
  /** What an account's owner reads and writes. */
  cabinet: CabinetDeps;
  access: AccessDeps;
  jobs: JobStore;
  notifications: NotificationStore;
  live: { hub: LiveHub; recheckMs: number };
  inspector: ReturnType<typeof composeInspector>['routeDeps'];
  hasShift: KnownShiftsDeps['exists'];
  subscriptionsOf: ReadRestsDeps['subscriptionsOf'];
  idempotencyKeys: IdempotencyStore;
  attempts: AttemptStore;
  deliveryReads: DeliveryReads;
  urlPolicy: UrlPolicy;
  /** Takes one resend to an endpoint; answers with 0, or for how many ms there is none left. */
  takeResend: (endpoint: string) => Promise<number>;
  /** Publishes to the queue of first attempts, confirmed. */
  publishDelivery: (message: DeliveryMessage) => Promise<void>;
  /** A file of Swagger UI's package. */
  docsFile: (name: string) => Promise<Buffer>;
  logger: Logger;
}

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
        isRepeatable,
        showsSecretOnce,
        isUnavailable: isPostgresDown,
        logger,
      }),
    jsonBody,
    clock,
    logger,
  });

  const serveStream = createServeStream({ ...deps.live, recheck, clock, logger });

  const urlProblem = (url: string): string | null => {
    const verdict = urlPolicy.check(url);
    return verdict.ok ? null : verdict.reason;
  };
  const newSecret = () => newWebhookSecret(randomBytes);
  const readRotation = createReadRotation({ newSecret, parseSecret: parseWebhookSecret });
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
  const readRests = createReadRests(deps);
  const readPlaces = createReadPlaces({
    readCallbackUrls: (ids) => deps.operations.callbackUrls(ids),
    readRests,
  });
  const knownShifts = createKnownShifts({ exists: deps.hasShift });
  const reports = createDeviceReports({ journal, knownShifts, clock });
  const registers = deviceRoutes({
    authenticate,
    jsonBody,
    registerOf,
    reports,
    present: { shift: presentShift, receipt: presentReceipt, encashment: presentEncashment },
  });
  const others: RoomRoutes[] = [
    (router) => void router.use(createBodyTypeCheck(refusesBodiesItself)),
    ...accessRooms,
    ...statsRooms({ ...deps, authenticate }),
    ...webhookRooms({ ...deps, authenticate, jsonBody, urlProblem, newSecret, readRotation }),
    deliveryRoutes({
      authenticate,
      attempts: { ...deps.deliveryReads, briefByDelivery: (ids) => attempts.briefByDelivery(ids) },
      events: { list: (query) => eventReads.list(query) },
      eventsOf: (accountId, ids) => eventReads.some(accountId, ids),
      eventOf: (accountId, id) => eventReads.get(accountId, id),
      findDelivery: createFindDelivery({ attempts, events: eventReads }),
      readPlaces,
      requireWebhook: (accountId, webhookId) => webhooks.get(accountId, webhookId),
      resendDelivery,
    }),
    eventRoutes({ authenticate, events: eventReads, attempts, readPlaces }),
    eventTypeRoutes({ authenticate, clock }),
    jobRoutes({
      ...{ authenticate, jsonBody, jobs: deps.jobs, webhooks, clock },
      readJobRests: createReadJobRests({ ...deps, readRests }),
    }),
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
    ...fiscalRooms({ ...deps, authenticate, jsonBody, urlProblem, readRotation, registerOf, knownShifts }),
    ...cabinetRoutes({ ...deps.cabinet, devices, devicesBy: deps.devicesBy, authenticate, jsonBody, clock }),
    docsRoutes({
      documentText: () => JSON.stringify(openApiDocument(allOperations)),
      readFile: deps.docsFile,
    }),
  ];
  return [[registers], others];
}
