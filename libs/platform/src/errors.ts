/**
 * libs/platform: what every process needs and no domain rule knows: settings, log, metrics, life cycle, errors, clock, ids.
 * It must not know any adapter, queue, table or route.
 * Importing it does nothing; only `env.ts` reads the environment.
 * Adapters and apps build on it; it builds on nothing of ours.
 * Time and randomness are arguments.
 */

/** What an AppError is made of. */
export interface AppErrorOptions {
  /** A word for machines, upper case, e.g. `VALIDATION_FAILED`. */
  code: string;
  /** The HTTP status that an API answers with. */
  status?: number;
  /** May the message be shown to a client? */
  expose?: boolean;
  /** Would the same call succeed later (a dependency is down)? */
  retryable?: boolean;
  /** Failing fields, by name. */
  data?: Record<string, string>;
  cause?: unknown;
}

/** The one error class of ours: what is thrown on purpose carries a code. Everything else is a fault. */
export class AppError extends Error {
  readonly code: string;
  readonly status: number;
  readonly expose: boolean;
  readonly retryable: boolean;
  readonly data: Record<string, string> | undefined;

  constructor(message: string, options: AppErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = options.code;
    this.status = options.status ?? 500;
    this.expose = options.expose ?? this.status < 500;
    this.retryable = options.retryable ?? false;
    this.data = options.data;
  }
}

/** 404, also for what belongs to somebody else: that it exists is not told. @param what in lower case, as clients call it */
export function notFound(what: string): AppError {
  return new AppError(`${what} not found`, { code: 'NOT_FOUND', status: 404 });
}

/** 400 with every failing field named. */
export function validationFailed(data: Record<string, string>): AppError {
  const fields = Object.keys(data).join(', ');
  return new AppError(`validation failed: ${fields}`, { code: 'VALIDATION_FAILED', status: 400, data });
}

/** 409. */
export function conflict(message: string, data?: Record<string, string>): AppError {
  return new AppError(message, { code: 'CONFLICT', status: 409, ...(data && { data }) });
}

/** The machine-readable code of anything thrown: ours, Node's or a driver's; null when there is none. */
export function errorCodeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  const { code } = error;
  return typeof code === 'string' || typeof code === 'number' ? String(code) : null;
}

/** An Error from anything thrown. */
export function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
