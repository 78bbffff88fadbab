import type { RouteObject } from 'react-router';
import { deliveryRoutes } from '../pages/deliveries/routes.js';
import { overviewRoutes } from '../pages/overview/routes.js';

/** What somebody who is logged in can open, by room. */
export const memberRoutes: RouteObject[] = [...overviewRoutes, ...deliveryRoutes];
