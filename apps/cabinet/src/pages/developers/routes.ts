import type { RouteObject } from 'react-router';

export const developerRoutes: RouteObject[] = [
  { path: '/tokens', lazy: async () => ({ Component: (await import('./TokensPage.js')).TokensPage }) },
  { path: '/apps', lazy: async () => ({ Component: (await import('./AppsPage.js')).AppsPage }) },
];
