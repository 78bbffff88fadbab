import { CLOSED_BREAKER, type Breaker } from '@kassahook/domain/breaker';
import type { Admitted } from './admitted.js';

/** Somebody in an endpoint's line. */
export interface Waiter {
  sinceMs: number;
  resolve: (admitted: Admitted) => void;
}

/** What is known of an endpoint. */
export interface Known {
  /** Its address when it was last asked for. */
  url: string;
  /** Goes up with each other address. */
  era: number;
  /** Requests in flight to this address. */
  inFlight: number;
  /** And to those before it: they hold their places until they end. */
  inFlightBefore: number;
  /** Those of them that a person asked for and that waited for nobody. */
  forced: number;
  /** How many may be in flight now: one more after each success, half after a slow failure. */
  allowance: number;
  breaker: Breaker;
  /** The last sign from elsewhere that it answers, which was acted upon; null before the first. */
  heardSign: string | null;
  /** First come, first served. At most as long as the prefetch, so shifting an array is cheap enough. */
  line: Waiter[];
  lineTimer: NodeJS.Timeout | null;
  /** How long its requests take, a moving mean in ms; 0 until the first one is over. */
  meanMs: number;
  /** When it was last seen to get on: a request over, or the first one of a busy time begun. */
  movedAtMs: number;
}

/** An endpoint of which nothing is known. */
export function newEndpoint(url: string): Known {
  return {
    url,
    era: 0,
    inFlight: 0,
    inFlightBefore: 0,
    forced: 0,
    allowance: 1,
    breaker: CLOSED_BREAKER,
    heardSign: null,
    line: [],
    lineTimer: null,
    meanMs: 0,
    movedAtMs: 0,
  };
}

/**
 * What is left to know of it at another address: nothing but what is in flight to those before, which still counts, so that changing the
 * address again and again makes no more places. Whoever stands in line has been told the old address, and is parked: back again, it learns the new.
 */
export function beginAnew(endpoint: Known, url: string): Known {
  for (const { resolve } of endpoint.line.splice(0)) resolve({ kind: 'busy' });
  if (endpoint.lineTimer) clearTimeout(endpoint.lineTimer);
  const inFlightBefore = endpoint.inFlightBefore + endpoint.inFlight;
  const anew = { inFlight: 0, allowance: 1, breaker: CLOSED_BREAKER, meanMs: 0, lineTimer: null };
  return Object.assign(endpoint, { ...anew, inFlightBefore, url, era: endpoint.era + 1 });
}
