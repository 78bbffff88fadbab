type Listener = (isExpired: boolean) => void;

/** Says to the page that the session is over. Outside React, because it is the API's answers that say so. */
function createSessionGate(): {
  expired: () => void;
  renewed: () => void;
  isExpired: () => boolean;
  /** Returns how to stop listening. */
  listen: (listener: Listener) => () => void;
} {
  const listeners = new Set<Listener>();
  let isExpired = false;
  const tell = (value: boolean): void => {
    if (isExpired === value) return;
    isExpired = value;
    for (const listener of listeners) listener(value);
  };
  return {
    expired: () => tell(true),
    renewed: () => tell(false),
    isExpired: () => isExpired,
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const sessionGate = createSessionGate();
