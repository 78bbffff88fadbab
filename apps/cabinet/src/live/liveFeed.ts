/** What the stream says; each is a named server-sent event with JSON in it. */
export const LIVE_KINDS = ['event', 'delivery', 'health', 'notification', 'job', 'webhooks', 'more'] as const;
type LiveKind = (typeof LIVE_KINDS)[number];

interface FeedMessage<Kind extends string> {
  kind: Kind | 'reconnected';
  data: Readonly<Record<string, unknown>>;
}
export type LiveMessage = FeedMessage<LiveKind>;
export type LiveHandler = (message: LiveMessage) => void;

export interface LiveState {
  isLive: boolean;
  /** Since when nothing is told; null before the first connection and while it stands. */
  lostAt: string | null;
}

export interface LiveFeed<Kind extends string = LiveKind> {
  /** Connects; returns how to end it. */
  start: () => () => void;
  listen: (handler: (message: FeedMessage<Kind>) => void) => () => void;
  state: () => LiveState;
  listenState: (listener: () => void) => () => void;
}

interface FeedOptions<Kind extends string> {
  path: string;
  /** The names of its messages, beside those of the stream itself. */
  kinds: readonly Kind[];
}

/** A browser gives up after an answer that is not a stream (429, a proxy's page); we do not. */
const REOPEN_MS = 5_000;

/** Creates a connection to a stream. Each time it stands it says `reconnected`: what happened before is not repeated. */
export function createLiveFeed<Kind extends string>({ path, kinds }: FeedOptions<Kind>): LiveFeed<Kind> {
  const handlers = new Set<(message: FeedMessage<Kind>) => void>();
  const stateListeners = new Set<() => void>();
  let state: LiveState = { isLive: false, lostAt: null };

  const tell = (message: FeedMessage<Kind>): void => {
    for (const handler of handlers) handler(message);
  };
  const setLive = (isLive: boolean): void => {
    if (state.isLive === isLive && (isLive || state.lostAt !== null)) return;
    state = { isLive, lostAt: isLive ? null : new Date().toISOString() };
    for (const listener of stateListeners) listener();
  };

  function open(): () => void {
    const source = new EventSource(path);
    let reopening: ReturnType<typeof setTimeout> | undefined;
    let closeNext: (() => void) | undefined;
    // From here on every change is told; what happened before is not, so what is shown is read again.
    source.addEventListener('live', () => {
      setLive(true);
      tell({ kind: 'reconnected', data: {} });
    });
    source.addEventListener('degraded', () => setLive(false));
    source.addEventListener('error', () => {
      setLive(false);
      if (source.readyState !== EventSource.CLOSED) return;
      reopening = setTimeout(() => {
        closeNext = open();
      }, REOPEN_MS);
    });
    for (const kind of kinds) {
      source.addEventListener(kind, ({ data }: MessageEvent<string>) => {
        tell({ kind, data: JSON.parse(data) as Record<string, unknown> });
      });
    }
    return () => {
      clearTimeout(reopening);
      source.close();
      closeNext?.();
    };
  }

  return {
    start: open,
    listen(handler) {
      handlers.add(handler);
      return () => handlers.delete(handler);
    },
    state: () => state,
    listenState(listener) {
      stateListeners.add(listener);
      return () => stateListeners.delete(listener);
    },
  };
}
