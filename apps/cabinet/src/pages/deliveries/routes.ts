import type { RouteObject } from 'react-router';

export const deliveryRoutes: RouteObject[] = [
  {
    path: 'deliveries',
    lazy: async () => ({ Component: (await import('./DeliveriesPage.js')).DeliveriesPage }),
    children: [
      {
        path: ':deliveryId',
        lazy: async () => ({ Component: (await import('./DeliveryDetail.js')).DeliveryDetail }),
      },
    ],
  },
];
