import type { RouteObject } from 'react-router';
import { overviewRoutes } from '../pages/overview/routes.js';
import { receiptRoutes } from '../pages/receipts/routes.js';

/** What somebody who is logged in can open, by room. */
export const memberRoutes: RouteObject[] = [...overviewRoutes, ...receiptRoutes];
