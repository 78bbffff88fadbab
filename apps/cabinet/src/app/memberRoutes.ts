import type { RouteObject } from 'react-router';
import { deliveryRoutes } from '../pages/deliveries/routes.js';
import { developerRoutes } from '../pages/developers/routes.js';
import { overviewRoutes } from '../pages/overview/routes.js';
import { settingsRoutes } from '../pages/settings/routes.js';
import { webhookCareRoutes } from '../pages/webhookCare/routes.js';
import { withWords } from './withWords.js';

/** What somebody who is logged in can open, by room. The overview's words are loaded before it. */
export const memberRoutes: RouteObject[] = [
  ...overviewRoutes,
  ...withWords([...deliveryRoutes, ...developerRoutes, ...settingsRoutes, ...webhookCareRoutes]),
];
