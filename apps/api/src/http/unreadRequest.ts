import { randomUUID } from 'node:crypto';
import type { ApiError } from '@kassahook/contracts/apiError';

/** An error, and its status as a phrase of RFC 9110 or 6585. */
type Refusal = ApiError & { phrase: string };

/** Node's limit of a request's first line and headers together, as it is without a flag of its own. */
const HEAD_MAX_KB = 16;

/** What Node's parser and its timers say of a request that never became one; their codes, not their texts. */
const REFUSALS: Readonly<Record<string, Refusal>> = {
  HPE_HEADER_OVERFLOW: {
    phrase: 'Request Header Fields Too Large',
    status: 431,
    code: 'HEADERS_TOO_LARGE',
    message: `the address and the headers of a request may have at most ${HEAD_MAX_KB} KB together`,
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    phrase: 'Request Timeout',
    status: 408,
    code: 'REQUEST_TIMEOUT',
    message: 'the request came too slowly',
  },
};
const MALFORMED: Refusal = {
  phrase: 'Bad Request',
  status: 400,
  code: 'BAD_REQUEST',
  message: 'this is no HTTP request',
};

/**
 * The answer, as it goes over the wire, to what Node could not read as a request: no route and no middleware ever sees it, and Node's own
 * answer has no body. The request's id is ours: its headers were not read.
 */
export function answerToUnread(errorCode: string | null): string {
  const { phrase, ...error } = REFUSALS[errorCode ?? ''] ?? MALFORMED;
  const body = JSON.stringify(error);
  return [
    `HTTP/1.1 ${error.status} ${phrase}`,
    'Connection: close',
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'X-Content-Type-Options: nosniff',
    `X-Request-Id: ${randomUUID()}`,
    '',
    body,
  ].join('\r\n');
}
