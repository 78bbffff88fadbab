import type { RouteObject } from 'react-router';

export const shiftRoutes: RouteObject[] = [
  {
    path: '/shifts',
    lazy: async () => ({ Component: (await import('./ShiftsPage.js')).ShiftsPage }),
    children: [
      { path: ':id', lazy: async () => ({ Component: (await import('./ShiftDetail.js')).ShiftDetail }) },
    ],
  },
];
