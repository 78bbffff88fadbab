import { errorOfAnswer, KassahookError } from './kassahookError.js';
import { KEYLESS_POSTS } from './keylessPosts.js';
import { retryDelayMs, type RetryOptions } from './retries.js';

export interface TransportOptions {
  baseUrl: string;
  /** A token, or what gives one for each request; without it requests carry none. */
  token?: string | (() => string | Promise<string>);
  /** Where a browser sends the session's cookie to; without it, what `fetch` does by itself. */
  session?: 'same-origin' | 'include';
  /** Of one attempt, its answer's body included. */
  timeoutMs: number;
  retries: RetryOptions;
  fetch: typeof fetch;
  /** Between 0 and 1. */
  random: () => number;
  /** Resolves after the time, rejects when the signal says so. */
  wait: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
}

type QueryValue = string | number | boolean | null | undefined | readonly (string | number)[];

/** One call, untyped. */
export interface Call {
  method: string;
  /** As the document has it, e.g. `/api/products/{id}`. */
  path: string;
  options: {
    path?: Readonly<Record<string, string | number>>;
    query?: Readonly<Record<string, QueryValue>>;
    body?: unknown;
    signal?: AbortSignal;
    timeoutMs?: number;
    idempotencyKey?: string;
    headers?: Readonly<Record<string, string>>;
  };
}

export interface Answer {
  status: number;
  headers: Headers;
  /** Parsed; undefined when there was none. */
  body: unknown;
}

/** PATCH is not among them (RFC 9110, 9.2.2). */
const IDEMPOTENT = new Set(['GET', 'PUT', 'DELETE']);
/** These change nothing, and so need no proof that a page of ours asks. */
const SAFE = new Set(['GET', 'HEAD']);
const KEY_BYTES = 16;

/** Makes calls, each as often as it takes and is harmless. */
export function createTransport(transport: TransportOptions) {
  const { retries, random, wait } = transport;

  /** @throws KassahookError; the signal's own reason when the caller's signal ended the call */
  return async function send(call: Call): Promise<Answer> {
    const { signal } = call.options;
    const method = call.method.toUpperCase();
    const takesKey = method === 'POST' && !KEYLESS_POSTS.has(call.path);
    const key = call.options.idempotencyKey ?? (takesKey ? newKey() : undefined);
    // A key that the API does not look at makes nothing repeatable.
    const isRepeatable = IDEMPOTENT.has(method) || takesKey;
    for (let attempt = 1; ; attempt += 1) {
      signal?.throwIfAborted();
      const outcome = await attemptOf({ ...call, method }, key, transport);
      if (!(outcome instanceof KassahookError)) return outcome;
      const delayMs = retryDelayMs({ error: outcome, attempt, isRepeatable, random: random() }, retries);
      if (delayMs === null) throw outcome;
      await wait(delayMs, signal);
    }
  };
}

/** One request. What failed in a way that the next one may not is given back, the rest is thrown. */
async function attemptOf(
  call: Call,
  key: string | undefined,
  transport: TransportOptions,
): Promise<Answer | KassahookError> {
  const { body, headers, signal, timeoutMs = transport.timeoutMs } = call.options;
  const { session } = transport;
  const token = typeof transport.token === 'function' ? await transport.token() : transport.token;
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const answer = await transport.fetch(urlOf(transport.baseUrl, call), {
      method: call.method,
      headers: {
        accept: 'application/json',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(key !== undefined && { 'idempotency-key': key }),
        ...(session && !SAFE.has(call.method) && { 'x-kassahook-csrf': '1' }),
        ...headers,
      },
      ...(session && { credentials: session }),
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    const text = await answer.text();
    if (!answer.ok) return errorOfAnswer(answer.status, answer.headers, text);
    return { status: answer.status, headers: answer.headers, body: parsed(answer.status, text) };
  } catch (cause) {
    if (cause instanceof KassahookError) return cause;
    if (signal?.aborted) throw signal.reason;
    return timeout.aborted
      ? new KassahookError(`no answer within ${timeoutMs} ms`, { status: 0, code: 'TIMEOUT', cause })
      : new KassahookError('no answer: the connection failed', { status: 0, code: 'NETWORK', cause });
  }
}

function parsed(status: number, text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new KassahookError('the answer is not JSON: is this the API’s address?', {
      status,
      code: 'UNREADABLE',
      cause,
    });
  }
}

function urlOf(baseUrl: string, { path, options }: Call): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(options.path?.[name] ?? '')),
  );
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(options.query ?? {})) {
    if (value === undefined || value === null) continue;
    query.set(name, typeof value === 'object' ? value.join(',') : String(value));
  }
  const suffix = query.toString() === '' ? '' : `?${query.toString()}`;
  return `${baseUrl.replace(/\/+$/, '')}${filled}${suffix}`;
}

/** Not `randomUUID`: browsers have it on https pages only. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
