import type { RouteObject } from 'react-router';

export const operationRoutes: RouteObject[] = [
  {
    path: '/fiscalise',
    lazy: async () => ({ Component: (await import('./FiscalisePage.js')).FiscalisePage }),
  },
  {
    path: '/operations',
    lazy: async () => ({ Component: (await import('./OperationsPage.js')).OperationsPage }),
    children: [
      {
        path: ':id',
        lazy: async () => ({ Component: (await import('./OperationDetail.js')).OperationDetail }),
      },
    ],
  },
];
