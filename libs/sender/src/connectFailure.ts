import { AppError, errorCodeOf } from '@kassahook/platform/errors';
import type { TransportErrorClass } from '@kassahook/domain/outcome';

/** Why no connection came about. A result in the making, not a fault: the sender turns it into an outcome. */
export class ConnectFailure extends Error {
  readonly errorClass: TransportErrorClass;
  /** The system's or OpenSSL's code, or the error class where neither has one. */
  readonly code: string;

  constructor(
    errorClass: TransportErrorClass,
    code: string,
    options: { reason?: string; cause?: unknown } = {},
  ) {
    super(options.reason ?? code, { cause: options.cause });
    this.name = 'ConnectFailure';
    this.errorClass = errorClass;
    this.code = code;
  }
}

/** Our machine ran out of something. No receiver is to blame, so it must never be counted against one. */
const LOCAL_SHORTAGES = new Set(['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM']);

const SOCKET_ERROR_CLASSES: Readonly<Record<string, TransportErrorClass>> = {
  ECONNREFUSED: 'CONNECTION_REFUSED',
  ECONNRESET: 'CONNECTION_RESET',
  EPIPE: 'CONNECTION_RESET',
  ECONNABORTED: 'CONNECTION_RESET',
  ETIMEDOUT: 'CONNECT_TIMEOUT',
  EHOSTUNREACH: 'UNREACHABLE',
  ENETUNREACH: 'UNREACHABLE',
  EHOSTDOWN: 'UNREACHABLE',
  ENETDOWN: 'UNREACHABLE',
  EADDRNOTAVAIL: 'UNREACHABLE', // no local address of that family
  EAFNOSUPPORT: 'UNREACHABLE',
  EACCES: 'UNREACHABLE', // a firewall of ours, or a broadcast address
  EPERM: 'UNREACHABLE',
};

/**
 * The failure that a socket's error stands for while connecting.
 * @param otherwise the class of every code that is not a socket's: TLS during a handshake, UNKNOWN before it
 * @returns an AppError LOCAL_RESOURCES when this machine is at fault
 */
export function connectFailureOf(error: Error, otherwise: TransportErrorClass): ConnectFailure | AppError {
  if (error instanceof ConnectFailure || error instanceof AppError) return error;
  const code = errorCodeOf(error) ?? otherwise;
  if (LOCAL_SHORTAGES.has(code)) {
    return new AppError(`no resources for a connection: ${code}`, {
      code: 'LOCAL_RESOURCES',
      retryable: true,
      cause: error,
    });
  }
  return new ConnectFailure(SOCKET_ERROR_CLASSES[code] ?? otherwise, code, { cause: error });
}
