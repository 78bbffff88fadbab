import {
  admission,
  afterOutcome,
  breakerState,
  CLOSED_BREAKER,
  withProbe,
  type Breaker,
  type BreakerSettings,
  type BreakerState,
} from '@kassahook/domain/breaker';
import { parkDelayWhenBusy, parkDelayWhenResting } from '@kassahook/domain/parking';
import type { Clock } from '@kassahook/platform/clock';

/** May a request go to its endpoint now, or is it set aside? */
export type Admitted = { kind: 'go'; done: (failed: boolean) => void } | { kind: 'park'; delayMs: number };

interface Endpoint {
  inFlight: number;
  breaker: Breaker;
}

export interface EndpointGateOptions {
  clock: Clock;
  /** Requests in flight per endpoint. */
  concurrencyMax: number;
  breaker: BreakerSettings;
}

/**
 * Keeps a receiver from hurting another: at most `concurrencyMax` requests in flight per endpoint in this worker, and a
 * breaker per endpoint. An endpoint is a webhook. Endpoints that are idle and healthy are forgotten, so the map holds no
 * more than what is in flight or broken.
 */
export function createEndpointGate({ clock, concurrencyMax, breaker: settings }: EndpointGateOptions) {
  const endpoints = new Map<string, Endpoint>();

  function enter(key: string, endpoint: Endpoint, probe: boolean): Admitted {
    endpoint.inFlight += 1;
    if (probe) endpoint.breaker = withProbe(endpoint.breaker);
    endpoints.set(key, endpoint);
    let open = true;
    return {
      kind: 'go',
      done(failed) {
        if (!open) return;
        open = false;
        endpoint.inFlight -= 1;
        endpoint.breaker = afterOutcome(endpoint.breaker, { failed, probe, now: clock.now(), settings });
        if (endpoint.inFlight === 0 && endpoint.breaker === CLOSED_BREAKER) endpoints.delete(key);
      },
    };
  }

  return {
    /** @param parks how often this attempt was parked before */
    admit(key: string, parks: number): Admitted {
      const endpoint = endpoints.get(key) ?? { inFlight: 0, breaker: CLOSED_BREAKER };
      const verdict = admission(endpoint.breaker, clock.now());
      if (verdict.kind === 'wait') return { kind: 'park', delayMs: parkDelayWhenResting(verdict.waitMs) };
      if (endpoint.inFlight >= concurrencyMax) return { kind: 'park', delayMs: parkDelayWhenBusy(parks) };
      return enter(key, endpoint, verdict.kind === 'probe');
    },
    /** How many endpoints are in each state; closed ones that are idle are not counted. */
    counts(): Record<BreakerState, number> {
      const counts: Record<BreakerState, number> = { closed: 0, open: 0, half_open: 0 };
      for (const endpoint of endpoints.values()) counts[breakerState(endpoint.breaker, clock.now())] += 1;
      return counts;
    },
  };
}
export type EndpointGate = ReturnType<typeof createEndpointGate>;
