import type { RouteObject } from 'react-router';

export const receiptRoutes: RouteObject[] = [
  {
    path: '/receipts',
    lazy: async () => ({ Component: (await import('./ReceiptsPage.js')).ReceiptsPage }),
    children: [
      { path: ':id', lazy: async () => ({ Component: (await import('./ReceiptDetail.js')).ReceiptDetail }) },
    ],
  },
];
