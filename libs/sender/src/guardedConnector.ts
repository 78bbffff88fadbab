import { isIP, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { errorCodeOf } from '@kassahook/platform/errors';
import type { AddressPolicy } from './addressPolicy.js';
import { ConnectFailure } from './connectFailure.js';
import { openTcp, openTls, type OpenSocket, type TlsSettings } from './openSocket.js';

/** The shape of `dns.lookup` with `all: true`: all addresses of a name, answered once. */
export type Lookup = (
  hostname: string,
  options: { all: true },
  callback: (error: Error | null, addresses: readonly { address: string }[]) => void,
) => void;

export interface ConnectTarget {
  /** A name, or an IP literal without brackets. */
  hostname: string;
  port: number;
  secure: boolean;
}

/** An open connection and what it took. */
export interface Connection {
  socket: Socket;
  remoteAddress: string;
  /** null for an IP literal. */
  dnsMs: number | null;
  connectMs: number;
  /** null for plain http. */
  tlsMs: number | null;
}

/** The only door to the network: whatever is to be sent goes through a socket that it opened. */
export interface GuardedConnector {
  /**
   * @param signal ends the attempt; its reason becomes the rejection
   * @throws ConnectFailure for what the receiver's side did; AppError LOCAL_RESOURCES for our own shortage
   */
  connect(target: ConnectTarget, signal: AbortSignal): Promise<Connection>;
}

export interface GuardedConnectorOptions {
  addressPolicy: AddressPolicy;
  lookup: Lookup;
  /** Over lookup, TCP and TLS together. */
  connectTimeoutMs: number;
  tls?: TlsSettings | undefined;
  /** Opens a raw socket to an IP address; `net.connect` unless a test watches. */
  openSocket: OpenSocket;
}

/** A host with more addresses than this is tried at the first ones only; all of them are checked. */
const ADDRESSES_TRIED_MAX = 8;
/** An address gets at least this long before the next one has its turn (RFC 8305 names 250 ms). */
const ATTEMPT_MIN_MS = 250;

/**
 * Creates the guard. Name → addresses happens once, here; the addresses that were checked are the ones connected to, so a name
 * that resolves to something else a moment later (DNS rebinding) gains nothing; and the peer's address is checked once more on
 * the open socket, before a byte is written. ANY refused address refuses the host: a name with one public and one private
 * address is a trap or a mistake. Proxy variables of the environment play no part, as nothing here reads them.
 */
export function createGuardedConnector(options: GuardedConnectorOptions): GuardedConnector {
  return {
    async connect(target, signal) {
      const limit = startLimit(options.connectTimeoutMs, signal);
      try {
        return await connectWithin(target, limit, options);
      } finally {
        limit.stop();
      }
    },
  };
}

async function connectWithin(
  target: ConnectTarget,
  limit: ConnectLimit,
  options: GuardedConnectorOptions,
): Promise<Connection> {
  const { hostname, secure } = target;
  const startedAt = performance.now();
  const isLiteral = isIP(hostname) !== 0;
  const addresses = isLiteral ? [hostname] : await lookUp(hostname, limit, options.lookup);
  for (const address of addresses) refuseUnlessAllowed(address, options.addressPolicy);
  const resolvedAt = performance.now();

  limit.stage = 'CONNECT_TIMEOUT';
  const tcp = await connectToFirst(addresses.slice(0, ADDRESSES_TRIED_MAX), target, limit, options);
  const connectedAt = performance.now();
  const remoteAddress = tcp.remoteAddress;
  try {
    if (remoteAddress === undefined) throw new ConnectFailure('CONNECTION_RESET', 'ECONNRESET');
    refuseUnlessAllowed(remoteAddress, options.addressPolicy);
    const socket = secure ? await openTls(tcp, target, limit.signal, options.tls) : tcp;
    return {
      socket,
      remoteAddress,
      dnsMs: isLiteral ? null : resolvedAt - startedAt,
      connectMs: connectedAt - resolvedAt,
      tlsMs: secure ? performance.now() - connectedAt : null,
    };
  } catch (failure) {
    tcp.destroy();
    throw failure;
  }
}

function refuseUnlessAllowed(address: string, policy: AddressPolicy): void {
  const reason = policy.reasonAgainst(address);
  if (reason !== null) throw new ConnectFailure('BLOCKED_ADDRESS', 'BLOCKED_ADDRESS', { reason });
}

/** The one lookup. An answer that comes after the limit is dropped: not every lookup can be cancelled. */
function lookUp(hostname: string, { signal }: ConnectLimit, lookup: Lookup): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason as Error);
    const onError = (error: unknown) => {
      signal.removeEventListener('abort', onAbort);
      reject(new ConnectFailure('DNS', errorCodeOf(error) ?? 'DNS', { cause: error }));
    };
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      lookup(hostname, { all: true }, (error, answers) => {
        if (error || answers.length === 0) return onError(error ?? { code: 'ENODATA' });
        signal.removeEventListener('abort', onAbort);
        resolve(answers.map(({ address }) => address));
      });
    } catch (error) {
      onError(error); // a name that cannot be asked for
    }
  });
}

/**
 * Connects to the first address that answers. Each gets its share of the time that is left, so one that swallows packets does
 * not use up the turn of the others. One after another rather than at once: a second SYN for every slow host would be load on
 * people who did nothing wrong. The last failure is the one told.
 */
async function connectToFirst(
  addresses: readonly string[],
  { port }: ConnectTarget,
  limit: ConnectLimit,
  { openSocket }: GuardedConnectorOptions,
): Promise<Socket> {
  let lastFailure: unknown;
  for (const [index, host] of addresses.entries()) {
    const shareMs = Math.max(ATTEMPT_MIN_MS, limit.leftMs() / (addresses.length - index));
    const attempt = startLimit(shareMs, limit.signal);
    attempt.stage = 'CONNECT_TIMEOUT';
    try {
      return await openTcp({ host, port }, attempt.signal, openSocket);
    } catch (failure) {
      if (limit.signal.aborted || !(failure instanceof ConnectFailure)) throw failure;
      lastFailure = failure;
    } finally {
      attempt.stop();
    }
  }
  throw lastFailure;
}

interface ConnectLimit {
  readonly signal: AbortSignal;
  /** What it means when the time is up now: the name server was silent, or the host was. */
  stage: 'DNS' | 'CONNECT_TIMEOUT';
  leftMs(): number;
  stop(): void;
}

/** A time limit inside an outer one: its signal fires at whichever comes first. `stop` leaves no timer and no listener. */
function startLimit(limitMs: number, outer: AbortSignal): ConnectLimit {
  const controller = new AbortController();
  const endsAt = performance.now() + limitMs;
  const onOuter = () => controller.abort(outer.reason);
  const onTime = () => controller.abort(new ConnectFailure(limit.stage, 'UND_ERR_CONNECT_TIMEOUT'));
  const timer = setTimeout(onTime, limitMs);
  if (outer.aborted) onOuter();
  outer.addEventListener('abort', onOuter, { once: true });
  const limit: ConnectLimit = {
    signal: controller.signal,
    stage: 'DNS',
    leftMs: () => endsAt - performance.now(),
    stop() {
      clearTimeout(timer);
      outer.removeEventListener('abort', onOuter);
    },
  };
  return limit;
}
