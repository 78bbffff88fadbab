import { redirect, type RouteObject } from 'react-router';

export const settingsRoutes: RouteObject[] = [
  {
    path: '/settings',
    lazy: async () => ({ Component: (await import('./SettingsRoom.js')).SettingsRoom }),
    children: [
      { index: true, loader: () => redirect('/settings/profile') },
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
