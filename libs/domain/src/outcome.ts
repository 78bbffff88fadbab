import { assertNever } from './eventType.js';

/** Why no usable answer came. Each is the class of an attempt's error; receivers' operators read these words. */
export const TRANSPORT_ERROR_CLASSES = [
  'BLOCKED_ADDRESS', // the guard refused: the host is, or resolves to, an address that is not public
  'BLOCKED_URL', // the guard refused: scheme, port, credentials
  'DNS',
  'CONNECTION_REFUSED',
  'CONNECTION_RESET',
  'UNREACHABLE', // no route to the host or network
  'CONNECT_TIMEOUT',
  'TLS',
  'TIMEOUT', // the total deadline passed
  'RESPONSE_TOO_LARGE', // more than the read limit
  'RESPONSE_MALFORMED', // not HTTP, or broken HTTP
  'UNKNOWN',
] as const;
export type TransportErrorClass = (typeof TRANSPORT_ERROR_CLASSES)[number];

/** Why a well-formed answer is not an acknowledgement. */
export const ANSWER_ERROR_CLASSES = [
  'REDIRECT', // 3xx, never followed
  'GONE', // 410
  'RATE_LIMITED', // 429
  'CLIENT_ERROR', // other 4xx
  'UNAVAILABLE', // 503
  'SERVER_ERROR', // other 5xx
  'UNEXPECTED_STATUS', // 1xx or ≥ 600
] as const;
export type AnswerErrorClass = (typeof ANSWER_ERROR_CLASSES)[number];

/** Why a delivery ended, or waited, without a request. */
export const INTERNAL_ERROR_CLASSES = [
  'WEBHOOK_DISABLED', // the owner, or a 410, switched the webhook off before this attempt
  'WEBHOOK_DELETED',
  'PARKED_TOO_LONG', // the endpoint stayed busy or broken past the parking limit
  'RATE_WAITED_TOO_LONG', // its webhook's own rate had no room for it within the limit on such waits
  'UNSENDABLE', // our side cannot build the request: its secret cannot be opened, or a header of the webhook cannot be sent
  'EVENT_LOST', // the body is neither in the message nor in the event store
] as const;
export type InternalErrorClass = (typeof INTERNAL_ERROR_CLASSES)[number];

export type ErrorClass = TransportErrorClass | AnswerErrorClass | InternalErrorClass;

/** What one attempt came to, before anything is decided. A refused webhook is a result, not an exception. */
export type AttemptOutcome =
  | { kind: 'answered'; status: number; retryAfterMs: number | null }
  | { kind: 'failed'; errorClass: TransportErrorClass }
  | { kind: 'ended'; errorClass: InternalErrorClass };

/** The error class of an outcome, null when the receiver acknowledged (any 2xx). */
export function errorClassOf(outcome: AttemptOutcome): ErrorClass | null {
  switch (outcome.kind) {
    case 'answered':
      return answerErrorClass(outcome.status);
    case 'failed':
    case 'ended':
      return outcome.errorClass;
    default:
      return assertNever(outcome);
  }
}

function answerErrorClass(status: number): AnswerErrorClass | null {
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400) return 'REDIRECT';
  if (status === 410) return 'GONE';
  if (status === 429) return 'RATE_LIMITED';
  if (status >= 400 && status < 500) return 'CLIENT_ERROR';
  if (status === 503) return 'UNAVAILABLE';
  if (status >= 500 && status < 600) return 'SERVER_ERROR';
  return 'UNEXPECTED_STATUS';
}

/**
 * The wait that a `Retry-After` header asks for, in milliseconds from `nowMs`; null when absent or not understood.
 * RFC 9110, 10.2.3: a whole number of seconds or an HTTP date. A date in the past is 0.
 */
export function parseRetryAfter(header: string | undefined, nowMs: number): number | null {
  const text = header?.trim();
  if (!text) return null;
  if (/^\d{1,10}$/.test(text)) return Number(text) * 1000;
  // An HTTP date starts with the day's name; Date.parse alone would also take "1" or "-5".
  if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(text)) return null;
  const dateMs = Date.parse(text);
  return Number.isNaN(dateMs) ? null : Math.max(0, dateMs - nowMs);
}
