import { useEffect, useRef, type RefObject } from 'react';
import { useBlocker } from 'react-router';
import type { CloseGuard } from './useCloseGuard.js';

export interface UnsavedChanges extends CloseGuard {
  /** What was typed is saved: leaving asks no more. Call it before navigating. */
  release: () => void;
}

/**
 * Holds back whoever leaves a changed form: inside the cabinet by `UnsavedChangesDialog`, out of it by the browser's own question.
 * @param released set to true by whoever deletes what the form is of: there is nothing left to save
 */
export function useUnsavedChanges(isChanged: boolean, released?: RefObject<boolean>): UnsavedChanges {
  const isReleased = useRef(false);
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      isChanged &&
      !isReleased.current &&
      released?.current !== true &&
      currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (!isChanged) return undefined;
    const hold = (event: BeforeUnloadEvent): void => {
      if (!isReleased.current && released?.current !== true) event.preventDefault();
    };
    window.addEventListener('beforeunload', hold);
    return () => window.removeEventListener('beforeunload', hold);
  }, [isChanged, released]);
  return {
    isAsking: blocker.state === 'blocked',
    stay: () => blocker.reset?.(),
    leave: () => blocker.proceed?.(),
    release: () => {
      isReleased.current = true;
    },
  };
}
