import { useEffect } from 'react';

/**
 * After a dialog the focus goes back to what opened it, and, when that has gone with what the dialog did, to the page's content: at the top
 * of the document somebody without a mouse would have to walk all the way again. (Mantine's own looks only at a dialog that is
 * closed, not at one that is taken away, and knows no second place.)
 */
export function useOpenerFocus(isOpen: boolean): void {
  useEffect(() => {
    if (!isOpen) return;
    const opener = document.activeElement;
    return () => {
      const target =
        opener?.isConnected && opener !== document.body ? opener : document.getElementById('content');
      if (target instanceof HTMLElement) target.focus({ preventScroll: true });
    };
  }, [isOpen]);
}
