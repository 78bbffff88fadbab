import type { Endpoint } from '@kassahook/contracts/subscription';
import {
  admission,
  afterOutcome,
  breakerState,
  hastened,
  withProbe,
  type BreakerSettings,
  type BreakerState,
} from '@kassahook/domain/breaker';
import type { SetAside } from '@kassahook/domain/parking';
import type { Clock } from '@kassahook/platform/clock';
import { newId } from '@kassahook/platform/ids';
import type { Admitted, EndpointOutcome, Going } from './admitted.js';
import { beginAnew, newEndpoint, type Known } from './knownEndpoint.js';

export interface EndpointGateOptions {
  clock: Clock;
  /** Requests in flight per endpoint, once it has shown that it answers. */
  concurrencyMax: number;
  breaker: BreakerSettings;
  /** The longest that an attempt waits in memory for its endpoint, ms. */
  lineMs?: number;
  /** Told when an endpoint's breaker opens, opens again (Unix ms of its end), or closes (null). Must not throw. */
  onRest?: (endpoint: Endpoint, untilMs: number | null) => void;
  /**
   * Told when an endpoint that rested has answered, or what a person asked for has got through: it may rest elsewhere. Must not throw.
   * @param sign tells this hearing from others
   */
  onAnswer?: (endpoint: Endpoint, sign: string) => void;
}

/**
 * Half a second: a healthy endpoint that is merely busy gets hundreds of requests done in it, while parking costs two passes
 * through the broker and 2 s. Measured with one webhook on 2 cores: 95 deliveries/s when everything above the share was parked,
 * 440 with a line. An endpoint that hangs holds a worker's messages up no longer than this, once.
 */
const LINE_MS = 500;
/** An endpoint that was idle for so long begins anew, with one request at a time. */
const FORGET_AFTER_MS = 600_000;
/**
 * Attempts that persons asked for and that go past breaker and share, at once: one to try an endpoint and one more. What hangs holds its
 * message for up to 30 s, so neither one endpoint nor an account full of them may fill a worker's prefetch (200) with such.
 */
const FORCED_MAX = { perEndpoint: 2, inAll: 20 };
/** Weight of the newest request in the moving mean: about the last ten count. */
const MEAN_WEIGHT = 0.1;

/**
 * Keeps a receiver from hurting another. An endpoint is a webhook at its URL. It starts with one request in flight in this
 * worker and gets one more with each success, up to `concurrencyMax`, and half after a slow failure: one that never answered holds one
 * message, so that even an account full of hanging webhooks leaves room in the prefetch. Behind them a short line waits as long as the
 * endpoint gets on; the rest is parked. A breaker gives one that keeps failing a rest.
 */
export function createEndpointGate(options: EndpointGateOptions) {
  const { clock, concurrencyMax, breaker: settings, lineMs = LINE_MS, onRest, onAnswer } = options;
  const endpoints = new Map<string, Known>();
  let sweptAtMs = clock.now();
  let forcedInAll = 0;

  function knownAt({ id, url }: Endpoint): Known {
    const endpoint = endpoints.get(id) ?? newEndpoint(url);
    return endpoint.url === url ? endpoint : beginAnew(endpoint, url);
  }

  function enter(id: string, endpoint: Known, how: { probe: boolean; forced: boolean }): Going {
    const startedMs = clock.now();
    const { era } = endpoint;
    if (endpoint.inFlight === 0) endpoint.movedAtMs = startedMs;
    endpoint.inFlight += 1;
    if (how.probe) endpoint.breaker = withProbe(endpoint.breaker);
    let open = true;
    return {
      kind: 'go',
      done(outcome) {
        if (!open) return;
        open = false;
        const now = clock.now();
        // What came of an old address says nothing of the new one.
        if (endpoint.era !== era) endpoint.inFlightBefore -= 1;
        else {
          endpoint.inFlight -= 1;
          endpoint.movedAtMs = now;
          learn(id, endpoint, { ...how, outcome, now, took: now - startedMs });
        }
        advance(id, endpoint);
      },
    };
  }

  function learn(
    id: string,
    endpoint: Known,
    {
      outcome,
      probe,
      forced,
      now,
      took,
    }: { outcome: EndpointOutcome; probe: boolean; forced: boolean; now: number; took: number },
  ): void {
    endpoint.meanMs = endpoint.meanMs === 0 ? took : endpoint.meanMs + MEAN_WEIGHT * (took - endpoint.meanMs);
    if (outcome === 'unknown') {
      // The place is free again, and a probe is still to be made.
      if (probe) endpoint.breaker = { ...endpoint.breaker, probing: false };
      return;
    }
    const failed = outcome === 'failed';
    // A quick "no" holds nobody's place; what hangs does.
    if (!failed) endpoint.allowance = Math.min(concurrencyMax, endpoint.allowance + 1);
    else if (took >= lineMs) endpoint.allowance = Math.max(1, endpoint.allowance >> 1);
    const { openUntilMs } = endpoint.breaker;
    endpoint.breaker = afterOutcome(endpoint.breaker, { failed, probe, now, settings });
    const isChanged = endpoint.breaker.openUntilMs !== openUntilMs;
    const where = { id, url: endpoint.url };
    if (isChanged) onRest?.(where, endpoint.breaker.openUntilMs);
    if (failed || !(isChanged || forced)) return;
    // Its own sign is no news to it when it rests again.
    endpoint.heardSign = newId();
    onAnswer?.(where, endpoint.heardSign);
  }

  function hasPlace({ inFlight, inFlightBefore, allowance }: Known): boolean {
    return inFlight < allowance && inFlight + inFlightBefore < concurrencyMax;
  }

  /** Forgets endpoints that nobody asked for in a while and that do not rest. */
  function sweep(now: number): void {
    if (now - sweptAtMs < FORGET_AFTER_MS) return;
    sweptAtMs = now;
    for (const [id, { inFlight, inFlightBefore, movedAtMs, breaker }] of endpoints) {
      const quietSinceMs = Math.max(movedAtMs, breaker.openUntilMs ?? 0);
      const isIdle = inFlight + inFlightBefore === 0;
      if (isIdle && now - quietSinceMs >= FORGET_AFTER_MS) endpoints.delete(id);
    }
  }

  /** A place is free, or the breaker has opened: whoever is next goes, or everybody is parked. Nobody does while a probe is under way. */
  function advance(id: string, endpoint: Known): void {
    const { line } = endpoint;
    while (line.length > 0) {
      const verdict = admission(endpoint.breaker, clock.now());
      if (endpoint.breaker.probing || (verdict.kind !== 'wait' && !hasPlace(endpoint))) break;
      const next = line.shift();
      if (verdict.kind === 'wait') next?.resolve({ kind: 'resting', waitMs: verdict.waitMs });
      else next?.resolve(enter(id, endpoint, { probe: verdict.kind === 'probe', forced: false }));
    }
    if (line.length === 0 && endpoint.lineTimer) {
      clearTimeout(endpoint.lineTimer);
      endpoint.lineTimer = null;
    }
  }

  /** Is it likely that one more gets its turn in time? */
  function lineMoves({ line, meanMs, movedAtMs, allowance }: Known): boolean {
    const isStuck = clock.now() - movedAtMs > lineMs;
    return !isStuck && ((line.length + 1) / allowance) * meanMs <= lineMs;
  }

  function wait(endpoint: Known): Promise<Admitted> {
    endpoint.lineTimer ??= setTimeout(() => parkOverdue(endpoint), lineMs).unref();
    return new Promise((resolve) => endpoint.line.push({ sinceMs: clock.now(), resolve }));
  }

  /** One timer per line, for its first: whoever has waited long enough is parked after all. */
  function parkOverdue(endpoint: Known): void {
    const { line } = endpoint;
    const now = clock.now();
    while (line[0] && now - line[0].sinceMs >= lineMs) {
      line.shift()?.resolve({ kind: 'busy' });
    }
    const [first] = line;
    endpoint.lineTimer = first
      ? setTimeout(() => parkOverdue(endpoint), Math.max(1, first.sinceMs + lineMs - now)).unref()
      : null;
  }

  function admit(where: Endpoint): Admitted | Promise<Admitted> {
    const now = clock.now();
    sweep(now);
    const endpoint = knownAt(where);
    const verdict = admission(endpoint.breaker, now);
    if (verdict.kind === 'wait') {
      // What comes beside a probe waits for what comes of it, a moment.
      if (endpoint.breaker.probing && lineMoves(endpoint)) return wait(endpoint);
      return { kind: 'resting', waitMs: verdict.waitMs };
    }
    if (hasPlace(endpoint)) {
      endpoints.set(where.id, endpoint);
      return enter(where.id, endpoint, { probe: verdict.kind === 'probe', forced: false });
    }
    if (lineMoves(endpoint)) return wait(endpoint);
    return { kind: 'busy' };
  }

  return {
    /**
     * For an attempt that a person asked for: the first few go now, whatever the endpoint's state, and what they find counts; more of them
     * are admitted or parked like any other.
     */
    force(where: Endpoint): Admitted | Promise<Admitted> {
      const endpoint = knownAt(where);
      if (endpoint.forced >= FORCED_MAX.perEndpoint || forcedInAll >= FORCED_MAX.inAll) return admit(where);
      endpoints.set(where.id, endpoint);
      endpoint.forced += 1;
      forcedInAll += 1;
      let open = true;
      const probe = admission(endpoint.breaker, clock.now()).kind === 'probe';
      const entered = enter(where.id, endpoint, { probe, forced: true });
      return {
        kind: 'go',
        done(outcome) {
          if (open) {
            open = false;
            endpoint.forced -= 1;
            forcedInAll -= 1;
          }
          entered.done(outcome);
        },
      };
    },
    /** How the endpoint's breaker sets aside what comes now, also beside a probe; null when it lets somebody through. */
    restOf({ id, url }: Endpoint): SetAside | null {
      const endpoint = endpoints.get(id);
      if (endpoint?.url !== url) return null;
      const verdict = admission(endpoint.breaker, clock.now());
      return verdict.kind === 'wait' ? { kind: 'resting', waitMs: verdict.waitMs } : null;
    },
    admit,
    /** The endpoints that rest now. */
    resting(): Endpoint[] {
      const now = clock.now();
      const resting: Endpoint[] = [];
      for (const [id, { url, breaker }] of endpoints) {
        if (breakerState(breaker, now) === 'open') resting.push({ id, url });
      }
      return resting;
    },
    /**
     * Ends a rest, once for each sign: the endpoint was heard to answer by somebody else, and the next attempt finds out whether it does here.
     * @param sign tells one hearing from another
     */
    hasten({ id, url }: Endpoint, sign: string): void {
      const endpoint = endpoints.get(id);
      if (endpoint?.url !== url || endpoint.heardSign === sign) return;
      endpoint.heardSign = sign;
      const breaker = hastened(endpoint.breaker, clock.now());
      if (breaker === endpoint.breaker) return;
      endpoint.breaker = breaker;
      onRest?.({ id, url }, null);
    },
    /** How many endpoints are in each state; closed ones that were not asked for lately are not counted. */
    counts(): Record<BreakerState, number> {
      const counts: Record<BreakerState, number> = { closed: 0, open: 0, half_open: 0 };
      for (const endpoint of endpoints.values()) counts[breakerState(endpoint.breaker, clock.now())] += 1;
      return counts;
    },
  };
}
export type EndpointGate = ReturnType<typeof createEndpointGate>;
