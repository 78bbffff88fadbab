import type { TransportErrorClass } from '@kassahook/domain/outcome';

/** How far a request had come when its connection failed. */
export interface FailurePoint {
  /** A first byte of an answer had come. */
  isAnswering: boolean;
  /** The other side had closed its half of the connection. */
  isEnded: boolean;
}

/** The ways in which a connection is gone, as told by the system and by undici. */
const CONNECTION_GONE = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ETIMEDOUT', 'UND_ERR_SOCKET']);

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
  return CONNECTION_GONE.has(code);
}

/**
 * The error class of a failure after the connection was there, by its code (undici's, llhttp's, OpenSSL's or the system's).
 * A body that ended before its announced length is a lost connection, not bad HTTP, whichever of the two told us first.
 */
export function failureClassOf(code: string, { isAnswering, isEnded }: FailurePoint): TransportErrorClass {
  if (code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH' || code === 'HPE_INVALID_EOF_STATE')
    return 'CONNECTION_RESET';
  if (code.startsWith('HPE_') || code === 'UND_ERR_HEADERS_OVERFLOW') return 'RESPONSE_MALFORMED';
  if (code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_') || code === 'EPROTO') return 'TLS';
  // undici says UND_ERR_SOCKET also for an answer that it will not have (an unasked 100 or 101); then the peer has not closed.
  if (code === 'UND_ERR_SOCKET' && isAnswering && !isEnded) return 'RESPONSE_MALFORMED';
  if (isConnectionGone(code)) return 'CONNECTION_RESET';
  // Left are assertions inside undici's parser, met with statuses that no HTTP has (below 100).
  return isAnswering ? 'RESPONSE_MALFORMED' : 'UNKNOWN';
}
