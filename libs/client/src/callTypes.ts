import type { paths } from './apiTypes.js';

/* What the generated types say about one operation, in the shapes that the client's methods take and give. */

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** The paths that have a method. */
export type PathOf<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<M, { responses: object }> ? P : never;
}[keyof paths];

export type OperationAt<M extends Method, P extends keyof paths> =
  paths[P] extends Record<M, infer O> ? O : never;

type JsonOf<Holder> = Holder extends { content: { 'application/json': infer Body } } ? Body : undefined;

type SuccessStatus = 200 | 201 | 202 | 204;

/** The body of a success; undefined for an answer without one. */
export type AnswerOf<Operation> = Operation extends { responses: infer Responses }
  ? {
      [S in keyof Responses]: S extends SuccessStatus ? JsonOf<Responses[S]> : never;
    }[keyof Responses]
  : never;

/** A success with its status and headers; the status tells the bodies of several apart. */
export type FullAnswerOf<Operation> = Operation extends { responses: infer Responses }
  ? {
      [S in keyof Responses]: S extends SuccessStatus
        ? { status: S; headers: Headers; body: JsonOf<Responses[S]> }
        : never;
    }[keyof Responses]
  : never;

type PathPart<Operation> = Operation extends { parameters: { path: infer Path } } ? { path: Path } : object;

type QueryPart<Operation> = Operation extends { parameters: { query: infer Query } }
  ? { query: Query }
  : Operation extends { parameters: { query?: infer Query } }
    ? { query?: NonNullable<Query> }
    : object;

type BodyPart<Operation> = Operation extends { requestBody: infer Holder }
  ? { body: JsonOf<Holder> }
  : Operation extends { requestBody?: infer Holder }
    ? { body?: JsonOf<NonNullable<Holder>> }
    : object;

/** What every call takes. */
export interface CallOptions {
  /** Ends the call, its waiting between attempts included. */
  signal?: AbortSignal;
  /** Of one attempt; without it the client's. */
  timeoutMs?: number;
  headers?: Readonly<Record<string, string>>;
}

/** Where the API looks at a key: without it a fresh one, the same on every attempt of the call. */
type KeyPart<Operation> = Operation extends { parameters: { header?: { 'Idempotency-Key'?: unknown } } }
  ? { idempotencyKey?: string }
  : object;

export type OptionsOf<Operation> = CallOptions &
  KeyPart<Operation> &
  PathPart<Operation> &
  QueryPart<Operation> &
  BodyPart<Operation>;

/** Options may be left out when nothing in them is required. */
export type Arguments<Operation> =
  object extends OptionsOf<Operation> ? [options?: OptionsOf<Operation>] : [options: OptionsOf<Operation>];

/** What a list holds: it is an array, or a journal with its `data`. */
export type ItemOf<Answer> = Answer extends readonly (infer Item)[]
  ? Item
  : Answer extends { data: readonly (infer Item)[] }
    ? Item
    : never;

/** The paths whose answer is a list. */
export type ListPath = {
  [P in PathOf<'get'>]: [ItemOf<AnswerOf<OperationAt<'get', P>>>] extends [never] ? never : P;
}[PathOf<'get'>];
