import type { RouteObject } from 'react-router';

export const registerRoutes: RouteObject[] = [
  {
    path: '/registers',
    lazy: async () => ({ Component: (await import('./RegistersPage.js')).RegistersPage }),
  },
  {
    path: '/registers/new',
    lazy: async () => ({ Component: (await import('./NewRegisterPage.js')).NewRegisterPage }),
  },
  {
    path: '/registers/:id',
    lazy: async () => ({ Component: (await import('./RegisterPage.js')).RegisterPage }),
  },
];
