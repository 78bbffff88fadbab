import { assertNever } from './eventType.js';
import type { ErrorClass } from './outcome.js';

/** What statistics tell apart, in the order in which they are shown. */
export const ATTEMPT_OUTCOMES = [
  'delivered',
  'redirect', // 3xx
  'clientError', // 4xx
  'serverError', // 5xx
  'timeout',
  'noAnswer', // no connection, no name, TLS, an answer that is not HTTP
  'notSent', // ended without a request: the webhook was off or gone, parked too long
] as const;
export type AttemptOutcomeName = (typeof ATTEMPT_OUTCOMES)[number];

/** The outcome of an attempt, as statistics count it. */
export function attemptOutcomeOf(errorClass: ErrorClass | null): AttemptOutcomeName {
  switch (errorClass) {
    case null:
      return 'delivered';
    case 'REDIRECT':
      return 'redirect';
    case 'GONE':
    case 'RATE_LIMITED':
    case 'CLIENT_ERROR':
      return 'clientError';
    case 'UNAVAILABLE':
    case 'SERVER_ERROR':
      return 'serverError';
    case 'TIMEOUT':
    case 'CONNECT_TIMEOUT':
      return 'timeout';
    case 'UNEXPECTED_STATUS':
    case 'BLOCKED_ADDRESS':
    case 'BLOCKED_URL':
    case 'DNS':
    case 'CONNECTION_REFUSED':
    case 'CONNECTION_RESET':
    case 'UNREACHABLE':
    case 'TLS':
    case 'RESPONSE_TOO_LARGE':
    case 'RESPONSE_MALFORMED':
    case 'UNKNOWN':
      return 'noAnswer';
    case 'WEBHOOK_DISABLED':
    case 'WEBHOOK_DELETED':
    case 'PARKED_TOO_LONG':
    case 'RATE_WAITED_TOO_LONG':
    case 'UNSENDABLE':
    case 'EVENT_LOST':
      return 'notSent';
    default:
      return assertNever(errorClass);
  }
}
