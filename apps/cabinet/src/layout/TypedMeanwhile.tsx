import { useEffect } from 'react';
import { noteTyped } from './paletteState.js';

/**
 * Keeps what is typed from when the palette is asked for until it is loaded, which takes a moment the first time: else the first letters of
 * what is looked for would go to the page, whose keys they may be.
 */
export function TypedMeanwhile() {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!noteTyped(event)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, []);
  return null;
}
