import { randomBytes } from 'node:crypto';
import {
  cashierCreateBody,
  cashierPatchBody,
  departmentCreateBody,
  departmentPatchBody,
  shopCreateBody,
  shopPatchBody,
} from '@kassahook/contracts/catalogue';
import type { DeliveryMessage } from '@kassahook/contracts/messages';
import type { AttemptStore } from '@kassahook/mongo/attemptStore';
import type { createCountersStore } from '@kassahook/mongo/countersStore';
import type { EventStore } from '@kassahook/mongo/eventStore';
import type { JournalReader } from '@kassahook/mongo/journalReader';
import type { JournalStore } from '@kassahook/mongo/journalStore';
import { presentEncashment } from '@kassahook/mongo/models/encashment';
import { presentReceipt } from '@kassahook/mongo/models/receipt';
import { presentShift } from '@kassahook/mongo/models/shift';
import type { Clock } from '@kassahook/platform/clock';
import type { Logger } from '@kassahook/platform/logger';
import { hashToken, newToken } from '@kassahook/platform/tokens';
import type { createCallerStore } from '@kassahook/postgres/callerStore';
import type { createCashierStore } from '@kassahook/postgres/cashierStore';
import type { createDepartmentStore } from '@kassahook/postgres/departmentStore';
import type { createDeviceStore } from '@kassahook/postgres/deviceStore';
import type { createProductStore } from '@kassahook/postgres/productStore';
import type { createShopStore } from '@kassahook/postgres/shopStore';
import type { createTokenStore } from '@kassahook/postgres/tokenStore';
import type { createWebhookStore } from '@kassahook/postgres/webhookStore';
import { newWebhookSecret, parseWebhookSecret } from '@kassahook/sender/signature';
import type { UrlPolicy } from '@kassahook/sender/urlPolicy';
import { catalogueRoutes } from './catalogue/catalogueRoutes.js';
import { deliveryRoutes } from './deliveries/deliveryRoutes.js';
import { createResendDelivery } from './deliveries/resendDelivery.js';
import { createDeviceReports } from './device/deviceReports.js';
import { deviceRoutes } from './device/deviceRoutes.js';
import { createKnownShifts, type KnownShiftsDeps } from './device/knownShifts.js';
import { createRegisters } from './device/registers.js';
import { devicesRoutes } from './devices/devicesRoutes.js';
import { createAuthenticate, type Authenticate } from './http/authenticate.js';
import type { ApiMiddleware, ApiRouter } from './http/context.js';
import { BULK_BODY_LIMIT_BYTES, createJsonBody } from './http/jsonBody.js';
import { createTokenCache } from './http/tokenCache.js';
import { createTokenSource } from './http/tokenSource.js';
import { journalRoutes } from './journals/journalRoutes.js';
import { createPagePlaces } from './journals/pagePlaces.js';
import { allOperations } from './openapi/allOperations.js';
import { docsRoutes } from './openapi/docsRoutes.js';
import { openApiDocument } from './openapi/openApiDocument.js';
import { productRoutes } from './products/productRoutes.js';
import { counterRoutes } from './reports/counterRoutes.js';
import { userRoutes } from './users/userRoutes.js';
import { createWebhookForms } from './webhooks/webhookForms.js';
import { webhookRoutes } from './webhooks/webhookRoutes.js';

export interface ApiRoutesDeps {
  webhooks: ReturnType<typeof createWebhookStore>;
  devices: ReturnType<typeof createDeviceStore>;
  products: ReturnType<typeof createProductStore>;
  shops: ReturnType<typeof createShopStore>;
  departments: ReturnType<typeof createDepartmentStore>;
  cashiers: ReturnType<typeof createCashierStore>;
  callers: ReturnType<typeof createCallerStore>;
  journals: JournalReader;
  counters: ReturnType<typeof createCountersStore>;
  tokens: ReturnType<typeof createTokenStore>;
  journal: JournalStore;
  hasShift: KnownShiftsDeps['exists'];
  events: EventStore;
  attempts: AttemptStore;
  urlPolicy: UrlPolicy;
  /** Publishes to the queue of first attempts, confirmed. */
  publishDelivery: (message: DeliveryMessage) => Promise<void>;
  /** A file of Swagger UI's package. */
  docsFile: (name: string) => Promise<Buffer>;
  clock: Clock;
  logger: Logger;
}

/** The routes of every room, put together over the stores. */
export function apiRoutes(deps: ApiRoutesDeps): ((router: ApiRouter) => void)[] {
  const { webhooks, devices, journal, events, attempts, urlPolicy, clock, logger } = deps;
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
    ...cabinetRoutes(deps, { authenticate, jsonBody }),
    docsRoutes({
      documentText: () => JSON.stringify(openApiDocument(allOperations)),
      readFile: deps.docsFile,
    }),
  ];
}

/** What an account's owner reads and writes: the catalogue, the registers, the journals. */
function cabinetRoutes(
  deps: ApiRoutesDeps,
  { authenticate, jsonBody }: { authenticate: Authenticate; jsonBody: ApiMiddleware },
): ((router: ApiRouter) => void)[] {
  const { products, devices, shops, departments, cashiers, callers, journals, counters, clock } = deps;
  const common = { authenticate, jsonBody };
  return [
    productRoutes({
      ...common,
      bulkBody: createJsonBody({ limitBytes: BULK_BODY_LIMIT_BYTES }),
      products,
    }),
    devicesRoutes({ ...common, devices, newToken, hashToken, clock }),
    catalogueRoutes({
      ...common,
      name: 'shop',
      path: '/api/shops',
      createBody: shopCreateBody,
      patchBody: shopPatchBody,
      store: shops,
    }),
    catalogueRoutes({
      ...common,
      name: 'department',
      path: '/api/departments',
      createBody: departmentCreateBody,
      patchBody: departmentPatchBody,
      store: departments,
    }),
    catalogueRoutes({
      ...common,
      name: 'cashier',
      path: '/api/cashiers',
      createBody: cashierCreateBody,
      patchBody: cashierPatchBody,
      store: cashiers,
    }),
    journalRoutes({ authenticate, journals, places: createPagePlaces({ clock }) }),
    counterRoutes({ authenticate, countersPerDevice: (query) => counters.perDevice(query) }),
    userRoutes({ authenticate, findCaller: (token) => callers.find(token) }),
  ];
}
