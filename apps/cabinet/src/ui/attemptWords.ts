import type { ErrorClass } from '@kassahook/domain/outcome';
import { attemptOutcomeOf, type AttemptOutcomeName } from '@kassahook/domain/attemptOutcome';
import type { ParseKeys } from 'i18next';

/** What an attempt came to, in two words at most. */
export const OUTCOME_WORDS: Readonly<Record<AttemptOutcomeName, ParseKeys<'attempts'>>> = {
  delivered: 'outcomes.delivered',
  redirect: 'outcomes.redirect',
  clientError: 'outcomes.clientError',
  serverError: 'outcomes.serverError',
  timeout: 'outcomes.timeout',
  noAnswer: 'outcomes.noAnswer',
  notSent: 'outcomes.notSent',
};

interface ErrorWords {
  /** What happened. */
  what: ParseKeys<'attempts'>;
  /** What to do. */
  advice: ParseKeys<'attempts'>;
}

/** Each class of error as a person says it, and what to do about it. */
export const ERROR_WORDS: Readonly<Record<ErrorClass, ErrorWords>> = {
  BLOCKED_ADDRESS: { what: 'errors.BLOCKED_ADDRESS.what', advice: 'errors.BLOCKED_ADDRESS.advice' },
  BLOCKED_URL: { what: 'errors.BLOCKED_URL.what', advice: 'errors.BLOCKED_URL.advice' },
  DNS: { what: 'errors.DNS.what', advice: 'errors.DNS.advice' },
  CONNECTION_REFUSED: { what: 'errors.CONNECTION_REFUSED.what', advice: 'errors.CONNECTION_REFUSED.advice' },
  CONNECTION_RESET: { what: 'errors.CONNECTION_RESET.what', advice: 'errors.CONNECTION_RESET.advice' },
  UNREACHABLE: { what: 'errors.UNREACHABLE.what', advice: 'errors.UNREACHABLE.advice' },
  CONNECT_TIMEOUT: { what: 'errors.CONNECT_TIMEOUT.what', advice: 'errors.CONNECT_TIMEOUT.advice' },
  TLS: { what: 'errors.TLS.what', advice: 'errors.TLS.advice' },
  TIMEOUT: { what: 'errors.TIMEOUT.what', advice: 'errors.TIMEOUT.advice' },
  RESPONSE_TOO_LARGE: { what: 'errors.RESPONSE_TOO_LARGE.what', advice: 'errors.RESPONSE_TOO_LARGE.advice' },
  RESPONSE_MALFORMED: { what: 'errors.RESPONSE_MALFORMED.what', advice: 'errors.RESPONSE_MALFORMED.advice' },
  UNKNOWN: { what: 'errors.UNKNOWN.what', advice: 'errors.UNKNOWN.advice' },
  REDIRECT: { what: 'errors.REDIRECT.what', advice: 'errors.REDIRECT.advice' },
  GONE: { what: 'errors.GONE.what', advice: 'errors.GONE.advice' },
  RATE_LIMITED: { what: 'errors.RATE_LIMITED.what', advice: 'errors.RATE_LIMITED.advice' },
  CLIENT_ERROR: { what: 'errors.CLIENT_ERROR.what', advice: 'errors.CLIENT_ERROR.advice' },
  UNAVAILABLE: { what: 'errors.UNAVAILABLE.what', advice: 'errors.UNAVAILABLE.advice' },
  SERVER_ERROR: { what: 'errors.SERVER_ERROR.what', advice: 'errors.SERVER_ERROR.advice' },
  UNEXPECTED_STATUS: { what: 'errors.UNEXPECTED_STATUS.what', advice: 'errors.UNEXPECTED_STATUS.advice' },
  WEBHOOK_DISABLED: { what: 'errors.WEBHOOK_DISABLED.what', advice: 'errors.WEBHOOK_DISABLED.advice' },
  WEBHOOK_DELETED: { what: 'errors.WEBHOOK_DELETED.what', advice: 'errors.WEBHOOK_DELETED.advice' },
  PARKED_TOO_LONG: { what: 'errors.PARKED_TOO_LONG.what', advice: 'errors.PARKED_TOO_LONG.advice' },
  RATE_WAITED_TOO_LONG: {
    what: 'errors.RATE_WAITED_TOO_LONG.what',
    advice: 'errors.RATE_WAITED_TOO_LONG.advice',
  },
  UNSENDABLE: { what: 'errors.UNSENDABLE.what', advice: 'errors.UNSENDABLE.advice' },
  EVENT_LOST: { what: 'errors.EVENT_LOST.what', advice: 'errors.EVENT_LOST.advice' },
};

/** The class of an error as the API spells it; one that this page does not know yet is `UNKNOWN`. */
export function errorClassOf(text: string | null): ErrorClass | null {
  if (text === null) return null;
  return Object.hasOwn(ERROR_WORDS, text) ? (text as ErrorClass) : 'UNKNOWN';
}

/** The outcome of an attempt with this class of error; null is an acknowledgement. */
export function outcomeNameOf(errorClass: string | null): AttemptOutcomeName {
  return attemptOutcomeOf(errorClassOf(errorClass));
}
