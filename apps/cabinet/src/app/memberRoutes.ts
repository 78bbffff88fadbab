import type { RouteObject } from 'react-router';
import { overviewRoutes } from '../pages/overview/routes.js';
import { webhooksRoutes } from '../pages/webhooks/routes.js';
import { withWords } from './withWords.js';

/** What somebody who is logged in can open, by room. The overview's words are loaded before it. */
export const memberRoutes: RouteObject[] = [...overviewRoutes, ...withWords([...webhooksRoutes])];
