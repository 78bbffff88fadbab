import { createElement } from 'react';
import { Navigate, type RouteObject } from 'react-router';

export const settingsRoutes: RouteObject[] = [
  {
    path: '/settings',
    lazy: async () => ({ Component: (await import('./SettingsRoom.js')).SettingsRoom }),
    children: [
      // A loader that redirects would do, but the router warns of a page without an element.
      { index: true, element: createElement(Navigate, { to: '/settings/profile', replace: true }) },
      { path: 'profile', lazy: async () => ({ Component: (await import('./ProfilePage.js')).ProfilePage }) },
      { path: 'members', lazy: async () => ({ Component: (await import('./MembersPage.js')).MembersPage }) },
      {
        path: 'notifications',
        lazy: async () => ({ Component: (await import('./NotificationsPage.js')).NotificationsPage }),
      },
      { path: 'audit', lazy: async () => ({ Component: (await import('./AuditPage.js')).AuditPage }) },
      {
        path: 'sessions',
        lazy: async () => ({ Component: (await import('./SessionsPage.js')).SessionsPage }),
      },
    ],
  },
];
