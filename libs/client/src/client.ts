/**
 * libs/client: the API for programs that are not ours: Node 20 and browsers, published as `@kassahook/client`.
 * Its types come from the OpenAPI document (apiTypes.ts); the rest is a wrapper around `fetch` that a reader can finish.
 * It imports nothing: no library, no Node module, nothing else of this repository.
 * It must not know which operations there are: what the document says next is callable without a change here. What differs from one
 * operation to another at run time is written from the document too (keylessPosts.ts).
 */
import type {
  AnswerOf,
  Arguments,
  CallOptions,
  FullAnswerOf,
  ItemOf,
  ListPath,
  Method,
  OperationAt,
  OptionsOf,
  PathOf,
} from './callTypes.js';
import { itemsOf } from './itemsOf.js';
import { DEFAULT_RETRIES, type RetryOptions } from './retries.js';
import { createTransport, type Call } from './transport.js';

export type { components, operations, paths } from './apiTypes.js';
export type { CallOptions, FullAnswerOf, ItemOf, ListPath, PathOf } from './callTypes.js';
export { KassahookError, type ErrorDetails } from './kassahookError.js';
export type { RetryOptions } from './retries.js';

export interface ClientOptions {
  /** e.g. `https://kassahook.example`; a path is kept. */
  baseUrl: string;
  /** An API token, or what gives one for each request. */
  token?: string | (() => string | Promise<string>);
  /**
   * Instead of a token, for a page whose visitor is logged in: the cookie goes along, and the header that the API wants with each
   * write of a session. `include` when the page is on another origin than the API.
   */
  session?: 'same-origin' | 'include';
  /** Of one attempt; 30 s. */
  timeoutMs?: number;
  /** What differs from the defaults: 4 attempts, delays from 250 ms to 10 s, a `Retry-After` of at most a minute. */
  retries?: Partial<RetryOptions>;
  /** For tests, and for who must go through a proxy. */
  fetch?: typeof fetch;
  random?: () => number;
  wait?: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
}

const TIMEOUT_MS = 30_000;

type CallOf<M extends Method> = <P extends PathOf<M>>(
  path: P,
  ...args: Arguments<OperationAt<M, P>>
) => Promise<AnswerOf<OperationAt<M, P>>>;

type FullCallOf<M extends Method> = <P extends PathOf<M>>(
  path: P,
  ...args: Arguments<OperationAt<M, P>>
) => Promise<FullAnswerOf<OperationAt<M, P>>>;

/** The API's operations by method and path, as its document has them. Each call throws KassahookError. */
export interface KassahookClient {
  get: CallOf<'get'>;
  post: CallOf<'post'>;
  put: CallOf<'put'>;
  patch: CallOf<'patch'>;
  delete: CallOf<'delete'>;
  /** The same calls for who needs more of an answer than its body: `{status, headers, body}`. */
  answer: { [M in Method]: FullCallOf<M> };
  /** Every item of a list, page by page; `limit` in the query is the size of a page. */
  items: <P extends ListPath>(
    path: P,
    options?: Partial<OptionsOf<OperationAt<'get', P>>>,
  ) => AsyncGenerator<ItemOf<AnswerOf<OperationAt<'get', P>>>, void, undefined>;
}

/** Creates a client. It holds no connection: there is nothing to close. */
export function createClient(options: ClientOptions): KassahookClient {
  const send = createTransport({
    baseUrl: options.baseUrl,
    ...(options.token !== undefined && { token: options.token }),
    ...(options.session !== undefined && { session: options.session }),
    timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
    retries: { ...DEFAULT_RETRIES, ...options.retries },
    // Called as a function of its own: browsers refuse it as a method of something else.
    fetch: options.fetch ?? ((input, init) => fetch(input, init)),
    random: options.random ?? Math.random,
    wait: options.wait ?? wait,
  });
  const answerer = <M extends Method>(method: M): FullCallOf<M> =>
    ((path: string, call: CallOptions = {}) =>
      send({ method, path, options: call })) as unknown as FullCallOf<M>;
  const caller = <M extends Method>(method: M): CallOf<M> =>
    (async (path: string, call: CallOptions = {}) => {
      return (await send({ method, path, options: call })).body;
    }) as unknown as CallOf<M>;

  return {
    get: caller('get'),
    post: caller('post'),
    put: caller('put'),
    patch: caller('patch'),
    delete: caller('delete'),
    answer: {
      get: answerer('get'),
      post: answerer('post'),
      put: answerer('put'),
      patch: answerer('patch'),
      delete: answerer('delete'),
    },
    items: ((path: string, call: Call['options'] = {}) =>
      itemsOf(send, { method: 'GET', path, options: call })) as KassahookClient['items'],
  };
}

function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', end);
      resolve();
    }, ms);
    signal?.addEventListener('abort', end, { once: true });
  });
}
