import { createElement } from 'react';
import type { RouteObject } from 'react-router';
import { OverviewPage } from './OverviewPage.js';

/** The only page that comes with the start: it is what most people see first, and a file more would be one more to wait for. */
export const overviewRoutes: RouteObject[] = [{ index: true, element: createElement(OverviewPage) }];
