import type { RouteObject } from 'react-router';
import { cashRoutes } from '../pages/cash/routes.js';
import { deliveryRoutes } from '../pages/deliveries/routes.js';
import { developerRoutes } from '../pages/developers/routes.js';
import { eventRoutes } from '../pages/events/routes.js';
import { inspectorRoutes } from '../pages/inspector/routes.js';
import { operationRoutes } from '../pages/operations/routes.js';
import { overviewRoutes } from '../pages/overview/routes.js';
import { productRoutes } from '../pages/products/routes.js';
import { receiptRoutes } from '../pages/receipts/routes.js';
import { registerRoutes } from '../pages/registers/routes.js';
import { settingsRoutes } from '../pages/settings/routes.js';
import { shiftRoutes } from '../pages/shifts/routes.js';
import { webhookCareRoutes } from '../pages/webhookCare/routes.js';
import { webhooksRoutes } from '../pages/webhooks/routes.js';
import { withWords } from './withWords.js';

/** What somebody who is logged in can open, by room. The overview's words are loaded before it. */
export const memberRoutes: RouteObject[] = [
  ...overviewRoutes,
  ...withWords([
    ...cashRoutes,
    ...deliveryRoutes,
    ...developerRoutes,
    ...eventRoutes,
    ...inspectorRoutes,
    ...operationRoutes,
    ...productRoutes,
    ...receiptRoutes,
    ...registerRoutes,
    ...settingsRoutes,
    ...shiftRoutes,
    ...webhookCareRoutes,
    ...webhooksRoutes,
  ]),
];
