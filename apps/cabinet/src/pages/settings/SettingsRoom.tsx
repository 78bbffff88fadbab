import { useTranslation } from 'react-i18next';
import { NavLink, Outlet } from 'react-router';
import { Page } from '../../ui/Page.js';
import classes from './SettingsRoom.module.css';

const TABS = [
  { path: 'profile', label: 'tabs.profile' },
  { path: 'members', label: 'tabs.members' },
  { path: 'notifications', label: 'tabs.notifications' },
  { path: 'audit', label: 'tabs.audit' },
  { path: 'sessions', label: 'tabs.sessions' },
] as const;

/** The settings: each tab is a page with an address of its own. */
export function SettingsRoom() {
  const { t } = useTranslation('settings');
  return (
    <Page title={t('title')}>
      <nav className={classes.tabs} aria-label={t('tabs.label')}>
        {TABS.map(({ path, label }) => (
          <NavLink key={path} to={path} className={classes.tab ?? ''}>
            {t(label)}
          </NavLink>
        ))}
      </nav>
      <Outlet />
    </Page>
  );
}
