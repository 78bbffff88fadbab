import { Client } from 'undici';
import type { Connection, ConnectTarget, GuardedConnector } from './guardedConnector.js';

/** A kept-alive connection is closed after this long idle; Node's own servers close theirs after 5 s. */
const IDLE_MS = 4_000;
/** A receiver's `keep-alive: timeout=…` may ask for more, up to this. */
const IDLE_MAX_MS = 30_000;
/** Taken off such a hint, for the way there and back: a request that meets the closing is a lost one. */
const IDLE_MARGIN_MS = 2_000;
const HEADERS_LIMIT_BYTES = 16 * 1024;

export interface LaneOptions {
  /** Scheme, host and port. */
  origin: string;
  target: ConnectTarget;
  connector: GuardedConnector;
  /** The connection is gone, for whatever reason; a request that was on it has been told. */
  onDisconnect(lane: Lane): void;
}

/**
 * One undici client with at most one connection and one request at a time. undici's own pool would do, but for one thing: it
 * does not tell which connection a request went out on, and so neither its address, nor how long it took to open, nor whether
 * it had been used before, which is what decides about a repeat. Choosing the client ourselves tells all three at no cost.
 */
export class Lane {
  readonly client: Client;
  /** The connection that the next request goes out on; null before the first one is open. */
  connection: Connection | null = null;
  /** Requests written to this connection so far. */
  requestCount = 0;
  isIdle = false;
  readonly #closing = new AbortController();

  constructor(options: LaneOptions) {
    this.client = new Client(options.origin, {
      pipelining: 1,
      // One deadline per request covers both; undici's timers would only be looked after in vain.
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveTimeout: IDLE_MS,
      keepAliveMaxTimeout: IDLE_MAX_MS,
      keepAliveTimeoutThreshold: IDLE_MARGIN_MS,
      maxHeaderSize: HEADERS_LIMIT_BYTES,
      connect: (_, callback) => {
        // undici hands over a name to look up; the target holds the same name, and only the guard looks it up.
        options.connector.connect(options.target, this.#closing.signal).then(
          (connection) => {
            this.connection = connection;
            this.requestCount = 0;
            callback(null, connection.socket);
          },
          (failure: unknown) => callback(failure as Error, null),
        );
      },
    });
    this.client.on('disconnect', () => options.onDisconnect(this));
  }

  /** Closes at once, whatever is going on, and resolves when the socket is closed. May be called again. */
  async destroy(): Promise<void> {
    this.#closing.abort();
    await this.client.destroy();
  }
}
