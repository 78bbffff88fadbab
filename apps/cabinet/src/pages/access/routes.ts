import type { RouteObject } from 'react-router';

export const accessRoutes: RouteObject[] = [
  { path: '/sign-in', lazy: async () => ({ Component: (await import('./SignInPage.js')).SignInPage }) },
  { path: '/sign-up', lazy: async () => ({ Component: (await import('./SignUpPage.js')).SignUpPage }) },
];
