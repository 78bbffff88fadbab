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

/** As much of `EventSource` as a feed needs. */
export type FeedSource = Pick<EventSource, 'addEventListener' | 'close' | 'readyState'>;

interface FeedOptions<Kind extends string> {
  path: string;
  /** The names of its messages, beside those of the stream itself. */
  kinds: readonly Kind[];
  connect?: (path: string) => FeedSource;
}

/** A browser gives up after an answer that is not a stream (429, a proxy's page); we do not. */
const REOPEN_MS = 5_000;
/** A heartbeat comes every 15 s (docs/live.md): a stream that is silent for longer than two of them is not there, whatever it seems. */
const SILENT_MS = 40_000;
/** Signs of a stream that tell nothing but that it is there. */
const SIGNS_OF_LIFE = ['hello', 'heartbeat'];
/** `EventSource.CLOSED`. */
const CLOSED = 2;

/** Creates a connection to a stream. Each time it stands it says `reconnected`: what happened before is not repeated. */
export function createLiveFeed<Kind extends string>(options: FeedOptions<Kind>): LiveFeed<Kind> {
  const { path, kinds, connect = (address: string) => new EventSource(address) } = options;
  const handlers = new Set<(message: FeedMessage<Kind>) => void>();
  const stateListeners = new Set<() => void>();
  let state: LiveState = { isLive: false, lostAt: null };
  let source: FeedSource | undefined;
  let reopening: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;

  const tell = (message: FeedMessage<Kind>): void => {
    for (const handler of handlers) handler(message);
  };
  const setLive = (isLive: boolean): void => {
    if (state.isLive === isLive && (isLive || state.lostAt !== null)) return;
    state = { isLive, lostAt: isLive ? null : new Date().toISOString() };
    for (const listener of stateListeners) listener();
  };

  function close(): void {
    clearTimeout(reopening);
    clearTimeout(silence);
    source?.close();
    source = undefined;
  }
  function open(): void {
    close();
    const opened = connect(path);
    source = opened;
    const heard = (): void => {
      clearTimeout(silence);
      silence = setTimeout(() => {
        setLive(false);
        open();
      }, SILENT_MS);
    };
    const on = (name: string, act: (data: string) => void): void => {
      opened.addEventListener(name, (message) => {
        if (source !== opened) return;
        heard();
        act((message as MessageEvent<string>).data);
      });
    };
    heard();
    for (const name of SIGNS_OF_LIFE) on(name, () => undefined);
    // From here on every change is told; what happened before is not, so what is shown is read again.
    on('live', () => {
      setLive(true);
      tell({ kind: 'reconnected', data: {} });
    });
    on('degraded', () => setLive(false));
    for (const kind of kinds) {
      on(kind, (data) => tell({ kind, data: JSON.parse(data) as Record<string, unknown> }));
    }
    opened.addEventListener('error', () => {
      if (source !== opened) return;
      setLive(false);
      if (opened.readyState === CLOSED) reopening = setTimeout(open, REOPEN_MS);
    });
  }

  return {
    start() {
      open();
      return close;
    },
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
