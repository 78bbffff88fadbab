import { startTransition, useEffect, useState } from 'react';

/** What is drawn in slices gives way to every answer that comes, and on a busy machine there is always one: then it is drawn in one go. */
const PATIENCE_MS = 1_000;

/** Whether the cabinet has been painted once: what is opened later has nothing to stand back for. */
let isPainted = isDrawnAtOnce();

/**
 * A page to which somebody comes back finds where it was scrolled to at once, and only when all of it is there; one in a tab that nobody sees is
 * not painted before somebody does.
 */
function isDrawnAtOnce(): boolean {
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return document.visibilityState === 'hidden' || (entry !== undefined && entry.type !== 'navigate');
}

/**
 * False until the browser has painted what is waited for, then true: what nobody waits for is drawn then, in slices between which the
 * browser can answer. Only the very first view is drawn in two steps.
 */
export function useAfterFirstPaint(): boolean {
  const [isAfter, setAfter] = useState(isPainted);
  useEffect(() => {
    if (isAfter) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // A frame's callback runs before it is painted, a timer that is set in it runs after.
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => {
        isPainted = true;
        startTransition(() => setAfter(true));
        timer = setTimeout(() => setAfter(true), PATIENCE_MS);
      });
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [isAfter]);
  return isAfter;
}
