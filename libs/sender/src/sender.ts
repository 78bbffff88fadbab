/**
 * libs/sender: HTTP requests to receivers, and the only code that opens sockets to addresses that customers name.
 * It guards where a request may go, limits what comes back, and says what became of it: a receiver's behaviour is a result.
 * It must not know deliveries, attempts' storage, queues, retries or dialects: it gets a URL, headers and a body.
 * The URL is judged by urlPolicy.ts, the addresses by addressPolicy.ts at connecting (guardedConnector.ts).
 * Signing (signature.ts) lives here because it belongs to the same wire.
 */
import { LRUCache } from 'lru-cache';
import { systemClock, type Clock } from '@kassahook/platform/clock';
import { AppError } from '@kassahook/platform/errors';
import type { AddressPolicy } from './addressPolicy.js';
import { Exchange, type ExchangeSettings } from './exchange.js';
import { createGuardedConnector, type ConnectTarget, type Lookup } from './guardedConnector.js';
import type { Lane } from './lane.js';
import { createTlsSessions, openRawSocket, type OpenSocket, type TlsSettings } from './openSocket.js';
import { OriginPool } from './originPool.js';
import { createResolverLookup } from './resolverLookup.js';
import type { SendRequest, SendResult } from './sendResult.js';
import { hostOf, portOf, type UrlPolicy, type UrlVerdict } from './urlPolicy.js';

export interface SenderOptions {
  addressPolicy: AddressPolicy;
  urlPolicy: UrlPolicy;
  /** Only for `Retry-After` dates; durations come from the monotonic clock. */
  clock?: Clock;
  /** Names → addresses, asked once per connection; `createResolverLookup()` when absent. */
  lookup?: Lookup;
  openSocket?: OpenSocket;
  /** Over lookup, TCP and TLS of one connection. */
  connectTimeoutMs?: number;
  /** A longer body ends the attempt. */
  readLimitBytes?: number;
  /** What is kept of a body. */
  storedLimitBytes?: number;
  maxSocketsPerOrigin?: number;
  /** Origins with kept-alive connections; the least recently used gives way. */
  maxOrigins?: number;
  tls?: Pick<TlsSettings, 'ca'>;
}

export interface Sender {
  /**
   * Sends one request and never follows a redirect. Whatever the receiver does is in the result.
   * @throws AppError SENDER_CLOSED, REQUEST_INVALID (a header that cannot be sent), LOCAL_RESOURCES (no file descriptors):
   * faults of ours, which must not be counted against a receiver
   */
  send(request: SendRequest): Promise<SendResult>;
  /** Lets what is in flight end (each has its deadline), then closes every socket. */
  close(): Promise<void>;
}

const DEFAULTS = {
  connectTimeoutMs: 3_000,
  readLimitBytes: 16 * 1024,
  storedLimitBytes: 4 * 1024,
  // Several webhooks may share a host; how much one endpoint gets (20) is decided before the sender.
  maxSocketsPerOrigin: 256,
  maxOrigins: 256,
};
/** Judging a URL takes about 2 µs, finding it here 0.1 µs; a text of 2 KB each at most. */
const REMEMBERED_URLS = 2_000;

/** Creates a sender. It opens nothing until the first request. */
export function createSender(options: SenderOptions): Sender {
  const limits = { ...DEFAULTS, ...options };
  const connector = createGuardedConnector({
    addressPolicy: options.addressPolicy,
    lookup: options.lookup ?? createResolverLookup(),
    connectTimeoutMs: limits.connectTimeoutMs,
    tls: { ...options.tls, sessions: createTlsSessions() },
    openSocket: options.openSocket ?? openRawSocket,
  });
  const openLanes = new Set<Lane>();
  const pools = new LRUCache<string, OriginPool>({
    max: limits.maxOrigins,
    dispose: (pool) => pool.retire(),
  });
  const destinations = new LRUCache<string, Destination>({ max: REMEMBERED_URLS });
  let inFlight = 0;
  let onIdle: (() => void) | null = null;
  let closed: Promise<void> | null = null;

  const settings: ExchangeSettings = {
    clock: options.clock ?? systemClock,
    readLimitBytes: limits.readLimitBytes,
    storedLimitBytes: limits.storedLimitBytes,
    onSettled() {
      inFlight--;
      if (inFlight === 0) onIdle?.();
    },
  };

  function destinationOf(url: string): Destination {
    let destination = destinations.get(url);
    if (!destination) {
      destination = judged(options.urlPolicy.check(url));
      destinations.set(url, destination);
    }
    return destination;
  }

  function poolOf({ origin, target }: Allowed): OriginPool {
    const known = pools.get(origin);
    if (known) return known;
    const pool = new OriginPool({
      origin,
      target,
      connector,
      maxSockets: limits.maxSocketsPerOrigin,
      openLanes,
      onEmpty: () => {
        if (pools.peek(origin) === pool) pools.delete(origin);
      },
    });
    pools.set(origin, pool);
    return pool;
  }

  async function closeAll(): Promise<void> {
    if (inFlight > 0) await new Promise<void>((resolve) => (onIdle = resolve));
    pools.clear();
    await Promise.all([...openLanes].map((lane) => lane.destroy()));
  }

  return {
    send(request) {
      if (closed) return Promise.reject(new AppError('the sender is closed', { code: 'SENDER_CLOSED' }));
      const destination = destinationOf(request.url);
      if (destination.blocked) return Promise.resolve(blockedResult(destination.blocked));
      if (namesHost(request.headers)) {
        return Promise.reject(
          new AppError('the host header is not ours to set', { code: 'REQUEST_INVALID' }),
        );
      }
      return new Promise((resolve, reject) => {
        inFlight++;
        const pool = poolOf(destination);
        pool.take(new Exchange({ request, path: destination.path, pool, settings, resolve, reject }));
      });
    },
    close() {
      closed ??= closeAll();
      return closed;
    },
  };
}

interface Allowed {
  blocked: null;
  origin: string;
  path: string;
  target: ConnectTarget;
}
type Destination = Allowed | { blocked: 'BLOCKED_URL' | 'BLOCKED_ADDRESS' };

function judged(verdict: UrlVerdict): Destination {
  if (!verdict.ok) return { blocked: verdict.errorClass };
  const { url } = verdict;
  return {
    blocked: null,
    origin: url.origin,
    path: url.pathname + url.search,
    target: { hostname: hostOf(url), port: portOf(url), secure: url.protocol === 'https:' },
  };
}

function blockedResult(errorClass: 'BLOCKED_URL' | 'BLOCKED_ADDRESS'): SendResult {
  return {
    outcome: { kind: 'failed', errorClass },
    response: null,
    timings: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 0 },
    remoteAddress: null,
    errorCode: errorClass,
  };
}

/** undici would take it for the Host line, and a guarded request must name the host that was checked. */
function namesHost(headers: Readonly<Record<string, string>>): boolean {
  for (const name in headers) {
    if (name.length === 4 && name.toLowerCase() === 'host') return true;
  }
  return false;
}
