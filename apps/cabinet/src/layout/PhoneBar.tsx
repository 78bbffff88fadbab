import { IconMenu2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { PHONE_PLACES } from './places.js';
import classes from './PhoneBar.module.css';

interface PhoneBarProps {
  isMenuOpen: boolean;
  onMenu: () => void;
  /** A place was chosen: the menu closes. */
  onFollow: () => void;
}

/** The main places within a thumb's reach; wider screens do not show it. */
export function PhoneBar({ isMenuOpen, onMenu, onFollow }: PhoneBarProps) {
  const { t } = useTranslation();
  return (
    <nav className={`${classes.bar} no-print`} aria-label={t('navigation.phone')}>
      {PHONE_PLACES.map(({ path, label, icon: Icon }) => (
        <NavLink key={path} to={path} end={path === '/'} className={classes.item ?? ''} onClick={onFollow}>
          <Icon size={22} stroke={1.6} aria-hidden />
          <span>{t(label)}</span>
        </NavLink>
      ))}
      <button type="button" className={classes.item} aria-expanded={isMenuOpen} onClick={onMenu}>
        <IconMenu2 size={22} stroke={1.6} aria-hidden />
        <span>{t('navigation.more')}</span>
      </button>
    </nav>
  );
}
