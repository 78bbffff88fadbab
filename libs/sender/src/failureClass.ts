import type { Socket } from 'node:net';
import type { TransportErrorClass } from '@kassahook/domain/outcome';
import { errorCodeOf } from '@kassahook/platform/errors';
import { errors } from 'undici';

/** How far a request had come when its connection failed. */
export interface FailurePoint {
  /** A first byte of an answer had come. */
  isAnswering: boolean;
  /** The other side had closed or reset the connection, whatever undici made of it. */
  isPeerGone: boolean;
}

/** The system's words for a connection that the other side, or the way to it, has given up. */
const CONNECTION_LOST = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ETIMEDOUT']);

/** undici's codes for a request that could not be sent as it was written: ours to mend. */
const REQUEST_FAULTS = new Set([
  'UND_ERR_INVALID_ARG',
  'UND_ERR_NOT_SUPPORTED',
  'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH',
]);

/** Is the request itself at fault, such as a header with a line break? */
export function isRequestFault(code: string): boolean {
  return REQUEST_FAULTS.has(code);
}

/** Did the connection go away, rather than say something wrong? */
export function isConnectionGone(code: string): boolean {
  return code === 'UND_ERR_SOCKET' || CONNECTION_LOST.has(code);
}

/** Has the other side closed or reset the connection (rather than we, for what it said)? */
export function isPeerGone(socket: Socket): boolean {
  return socket.readableEnded || CONNECTION_LOST.has(errorCodeOf(socket.errored) ?? '');
}

/**
 * The error class of a failure after the connection was there, by its class or code (undici's, OpenSSL's or the system's).
 * undici's parser complains of a body that ended before its announced length, and of a peer that left in mid-answer, in the same
 * words as of bad HTTP; what tells them apart is whether the peer is gone.
 */
export function failureClassOf(error: Error, { isAnswering, isPeerGone }: FailurePoint): TransportErrorClass {
  const code = errorCodeOf(error) ?? '';
  if (error instanceof errors.HTTPParserError || code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH') {
    return isPeerGone ? 'CONNECTION_RESET' : 'RESPONSE_MALFORMED';
  }
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return 'RESPONSE_MALFORMED';
  if (code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_') || code === 'EPROTO') return 'TLS';
  // undici says UND_ERR_SOCKET also for an answer that it will not have: an unasked 100 or 101.
  if (code === 'UND_ERR_SOCKET' && isAnswering && !isPeerGone) return 'RESPONSE_MALFORMED';
  if (isConnectionGone(code)) return 'CONNECTION_RESET';
  // Left are assertions inside undici's parser, met with statuses that no HTTP has (below 100).
  return isAnswering ? 'RESPONSE_MALFORMED' : 'UNKNOWN';
}
