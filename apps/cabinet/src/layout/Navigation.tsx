import { ActionIcon, Tooltip } from '@mantine/core';
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { SECTIONS, type Place } from './places.js';
import classes from './Navigation.module.css';

interface NavigationProps {
  /** Icons only. */
  isNarrow: boolean;
  onNarrow: (isNarrow: boolean) => void;
  /** A place was chosen: a phone closes its menu. */
  onFollow: () => void;
}

/** Every place, by section; on a wide screen at the left, on a phone behind the menu's button. */
export function Navigation({ isNarrow, onNarrow, onFollow }: NavigationProps) {
  const { t } = useTranslation();
  const narrowLabel = t(isNarrow ? 'navigation.widen' : 'navigation.narrow');
  const NarrowIcon = isNarrow ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;
  return (
    <>
      <div className={classes.scroll}>
        <nav aria-label={t('navigation.label')} data-narrow={isNarrow || undefined}>
          {SECTIONS.map((section) => (
            <div key={section.label} className={classes.section}>
              <div className={classes.title}>{isNarrow ? '' : t(section.label)}</div>
              {section.places.map((place) => (
                <PlaceLink key={place.path} place={place} isNarrow={isNarrow} onFollow={onFollow} />
              ))}
            </div>
          ))}
        </nav>
      </div>
      <div className={classes.foot}>
        <Tooltip label={narrowLabel} position="right">
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={narrowLabel}
            onClick={() => onNarrow(!isNarrow)}
          >
            <NarrowIcon size={18} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      </div>
    </>
  );
}

function PlaceLink({ place, isNarrow, onFollow }: { place: Place; isNarrow: boolean; onFollow: () => void }) {
  const { t } = useTranslation();
  const label = t(place.label);
  const { icon: Icon, path } = place;
  const content = (
    <>
      <Icon size={18} stroke={1.6} aria-hidden />
      <span className={isNarrow ? classes.hidden : undefined}>{label}</span>
    </>
  );
  const link = place.isOutside ? (
    <a className={classes.link} href={path} target="_blank" rel="noreferrer">
      {content}
    </a>
  ) : (
    <NavLink className={classes.link ?? ''} to={path} end={path === '/'} onClick={onFollow}>
      {content}
    </NavLink>
  );
  // Each has listeners and timers of its own, and the first view waits for them.
  if (!isNarrow) return link;
  return (
    <Tooltip label={label} position="right">
      {link}
    </Tooltip>
  );
}
