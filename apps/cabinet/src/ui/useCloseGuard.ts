import { useState } from 'react';

export interface CloseGuard {
  /** Somebody wants to close what was changed; the dialog asks. */
  isAsking: boolean;
  stay: () => void;
  leave: () => void;
}

/** Holds back whoever closes a changed form that is no page of its own. @returns `close`, which asks first where something would be lost */
export function useCloseGuard(isChanged: boolean, onClose: () => void): CloseGuard & { close: () => void } {
  const [isAsking, setAsking] = useState(false);
  return {
    isAsking,
    stay: () => setAsking(false),
    leave: () => {
      setAsking(false);
      onClose();
    },
    close: () => {
      // In a task of its own: the dialog that asks would hear the same Escape, and be closed by it before anybody has seen it.
      if (isChanged) setTimeout(() => setAsking(true));
      else onClose();
    },
  };
}
