import type { RouteObject } from 'react-router';

export const inspectorRoutes: RouteObject[] = [
  {
    path: 'inspector',
    lazy: async () => ({ Component: (await import('./InspectorsPage.js')).InspectorsPage }),
  },
  {
    path: 'inspector/:inspectorId/:requestId?',
    lazy: async () => ({ Component: (await import('./InspectorPage.js')).InspectorPage }),
  },
];
