import type { ErrorClass } from '@kassahook/domain/outcome';
import type { TestResult } from './webhookTypes.js';

/** What a test came to, as far as it can be told from outside. */
export type Diagnosis =
  | 'delivered'
  | 'signature'
  | 'notFound'
  | 'method'
  | 'contentType'
  | 'tooLarge'
  | 'malformed'
  | 'redirect'
  | 'gone'
  | 'rateLimited'
  | 'clientError'
  | 'serverError'
  | 'timeout'
  | 'dns'
  | 'refused'
  | 'reset'
  | 'unreachable'
  | 'tls'
  | 'answerTooLarge'
  | 'notHttp'
  | 'blocked'
  | 'unknown';

interface TestDiagnosis {
  diagnosis: Diagnosis;
  /** Names of the request's headers that the receiver did not like. */
  requestHeaders: readonly string[];
  /** Names of the answer's headers that say why. */
  answerHeaders: readonly string[];
}

const OF_STATUS: Readonly<Record<number, Diagnosis>> = {
  400: 'malformed',
  401: 'signature',
  403: 'signature',
  404: 'notFound',
  405: 'method',
  410: 'gone',
  413: 'tooLarge',
  415: 'contentType',
  422: 'malformed',
  429: 'rateLimited',
};
const OF_CLASS: Partial<Record<ErrorClass, Diagnosis>> = {
  REDIRECT: 'redirect',
  CLIENT_ERROR: 'clientError',
  UNAVAILABLE: 'serverError',
  SERVER_ERROR: 'serverError',
  TIMEOUT: 'timeout',
  CONNECT_TIMEOUT: 'unreachable',
  DNS: 'dns',
  CONNECTION_REFUSED: 'refused',
  CONNECTION_RESET: 'reset',
  UNREACHABLE: 'unreachable',
  TLS: 'tls',
  RESPONSE_TOO_LARGE: 'answerTooLarge',
  RESPONSE_MALFORMED: 'notHttp',
  BLOCKED_ADDRESS: 'blocked',
  BLOCKED_URL: 'blocked',
};
/** Words by which an answer's body speaks of a header without its full name. */
const HINTS: readonly (readonly [RegExp, string])[] = [
  [/time ?stamp|too old|expired/i, 'webhook-timestamp'],
  [/signature|подпис/i, 'webhook-signature'],
  [/content.?type|media type/i, 'content-type'],
];

/** Reads a test's outcome: what it was, and the headers to look at. A receiver's own words count for more than its status. */
export function diagnoseTest({ errorClass, request, response }: TestResult): TestDiagnosis {
  if (errorClass === null) return { diagnosis: 'delivered', requestHeaders: [], answerHeaders: [] };
  const diagnosis =
    (response && OF_STATUS[response.status]) ?? OF_CLASS[errorClass as ErrorClass] ?? 'unknown';
  const said = response ? headersNamedIn(response.body, Object.keys(request.headers)) : [];
  return {
    diagnosis,
    requestHeaders: said.length > 0 ? said : usualSuspects(diagnosis),
    answerHeaders:
      diagnosis === 'redirect' ? ['location'] : diagnosis === 'rateLimited' ? ['retry-after'] : [],
  };
}

function headersNamedIn(body: string, names: readonly string[]): string[] {
  const text = body.toLowerCase();
  const named = names.filter((name) => text.includes(name.toLowerCase()));
  if (named.length > 0) return named;
  return HINTS.filter(([words, name]) => words.test(body) && names.includes(name)).map(([, name]) => name);
}

function usualSuspects(diagnosis: Diagnosis): string[] {
  if (diagnosis === 'signature') return ['webhook-signature'];
  return diagnosis === 'contentType' ? ['content-type'] : [];
}
