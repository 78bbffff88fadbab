import { AppShell, Skeleton, Stack } from '@mantine/core';
import { useDisclosure, useLocalStorage } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, Outlet, ScrollRestoration, useLocation, useNavigation } from 'react-router';
import { statusOf } from '../api/failure.js';
import { LiveProvider, useLiveState } from '../live/LiveProvider.js';
import { identityQuery } from '../session/identity.js';
import { SessionRenewal } from '../session/SessionRenewal.js';
import { ErrorState } from '../ui/ErrorState.js';
import { useAfterFirstPaint } from '../ui/useAfterFirstPaint.js';
import { LiveLine } from './LiveLine.js';
import { Navigation } from './Navigation.js';
import { PhoneBar } from './PhoneBar.js';
import { Shortcuts } from './Shortcuts.js';
import { TopBar } from './TopBar.js';
import classes from './Shell.module.css';

const HEADER_PX = 56;
const NAVIGATION_PX = 240;
const NARROW_PX = 64;

/** The frame of every page of somebody who is logged in; everybody else is sent to log in, and comes back. */
export function Shell() {
  const identity = useQuery(identityQuery);
  const place = useLocation();
  if (identity.isPending) return <ShellSkeleton />;
  if (identity.isError) {
    if (statusOf(identity.error) !== 401) {
      return <ErrorState error={identity.error} onRetry={() => void identity.refetch()} />;
    }
    const next = `${place.pathname}${place.search}`;
    return <Navigate to={next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`} replace />;
  }
  return (
    <LiveProvider>
      <Frame />
    </LiveProvider>
  );
}

function Frame() {
  const { t } = useTranslation();
  // First what the page tells, then what is around it: half of the first view's time went into what stands in the frame.
  const isWhole = useAfterFirstPaint();
  const [isNarrow, setNarrow] = useLocalStorage({ key: 'kassahook-navigation-narrow', defaultValue: false });
  const [isMenuOpen, menu] = useDisclosure(false);
  const { state } = useNavigation();
  const { isLive, lostAt } = useLiveState();
  return (
    <AppShell
      aria-busy={!isWhole}
      header={{ height: HEADER_PX }}
      navbar={{
        width: isNarrow ? NARROW_PX : NAVIGATION_PX,
        breakpoint: 'sm',
        collapsed: { mobile: !isMenuOpen },
      }}
      padding={0}
      transitionDuration={0}
    >
      <a className={classes.skip} href="#content">
        {t('actions.skipToContent')}
      </a>
      <AppShell.Header className={classes.header}>{isWhole && <TopBar />}</AppShell.Header>
      <AppShell.Navbar className={classes.navigation}>
        {isWhole && (
          <Navigation isNarrow={isNarrow && !isMenuOpen} onNarrow={setNarrow} onFollow={menu.close} />
        )}
      </AppShell.Navbar>
      <AppShell.Main className={classes.main ?? ''}>
        <LiveLine />
        <div
          id="content"
          tabIndex={-1}
          className={classes.content}
          data-lost={(!isLive && lostAt !== null) || undefined}
          aria-busy={state === 'loading'}
        >
          <Suspense fallback={<PageSkeleton />}>
            <Outlet />
          </Suspense>
        </div>
      </AppShell.Main>
      {isWhole && (
        <>
          <PhoneBar isMenuOpen={isMenuOpen} onMenu={menu.toggle} onFollow={menu.close} />
          <SessionRenewal />
        </>
      )}
      {/* Draws nothing before a key is pressed, and that may be at once. */}
      <Shortcuts />
      <ScrollRestoration />
    </AppShell>
  );
}

function PageSkeleton() {
  return (
    <Stack gap="md" aria-hidden>
      <Skeleton height={32} width={220} />
      <Skeleton height={160} />
      <Skeleton height={320} />
    </Stack>
  );
}

/** The frame's outline, so that nothing jumps when it is known who asks. */
function ShellSkeleton() {
  return (
    <div className={classes.outline} aria-hidden>
      <div className={classes.outlineHeader} />
      <div className={classes.outlineNavigation} />
      <div className={classes.content}>
        <PageSkeleton />
      </div>
    </div>
  );
}
