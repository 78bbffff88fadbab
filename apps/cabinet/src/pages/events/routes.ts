import type { RouteObject } from 'react-router';

export const eventRoutes: RouteObject[] = [
  {
    path: 'events/types',
    lazy: async () => ({ Component: (await import('./EventTypesPage.js')).EventTypesPage }),
  },
  {
    path: 'events/signature',
    lazy: async () => ({ Component: (await import('./SignaturePage.js')).SignaturePage }),
  },
  {
    path: 'events',
    lazy: async () => ({ Component: (await import('./EventsPage.js')).EventsPage }),
    children: [
      {
        path: ':eventId',
        lazy: async () => ({ Component: (await import('./EventDetail.js')).EventDetail }),
      },
    ],
  },
];
