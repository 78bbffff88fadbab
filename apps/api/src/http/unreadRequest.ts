import { randomUUID } from 'node:crypto';
import type { ApiError } from '@kassahook/contracts/apiError';
import { requestIdOf } from './requestId.js';

/** A request that was answered before any middleware saw it. */
export interface RefusedRequest {
  /** As in its answer's X-Request-Id. */
  requestId: string;
  status: number;
  code: string;
}

/** Node's limit of a request's first line and headers together, as it is without a flag of its own. */
const HEAD_MAX_KB = 16;

/** What Node's parser and its timers say of a request that never became one; their codes, not their texts. */
const REFUSALS: Readonly<Record<string, ApiError>> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    code: 'HEADERS_TOO_LARGE',
    message: `the address and the headers of a request may have at most ${HEAD_MAX_KB} KB together`,
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    code: 'REQUEST_TIMEOUT',
    message: 'the request came too slowly',
  },
};
const MALFORMED: ApiError = {
  status: 400,
  code: 'BAD_REQUEST',
  message: 'this is no HTTP request',
};

const HOST_MISSING: ApiError = {
  status: 400,
  code: 'HOST_MISSING',
  message: 'a request of HTTP/1.1 must have a Host header',
};
/** Two proxies could take it for two different hosts'. */
const HOST_REPEATED: ApiError = {
  status: 400,
  code: 'HOST_REPEATED',
  message: 'a request may have one Host header',
};
const EXPECTATION_FAILED: ApiError = {
  status: 417,
  code: 'EXPECTATION_FAILED',
  message: 'the only Expect header that is met is 100-continue',
};
/** An answer without a request that anybody handled. */
export interface RefusalAnswer {
  headers: Readonly<Record<string, string>>;
  body: string;
  refused: RefusedRequest;
}

/**
 * The answer to what Node could not read as a request: no route and no middleware ever sees it, and Node's own answer has no body. The
 * request's id is ours: its headers were not read.
 */
export function answerToUnread(errorCode: string | null): RefusalAnswer {
  return answerOf(REFUSALS[errorCode ?? ''] ?? MALFORMED, randomUUID());
}

/**
 * The answer to a request that could be read and that Node would refuse with no body, by rules of HTTP/1.1 (RFC 9112, 3.2; RFC 9110, 10.1.1).
 * @param request.hosts its `Host` headers
 * @param request.expects it has an `Expect` that Node does not meet
 * @returns null for one that is to be taken
 */
export function answerToUntakeable({
  httpVersion,
  hosts,
  headers,
  expects,
}: {
  httpVersion: string;
  hosts: readonly string[];
  headers: Readonly<Record<string, unknown>>;
  expects: boolean;
}): RefusalAnswer | null {
  if (hosts.length === 0 && httpVersion === '1.1') return answerOf(HOST_MISSING, requestIdOf(headers));
  if (hosts.length > 1) return answerOf(HOST_REPEATED, requestIdOf(headers));
  return expects ? answerOf(EXPECTATION_FAILED, requestIdOf(headers)) : null;
}

/** The answer as it goes over the wire, the connection's last. @param phrase what its status is called */
export function lastWords({ refused, headers, body }: RefusalAnswer, phrase: string): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${refused.status} ${phrase}`, 'Connection: close', ...lines, '', body].join('\r\n');
}

function answerOf(error: ApiError, requestId: string): RefusalAnswer {
  const body = JSON.stringify(error);
  const headers = {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(body)),
    'X-Content-Type-Options': 'nosniff',
    'X-Request-Id': requestId,
  };
  return { headers, body, refused: { requestId, status: error.status, code: error.code } };
}
