import type { RouteObject } from 'react-router';
import { withWords } from '../../app/withWords.js';

/** What strangers see. Logging in says only common words, which are there from the start. */
export const accessRoutes: RouteObject[] = [
  { path: '/sign-in', lazy: async () => ({ Component: (await import('./SignInPage.js')).SignInPage }) },
  ...withWords([
    { path: '/sign-up', lazy: async () => ({ Component: (await import('./SignUpPage.js')).SignUpPage }) },
    { path: '/consent', lazy: async () => ({ Component: (await import('./ConsentPage.js')).ConsentPage }) },
    {
      path: '/invitation',
      lazy: async () => ({ Component: (await import('./InvitationPage.js')).InvitationPage }),
    },
    {
      path: '/password-reset',
      lazy: async () => ({ Component: (await import('./PasswordResetPage.js')).PasswordResetPage }),
    },
  ]),
];
