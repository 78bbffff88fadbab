import type { RouteObject } from 'react-router';

export const cashRoutes: RouteObject[] = [
  { path: '/cash', lazy: async () => ({ Component: (await import('./CashPage.js')).CashPage }) },
];
