import { useCallback, useEffect, useRef } from 'react';
import { useBlocker } from 'react-router';

export interface UnsavedChanges {
  /** Somebody wants to leave; the dialog asks. */
  isAsking: boolean;
  stay: () => void;
  leave: () => void;
  /** What was typed is saved: leaving asks no more. Call it before navigating. */
  release: () => void;
}

/** Holds back whoever leaves a changed form: inside the cabinet by `UnsavedChangesDialog`, out of it by the browser's own question. */
export function useUnsavedChanges(isChanged: boolean): UnsavedChanges {
  const isReleased = useRef(false);
  const blocker = useBlocker(
    useCallback(
      ({ currentLocation, nextLocation }) =>
        isChanged && !isReleased.current && currentLocation.pathname !== nextLocation.pathname,
      [isChanged],
    ),
  );
  useEffect(() => {
    if (!isChanged) return undefined;
    const hold = (event: BeforeUnloadEvent): void => {
      if (!isReleased.current) event.preventDefault();
    };
    window.addEventListener('beforeunload', hold);
    return () => window.removeEventListener('beforeunload', hold);
  }, [isChanged]);
  return {
    isAsking: blocker.state === 'blocked',
    stay: () => blocker.reset?.(),
    leave: () => blocker.proceed?.(),
    release: () => {
      isReleased.current = true;
    },
  };
}
