import type { AttemptTimings } from '@kassahook/contracts/attempt';
import type { AttemptOutcome } from '@kassahook/domain/outcome';

/** One HTTP request to a receiver. */
export interface SendRequest {
  url: string;
  method?: 'POST';
  /** Sent as they are; `host` is not among them. */
  headers: Readonly<Record<string, string>>;
  body: string | Buffer;
  /** Over everything: waiting for a socket, lookup, connecting, headers and body. */
  timeoutMs: number;
}

/** What a receiver answered, as far as it is kept. */
export interface StoredResponse {
  status: number;
  /** Chosen ones, lower-case names, each value at most 1 KB. */
  headers: Record<string, string>;
  /** The head of the body: valid UTF-8, cut between characters. */
  body: string;
}

/** What came of a request. Whatever a receiver does ends here; an exception from the sender is a fault of ours. */
export interface SendResult {
  outcome: AttemptOutcome;
  /** What had arrived, also when the attempt failed later (body too large, reset, deadline); null when no headers came. */
  response: StoredResponse | null;
  timings: AttemptTimings;
  /** The address that was connected to; null when there was no connection. */
  remoteAddress: string | null;
  /** The code (or class, where there is none) behind a failure (`ECONNREFUSED`, `CERT_HAS_EXPIRED`, `HTTPParserError`), for the log; null for an answer. */
  errorCode: string | null;
}
