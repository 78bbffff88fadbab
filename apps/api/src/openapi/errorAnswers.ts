import type { ApiError } from '@kassahook/contracts/apiError';
import { takesIdempotencyKey, type OperationSpec } from '../http/operationSpec.js';

/** An answer of the document; `$ref`s inside. */
export type ResponseObject = Readonly<Record<string, unknown>>;

interface ErrorAnswer {
  name: string;
  description: string;
  example: Omit<ApiError, 'status'>;
  headers?: readonly string[];
}

/** Where a client stands with a rate limit. */
const RATE_HEADERS = ['RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset'] as const;

/** Headers that more than one answer carries. */
export const COMMON_HEADERS: Readonly<Record<string, { description: string; type: string }>> = {
  'X-Request-Id': {
    description:
      'the request’s id, as the client gave it in its own X-Request-Id or as we made it; our log has it',
    type: 'string',
  },
  'X-Total-Count': { description: 'how many items the whole list has', type: 'integer' },
  'X-Next-Before': {
    description: 'the value of `before` that gives the next page; absent on the last one',
    type: 'string',
  },
  'Retry-After': { description: 'seconds after which to come back', type: 'integer' },
  'RateLimit-Limit': { description: 'requests that a window allows', type: 'integer' },
  'RateLimit-Remaining': { description: 'requests that are left in this window', type: 'integer' },
  'RateLimit-Reset': { description: 'seconds until the window ends', type: 'integer' },
  'WWW-Authenticate': { description: 'how to authenticate', type: 'string' },
};

const ERRORS: Readonly<Record<number, ErrorAnswer>> = {
  400: {
    name: 'BadRequest',
    description: 'The body or the query is wrong: `data` names every failing field. Or the body is not JSON.',
    example: {
      code: 'VALIDATION_FAILED',
      message: 'some fields are not valid',
      data: { price: 'must be a whole number' },
    },
  },
  401: {
    name: 'Unauthorized',
    description: 'No token and no session, or one that is unknown, over or revoked.',
    example: { code: 'UNAUTHORIZED', message: 'the token is unknown, expired or revoked' },
    headers: ['WWW-Authenticate'],
  },
  403: {
    name: 'Forbidden',
    description:
      'The token, or the person’s role, lacks the scope. Or a write with a session cookie lacks X-Kassahook-Csrf.',
    example: { code: 'FORBIDDEN', message: 'the token lacks the scope: write' },
  },
  404: {
    name: 'NotFound',
    description: 'There is no such thing, or it is another account’s.',
    example: { code: 'NOT_FOUND', message: 'product not found' },
  },
  409: {
    name: 'Conflict',
    description:
      'It contradicts what is there; or the first request with this Idempotency-Key is still under way.',
    example: { code: 'CONFLICT', message: 'this is there already', data: { id: 'is taken' } },
    headers: ['Retry-After'],
  },
  413: {
    name: 'TooLarge',
    description: 'The body is too large.',
    example: { code: 'BODY_TOO_LARGE', message: 'a body may have at most 1048576 bytes' },
  },
  422: {
    name: 'KeyReused',
    description: 'The Idempotency-Key was used for another request.',
    example: { code: 'IDEMPOTENCY_KEY_REUSED', message: 'this key was used for another request' },
  },
  429: {
    name: 'TooManyRequests',
    description: 'Too many requests.',
    example: { code: 'RATE_LIMITED', message: 'too many requests, try again in 7 s' },
    headers: ['Retry-After', ...RATE_HEADERS],
  },
  431: {
    name: 'HeadersTooLarge',
    description: 'The address and the headers have more than 16 KB together.',
    example: {
      code: 'HEADERS_TOO_LARGE',
      message: 'the address and the headers of a request may have at most 16 KB together',
    },
  },
  500: {
    name: 'InternalError',
    description: 'The fault is ours.',
    example: { code: 'INTERNAL', message: 'internal error' },
  },
  503: {
    name: 'Unavailable',
    description: 'A service that we depend on is down.',
    example: { code: 'UNAVAILABLE', message: 'a service we depend on is down, try again later' },
    headers: ['Retry-After'],
  },
};

/** The media type of an error in the contract's shape. */
export const ERROR_CONTENT = {
  'application/json': { schema: { $ref: '#/components/schemas/ApiError' } },
} as const;

/** What an answer refers to for its headers; every answer has the request's id. */
export function headerRefs(names: readonly string[] = []): Record<string, unknown> {
  return Object.fromEntries(
    ['X-Request-Id', ...names].map((name) => [name, { $ref: `#/components/headers/${name}` }]),
  );
}

/** For `components.responses`. */
export const errorComponents: Readonly<Record<string, ResponseObject>> = Object.fromEntries(
  Object.entries(ERRORS).map(([status, { name, description, example, headers }]) => {
    const { schema } = ERROR_CONTENT['application/json'];
    const body = { schema, example: { status: Number(status), ...example } };
    return [name, { description, headers: headerRefs(headers), content: { 'application/json': body } }];
  }),
);

/** The errors that an operation can answer with, beside those that it describes itself. */
export function errorAnswersOf(spec: OperationSpec): Record<string, ResponseObject> {
  const { method, path, scopes, query, body, bodyTypes } = spec;
  const statuses = [
    // Every write refuses a body that is not JSON.
    ...(query || method !== 'get' ? [400] : []),
    ...(scopes.length > 0 ? [401, 403] : []),
    // An id of somebody else's in the path, the query or the body.
    ...(path.includes('/:') || query || body ? [404] : []),
    ...(method === 'get' ? [] : [409]),
    // Where forms are taken, one that is too long is one that cannot be read: 400, in the words of RFC 6749.
    ...(body && !bodyTypes ? [413] : []),
    ...(takesIdempotencyKey(spec) ? [422] : []),
    429,
    // Said of a request that is not read: whatever it was meant for.
    431,
    500,
    503,
  ];
  return Object.fromEntries(
    statuses.map((status) => [status, { $ref: `#/components/responses/${ERRORS[status]?.name ?? ''}` }]),
  );
}
