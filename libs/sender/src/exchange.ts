import { performance } from 'node:perf_hooks';
import { parseRetryAfter, type AttemptOutcome, type TransportErrorClass } from '@kassahook/domain/outcome';
import { AppError, errorCodeOf } from '@kassahook/platform/errors';
import type { Clock } from '@kassahook/platform/clock';
import { ConnectFailure } from './connectFailure.js';
import { failureClassOf, isConnectionGone, isPeerGone, isRequestFault } from './failureClass.js';
import type { Connection } from './guardedConnector.js';
import type { Lane } from './lane.js';
import type { LaneClaim, OriginPool } from './originPool.js';
import type { SendRequest, SendResult, StoredResponse } from './sendResult.js';
import { keptHeaders, storedText } from './storedResponse.js';

/** What all exchanges of a sender share. */
export interface ExchangeSettings {
  clock: Clock;
  readLimitBytes: number;
  storedLimitBytes: number;
  /** Called once per exchange, however it ended. */
  onSettled(): void;
}

export interface ExchangeOptions {
  request: SendRequest;
  path: string;
  pool: OriginPool;
  settings: ExchangeSettings;
  resolve(result: SendResult): void;
  reject(fault: Error): void;
}

/**
 * One request and its answer, as a handler of undici's `dispatch`. `request()` on top of it would build a stream, an async
 * resource and an object of all headers for each answer; nothing here wants them (see the bench in docs/performance.md).
 * It settles exactly once: answered, failed, or (a fault of ours) rejected.
 */
export class Exchange implements LaneClaim {
  isSettled = false;
  readonly #options: ExchangeOptions;
  readonly #startedAt = performance.now();
  /** A plain timer costs 0.3 µs; AbortSignal.timeout 5 µs, an AbortController with a timer 1.1 µs (Node 20). */
  readonly #deadline: NodeJS.Timeout;
  #lane: Lane | null = null;
  #connection: Connection | null = null;
  #isReused = false;
  #isRepeated = false;
  #sentAt = 0;
  #firstByteAt = 0;
  #status = 0;
  #rawHeaders: readonly Buffer[] = [];
  #chunks: Buffer[] | null = null;
  #bytesRead = 0;

  constructor(options: ExchangeOptions) {
    this.#options = options;
    this.#deadline = setTimeout(onDeadline, options.request.timeoutMs, this);
  }

  start(lane: Lane): void {
    this.#lane = lane;
    const { request, path } = this.#options;
    lane.client.dispatch(
      {
        path,
        method: request.method ?? 'POST',
        headers: request.headers as Record<string, string>,
        body: request.body,
      },
      this,
    );
  }

  /** undici: the request is being written, to the connection that the lane has now. */
  onConnect(_abort: () => void): void {
    const lane = this.#lane;
    if (!lane) return;
    this.#connection = lane.connection;
    this.#isReused = lane.requestCount > 0;
    lane.requestCount++;
    this.#sentAt = performance.now();
  }

  /** undici: the first byte of an answer. */
  onResponseStarted(): void {
    if (this.#firstByteAt === 0) this.#firstByteAt = performance.now();
  }

  onHeaders(status: number, rawHeaders: Buffer[]): boolean {
    if (status < 200) return true; // informational; the answer is still to come
    this.#status = status;
    this.#rawHeaders = rawHeaders;
    return true;
  }

  onData(chunk: Buffer): boolean {
    if (this.isSettled) return false;
    const { readLimitBytes, storedLimitBytes } = this.#options.settings;
    if (this.#bytesRead < storedLimitBytes) (this.#chunks ??= []).push(chunk);
    this.#bytesRead += chunk.length;
    if (this.#bytesRead <= readLimitBytes) return true;
    this.#fail('RESPONSE_TOO_LARGE', 'RESPONSE_TOO_LARGE');
    return false;
  }

  onComplete(): void {
    if (this.isSettled) return;
    const lane = this.#lane;
    const response = this.#response();
    const retryAfter = response?.headers['retry-after'];
    this.#finish(
      {
        kind: 'answered',
        status: this.#status,
        retryAfterMs:
          retryAfter === undefined ? null : parseRetryAfter(retryAfter, this.#options.settings.clock.now()),
      },
      response,
      null,
    );
    if (lane) this.#options.pool.give(lane);
  }

  onError(error: Error): void {
    if (this.isSettled) return;
    const code = errorCodeOf(error) ?? error.name;
    if (error instanceof ConnectFailure) return this.#fail(error.errorClass, code);
    if (error instanceof AppError) return this.#fault(error);
    if (isRequestFault(code)) {
      return this.#fault(
        new AppError('the request cannot be sent', { code: 'REQUEST_INVALID', cause: error }),
      );
    }
    if (this.#mayRepeat(code)) return this.#repeat();
    const connection = this.#connection;
    const point = {
      isAnswering: this.#firstByteAt > 0,
      isPeerGone: connection !== null && isPeerGone(connection.socket),
    };
    this.#fail(failureClassOf(error, point), code);
  }

  /** The deadline passed and nothing that had arrived by then settled it. */
  onTimeout(): void {
    if (!this.isSettled) this.#fail('TIMEOUT', 'TIMEOUT');
  }

  /**
   * A server may close an idle connection at the very moment in which a request leaves on it (RFC 9112, 9.3.1). That is nobody's
   * failure, and without a repeat every shop with short keep-alive would see failed attempts. So, once, on a fresh connection,
   * and only when it is certain that the connection had been used before and no byte of an answer came. The receiver may see
   * the request twice, if it died after reading it; it carries the same `webhook-id`, and delivery is at least once anyway.
   */
  #mayRepeat(code: string): boolean {
    return isConnectionGone(code) && this.#isReused && this.#firstByteAt === 0 && !this.#isRepeated;
  }

  #repeat(): void {
    const lane = this.#lane;
    if (!lane) return;
    this.#isRepeated = true;
    this.#connection = null;
    this.#isReused = false;
    this.#options.pool.replace(lane, this);
  }

  #fail(errorClass: TransportErrorClass, code: string): void {
    const lane = this.#lane;
    this.#finish({ kind: 'failed', errorClass }, this.#response(), code);
    if (lane) this.#options.pool.discard(lane);
  }

  #fault(error: Error): void {
    const lane = this.#lane;
    this.#settle();
    this.#options.reject(error);
    if (lane) this.#options.pool.discard(lane);
  }

  #finish(outcome: AttemptOutcome, response: StoredResponse | null, errorCode: string | null): void {
    this.#settle();
    const connection = this.#connection;
    const opened = this.#isReused ? null : connection;
    this.#options.resolve({
      outcome,
      response,
      timings: {
        dnsMs: rounded(opened?.dnsMs),
        connectMs: rounded(opened?.connectMs),
        tlsMs: rounded(opened?.tlsMs),
        firstByteMs: this.#firstByteAt === 0 ? null : rounded(this.#firstByteAt - this.#sentAt),
        totalMs: rounded(performance.now() - this.#startedAt) ?? 0,
      },
      remoteAddress: connection?.remoteAddress ?? null,
      errorCode,
    });
  }

  #settle(): void {
    this.isSettled = true;
    clearTimeout(this.#deadline);
    this.#options.settings.onSettled();
  }

  #response(): StoredResponse | null {
    if (this.#status === 0) return null;
    const { storedLimitBytes } = this.#options.settings;
    const chunks = this.#chunks;
    const bytes = chunks === null ? null : chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
    return {
      status: this.#status,
      headers: keptHeaders(this.#rawHeaders),
      body: bytes ? storedText(bytes, storedLimitBytes) : '',
    };
  }
}

/**
 * Timers run before sockets are read. After a stall of our own (a long collection, a busy machine) an answer may be waiting in
 * the socket while the timer is already due; one round of reading first, so that the receiver is not blamed for it.
 */
function onDeadline(exchange: Exchange): void {
  setImmediate(() => exchange.onTimeout());
}

/** Hundredths of a millisecond: what is finer is noise, and it is stored with every attempt. */
function rounded(ms: number | null | undefined): number | null {
  return ms === null || ms === undefined ? null : Math.round(ms * 100) / 100;
}
