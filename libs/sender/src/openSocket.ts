import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { LRUCache } from 'lru-cache';
import { connectFailureOf } from './connectFailure.js';

/** Starts a raw connection to an IP address. */
export type OpenSocket = (to: { host: string; port: number }) => Socket;

export interface TlsSettings {
  /** Further roots in PEM, for a company's own authority and for tests. The system's list is replaced by them. */
  ca?: string | Buffer | readonly (string | Buffer)[];
  /** Sessions to resume, by host and port: a resumed handshake checks no certificates again. */
  sessions?: LRUCache<string, Buffer>;
}

/** `net.connect` for one address: no lookup, no second address behind our back. */
export const openRawSocket: OpenSocket = ({ host, port }) =>
  connectTcp({ host, port, noDelay: true, autoSelectFamily: false });

/** Some 2 KB each; enough for the hosts that are called again within a ticket's life. */
export function createTlsSessions(): LRUCache<string, Buffer> {
  return new LRUCache({ max: 1000 });
}

/** @throws ConnectFailure, or AppError LOCAL_RESOURCES; the signal's reason when it fires */
export async function openTcp(
  to: { host: string; port: number },
  signal: AbortSignal,
  openSocket: OpenSocket,
): Promise<Socket> {
  signal.throwIfAborted();
  return await settled(openSocket(to), { event: 'connect', otherwise: 'UNKNOWN', signal });
}

/**
 * TLS over an open, checked socket. The name that was asked for is the name that the certificate must carry and that SNI tells;
 * an IP literal has no SNI (RFC 6066). Verification is switched on by hand, so that NODE_TLS_REJECT_UNAUTHORIZED cannot switch it off.
 * @throws ConnectFailure; the signal's reason when it fires
 */
export async function openTls(
  tcp: Socket,
  { hostname, port }: { hostname: string; port: number },
  signal: AbortSignal,
  { ca, sessions }: TlsSettings = {},
): Promise<TLSSocket> {
  const name = hostname.replace(/\.$/, '');
  const sessionKey = `${name}:${port}`;
  const session = sessions?.get(sessionKey);
  const socket = connectTls({
    socket: tcp,
    host: name,
    servername: isIP(name) === 0 ? name : '',
    ALPNProtocols: ['http/1.1'],
    rejectUnauthorized: true,
    ...(ca !== undefined && { ca: typeof ca === 'string' || Buffer.isBuffer(ca) ? ca : [...ca] }),
    ...(session && { session }),
  });
  socket.on('session', (fresh: Buffer) => sessions?.set(sessionKey, fresh));
  try {
    return await settled(socket, { event: 'secureConnect', otherwise: 'TLS', signal });
  } catch (failure) {
    sessions?.delete(sessionKey);
    throw failure;
  }
}

interface Settling {
  event: 'connect' | 'secureConnect';
  otherwise: 'TLS' | 'UNKNOWN';
  signal: AbortSignal;
}

/** The socket once `event` came; destroyed when an error or the signal came first. */
function settled<S extends Socket>(socket: S, { event, otherwise, signal }: Settling): Promise<S> {
  return new Promise((resolve, reject) => {
    const onEvent = () => {
      signal.removeEventListener('abort', onAbort);
      resolve(socket);
    };
    const onError = (error: Error) => {
      signal.removeEventListener('abort', onAbort);
      reject(connectFailureOf(error, otherwise));
    };
    const onAbort = () => {
      reject(signal.reason as Error);
      socket.destroy();
    };
    socket.once(event, onEvent);
    // Stays for the socket's life: an error between here and the next owner's listener must not end the process.
    socket.on('error', onError);
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
}
