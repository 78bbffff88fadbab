import type { RouteObject } from 'react-router';

/** A webhook's page; making and changing one is another room. */
export const webhookCareRoutes: RouteObject[] = [
  {
    path: 'webhooks/:webhookId',
    lazy: async () => ({ Component: (await import('./WebhookPage.js')).WebhookPage }),
    children: [
      {
        index: true,
        lazy: async () => ({ Component: (await import('./WebhookOverview.js')).WebhookOverview }),
      },
      {
        path: 'deliveries',
        lazy: async () => ({ Component: (await import('./WebhookDeliveries.js')).WebhookDeliveries }),
        children: [
          {
            path: ':deliveryId',
            lazy: async () => ({
              Component: (await import('../deliveries/DeliveryDetail.js')).DeliveryDetail,
            }),
          },
        ],
      },
      {
        path: 'recovery',
        lazy: async () => ({ Component: (await import('./WebhookRecovery.js')).WebhookRecovery }),
      },
      {
        path: 'secret',
        lazy: async () => ({ Component: (await import('./WebhookSecretTab.js')).WebhookSecretTab }),
      },
    ],
  },
];
