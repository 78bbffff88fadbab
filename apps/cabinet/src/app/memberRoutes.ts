import type { RouteObject } from 'react-router';
import { cashRoutes } from '../pages/cash/routes.js';
import { operationRoutes } from '../pages/operations/routes.js';
import { overviewRoutes } from '../pages/overview/routes.js';
import { productRoutes } from '../pages/products/routes.js';
import { receiptRoutes } from '../pages/receipts/routes.js';
import { registerRoutes } from '../pages/registers/routes.js';
import { shiftRoutes } from '../pages/shifts/routes.js';
import { webhooksRoutes } from '../pages/webhooks/routes.js';
import { withWords } from './withWords.js';

/** What somebody who is logged in can open, by room. The overview's words are loaded before it. */
export const memberRoutes: RouteObject[] = [
  ...overviewRoutes,
  ...withWords([
    ...cashRoutes,
    ...operationRoutes,
    ...productRoutes,
    ...receiptRoutes,
    ...registerRoutes,
    ...shiftRoutes,
    ...webhooksRoutes,
  ]),
];
