import { useEffect, useState } from 'react';
import { createThrottle } from './throttle.js';

/**
 * A function that refreshes at once and then at most once a second, the last wish included. It is the same one for as long as the page
 * is open: what is still wished survives another `refresh`, as each drawing of a page makes one.
 */
export function useThrottledRefresh(refresh: () => void | Promise<void>): () => void {
  const [throttle] = useState(() => createThrottle(refresh));
  useEffect(() => throttle.use(refresh), [throttle, refresh]);
  useEffect(() => throttle.stop, [throttle]);
  return throttle.ask;
}
