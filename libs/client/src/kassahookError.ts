/** What an error says beside its message. */
export interface ErrorDetails {
  /** Of the answer; 0 when there was none. */
  status: number;
  /**
   * As the API says it (`VALIDATION_FAILED`, `NOT_FOUND`, ...; of OAuth `invalid_grant`, ...); `NETWORK` or `TIMEOUT` when there was no answer, `UNREADABLE` for one
   * that is not the API's.
   */
  code: string;
  /** Every failing field with what is wrong with it; of a consent that is refused, `redirectTo`: where its application is to hear of it. */
  data?: Readonly<Record<string, string>>;
  /** What to tell whoever runs the API: its log has the request under this id. */
  requestId?: string;
  /** When the API said so: come back after this. */
  retryAfterMs?: number;
  cause?: unknown;
}

/** Every failure of a call, after its repeats. */
export class KassahookError extends Error implements ErrorDetails {
  readonly status: number;
  readonly code: string;
  readonly data?: Readonly<Record<string, string>>;
  readonly requestId?: string;
  readonly retryAfterMs?: number;

  constructor(message: string, { status, code, data, requestId, retryAfterMs, cause }: ErrorDetails) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'KassahookError';
    this.status = status;
    this.code = code;
    if (data) this.data = data;
    if (requestId !== undefined) this.requestId = requestId;
    if (retryAfterMs !== undefined) this.retryAfterMs = retryAfterMs;
  }
}

/** The error that an answer carries. Something between us and the API may have answered instead, in words of its own. */
export function errorOfAnswer(status: number, headers: Headers, text: string): KassahookError {
  const body = parseObject(text);
  const textOf = (...names: string[]) =>
    names.map((name) => body?.[name]).find((value) => typeof value === 'string');
  // The second names are those of OAuth (RFC 6749, 5.2).
  const code = textOf('code', 'error') ?? 'UNREADABLE';
  const message = textOf('message', 'error_description') ?? `the answer was ${status}`;
  const redirectTo = textOf('redirectTo');
  const data = redirectTo === undefined ? body?.['data'] : { redirectTo };
  const requestId = headers.get('x-request-id');
  const retryAfterMs = retryAfterOf(headers);
  return new KassahookError(message, {
    status,
    code,
    ...(typeof data === 'object' && data !== null && { data: data as Record<string, string> }),
    ...(requestId !== null && { requestId }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });
}

/** RFC 9110, 10.2.3: seconds or a date. */
function retryAfterOf(headers: Headers): number | undefined {
  const text = headers.get('retry-after');
  if (text === null) return undefined;
  const ms = /^\d+$/.test(text.trim()) ? Number(text) * 1_000 : Date.parse(text) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
