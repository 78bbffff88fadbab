import {
  cashierCreateBody,
  cashierPatchBody,
  departmentCreateBody,
  departmentPatchBody,
  shopCreateBody,
  shopPatchBody,
} from '@kassahook/contracts/catalogue';
import type { Actor } from '@kassahook/contracts/audit';
import type { createCountersStore } from '@kassahook/mongo/countersStore';
import type { JournalReader } from '@kassahook/mongo/journalReader';
import type { createSalesStore } from '@kassahook/mongo/salesStore';
import type { Clock } from '@kassahook/platform/clock';
import { hashToken, newToken } from '@kassahook/platform/tokens';
import type { createCallerStore } from '@kassahook/postgres/callerStore';
import type { createCashierStore } from '@kassahook/postgres/cashierStore';
import type { createDepartmentStore } from '@kassahook/postgres/departmentStore';
import type { createDeviceStore } from '@kassahook/postgres/deviceStore';
import type { createProductStore } from '@kassahook/postgres/productStore';
import type { createShopStore } from '@kassahook/postgres/shopStore';
import { devicesRoutes } from '../devices/devicesRoutes.js';
import type { Authenticate } from '../http/authenticate.js';
import type { ApiMiddleware, ApiRouter } from '../http/context.js';
import { BULK_BODY_LIMIT_BYTES, createJsonBody } from '../http/jsonBody.js';
import { journalRoutes } from '../journals/journalRoutes.js';
import { createPagePlaces } from '../journals/pagePlaces.js';
import { productRoutes } from '../products/productRoutes.js';
import { counterRoutes } from '../reports/counterRoutes.js';
import { salesRoutes } from '../reports/salesRoutes.js';
import { userRoutes } from '../users/userRoutes.js';
import { catalogueRoutes } from './catalogueRoutes.js';

/** The stores of the catalogue and of what the journals show. */
export interface CabinetDeps {
  products: ReturnType<typeof createProductStore>;
  shops: ReturnType<typeof createShopStore>;
  departments: ReturnType<typeof createDepartmentStore>;
  cashiers: ReturnType<typeof createCashierStore>;
  callers: ReturnType<typeof createCallerStore>;
  journals: JournalReader;
  counters: ReturnType<typeof createCountersStore>;
  sales: ReturnType<typeof createSalesStore>;
}

interface Around {
  devices: ReturnType<typeof createDeviceStore>;
  devicesBy: (actor: Actor) => ReturnType<typeof createDeviceStore>;
  authenticate: Authenticate;
  jsonBody: ApiMiddleware;
  clock: Clock;
}

/** What an account's owner reads and writes: the catalogue, the registers, the journals. */
export function cabinetRoutes(deps: CabinetDeps & Around): ((router: ApiRouter) => void)[] {
  const { products, devices, devicesBy, shops, departments, cashiers, callers } = deps;
  const { journals, counters, sales } = deps;
  const { authenticate, jsonBody, clock } = deps;
  const common = { authenticate, jsonBody };
  return [
    productRoutes({
      ...common,
      bulkBody: createJsonBody({ limitBytes: BULK_BODY_LIMIT_BYTES }),
      products,
    }),
    devicesRoutes({ ...common, devices, devicesBy, newToken, hashToken, clock }),
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
    salesRoutes({ authenticate, sales: (query) => sales.sales(query), clock }),
    userRoutes({ authenticate, findCaller: (token) => callers.find(token) }),
  ];
}
