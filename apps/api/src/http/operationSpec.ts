import type { z } from 'zod';
import type { TokenScope } from '@kassahook/contracts/tokenScope';
import type { Tag } from '../openapi/tags.js';

/** One answer of an operation. */
export interface AnswerSpec {
  description: string;
  /** Absent: an answer without a body. */
  schema?: z.ZodType;
  /** Without it JSON. Of a stream the schema is that of one message. */
  contentType?: string;
  /** A realistic body; the schema must accept it. */
  example?: unknown;
  /** Names of headers that carry something for the client, with what they say. */
  headers?: Readonly<Record<string, string>>;
}

/**
 * One endpoint described as data, beside the routes that serve it: the OpenAPI document is made of these, from the same schemas that
 * the routes validate with. Errors that every operation can answer with (401, 403, 404, 429, 5xx) are added for all.
 */
export interface OperationSpec {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** As the router has it, e.g. `/api/webhooks/:id`. */
  path: string;
  /** Unique, camelCase, a verb first: generated clients name their methods after it. */
  operationId: string;
  tag: Tag;
  summary: string;
  description?: string;
  /** Any of these scopes lets a token in; empty: no token is needed. */
  scopes: readonly TokenScope[];
  /** True when only a person at a browser may do it: the session cookie, no token. */
  isSessionOnly?: boolean;
  /** True when its success shows a secret that nothing shows again: then a repeat of the request shows it to its maker only, and not for long. */
  showsSecretOnce?: boolean;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Content types of the body; without it JSON alone. */
  bodyTypes?: readonly string[];
  bodyExample?: unknown;
  answers: Readonly<Record<number, AnswerSpec>>;
}

/**
 * Whether an operation honours `Idempotency-Key`: what makes it do so stands behind the authentication, for a key means something for
 * an account. Without one (a login, a code that is exchanged) doing it twice is doing it twice.
 */
export function takesIdempotencyKey({ method, scopes }: Pick<OperationSpec, 'method' | 'scopes'>): boolean {
  return method === 'post' && scopes.length > 0;
}
