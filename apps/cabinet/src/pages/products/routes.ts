import type { RouteObject } from 'react-router';

export const productRoutes: RouteObject[] = [
  {
    path: '/products/new',
    lazy: async () => ({ Component: (await import('./NewProductPage.js')).NewProductPage }),
  },
  {
    path: '/products/import',
    lazy: async () => ({ Component: (await import('./import/ImportPage.js')).ImportPage }),
  },
  {
    path: '/products',
    lazy: async () => ({ Component: (await import('./ProductsPage.js')).ProductsPage }),
    children: [
      { path: ':id', lazy: async () => ({ Component: (await import('./ProductDetail.js')).ProductDetail }) },
    ],
  },
];
