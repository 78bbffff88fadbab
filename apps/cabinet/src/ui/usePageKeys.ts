import { useEffect, useRef } from 'react';
import { FLOATING, isTyping, pageKeyOf, type PageKey } from './pageKeys.js';

/** Does something when the key is pressed. */
type PageKeyHandlers = Partial<Record<PageKey, () => void>>;

/**
 * Presses that came while something floated. Asked before any dialog hears of the key: one that closes at Escape is gone when the page's
 * own turn comes.
 */
const coveredPresses = new WeakSet<KeyboardEvent>();
window.addEventListener(
  'keydown',
  (event) => {
    if (isSomethingFloating()) coveredPresses.add(event);
  },
  { capture: true },
);

/**
 * A filter that was reached with `/` is left with Escape, which closes its list of choices as well: a select keeps the focus, and would
 * take the letters that come next for choices.
 */
document.documentElement.addEventListener('keydown', ({ key, target }) => {
  if (key !== 'Escape' || !(target instanceof HTMLElement) || !isTyping(target)) return;
  if (target.closest('[data-filter]') !== null && target.closest(FLOATING) === null) target.blur();
});

/** Lists of choices stay in the page when they are closed, out of sight. */
function isSomethingFloating(): boolean {
  return [...document.querySelectorAll(FLOATING)].some((element) => element.checkVisibility());
}

/** The keys of a page, of what is open on it, or of the whole cabinet. They rest while somebody types, and while a dialog or a menu is open. */
export function usePageKeys(handlers: PageKeyHandlers): void {
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const key = pageKeyOf(event);
      const handle = key === null ? undefined : latest.current[key];
      if (!handle || event.defaultPrevented || coveredPresses.has(event)) return;
      // The palette is asked for from within a field, too.
      if (key !== 'mod+k' && isTyping(event.target)) return;
      event.preventDefault();
      handle();
    };
    document.documentElement.addEventListener('keydown', onKey);
    return () => document.documentElement.removeEventListener('keydown', onKey);
  }, []);
}
