/**
 * bench/: how fast the whole pipeline is on this machine, beside a bare loop of requests against the same receiver.
 * `npm run bench` prints a table; docs/performance.md explains it. It starts production's builds in processes of their own, with
 * production's settings and logs, and plays the outside world: a driver that posts receipts, a receiver that counts.
 * It must not reach into the pipeline: what it knows comes from the wire and from the kernel's accounting.
 * This file: what the bench's own processes say to each other.
 */

/** Counts what arrives; see receiverProcess.ts. */
export type ReceiverCalls = {
  listen: { ask: object; answer: { port: number } };
  /** Forget what was counted. */
  reset: { ask: object; answer: object };
  /** Answers when so many different deliveries have arrived, or when `limitMs` is over. */
  arrived: { ask: { deliveries: number; limitMs: number }; answer: Arrivals };
};

export interface Arrivals {
  /** Different `webhook-id`s at webhooks that answer. */
  deliveries: number;
  /** Requests beyond the first of a delivery. */
  repeats: number;
  /** Requests to webhooks that hang. */
  hung: number;
  /** Unix ms of the arrival that completed the last new delivery. */
  lastAtMs: number;
  /** The longest body, bytes. */
  bodyBytes: number;
  /** From the change's `occurredAt`, which is stamped before the commit, to the last byte of the request; ms. */
  latencyMs: { p50: number; p95: number; p99: number };
}

/** Posts receipts to the device API; see driverProcess.ts. */
export type DriverCalls = {
  /** Posts `count` receipts with at most `inFlight` at once. */
  burst: {
    ask: { account: PostingAccount; count: number; inFlight: number; limitMs: number };
    answer: Posted;
  };
  /** Posts at an even rate for a while. */
  steady: { ask: { account: PostingAccount; perSecond: number; forMs: number }; answer: Posted };
};

export interface PostingAccount {
  apiUrl: string;
  deviceTokens: string[];
  shift: number;
  /** The number of the first receipt: each is used once. */
  firstNumber: number;
}

export interface Posted {
  /** Receipts that were answered 201. */
  accepted: number;
  /** Any other answer, and requests that failed. */
  refused: number;
  startedAtMs: number;
  endedAtMs: number;
}

/** A loop of bare requests; see bareLoopProcess.ts. */
export type BareLoopCalls = {
  run: {
    ask: { url: string; bodyBytes: number; inFlight: number; forMs: number };
    answer: { perSecond: number };
  };
};
