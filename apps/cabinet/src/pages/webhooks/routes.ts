import type { RouteObject } from 'react-router';

export const webhooksRoutes: RouteObject[] = [
  { path: '/webhooks', lazy: async () => ({ Component: (await import('./WebhooksPage.js')).WebhooksPage }) },
  {
    path: '/webhooks/new',
    lazy: async () => ({ Component: (await import('./NewWebhookPage.js')).NewWebhookPage }),
  },
  {
    path: '/webhooks/:id/edit',
    lazy: async () => ({ Component: (await import('./EditWebhookPage.js')).EditWebhookPage }),
  },
];
