import { describe, expect, it } from '@jest/globals';
import { DEFAULT_BREAKER } from '@kassahook/domain/breaker';
import { createEndpointGate, type Admitted } from '@kassahook/deliverer/endpointGate';

function gateAt() {
  const clock = { ms: 0, now: () => clock.ms };
  return { clock, gate: createEndpointGate({ clock, concurrencyMax: 3, breaker: DEFAULT_BREAKER }) };
}

function go(admitted: Admitted): (failed: boolean) => void {
  if (admitted.kind !== 'go') throw new Error('parked');
  return admitted.done;
}

describe('endpoint gate', () => {
  it('when an endpoint has its share in flight, then the next is parked, longer each time, and others go', () => {
    const { gate } = gateAt();
    const running = [gate.admit('a', 0), gate.admit('a', 0), gate.admit('a', 0)].map(go);
    expect(gate.admit('a', 0)).toEqual({ kind: 'park', delayMs: 2_000 });
    expect(gate.admit('a', 2)).toEqual({ kind: 'park', delayMs: 30_000 });
    expect(gate.admit('b', 0).kind).toBe('go');
    running[0]?.(false);
    expect(gate.admit('a', 0).kind).toBe('go');
  });

  it('when ten in a row failed, then all are parked, then exactly one probes, and its success opens the way', () => {
    const { gate, clock } = gateAt();
    for (let failure = 0; failure < 10; failure += 1) go(gate.admit('a', 0))(true);
    expect(gate.admit('a', 0)).toEqual({ kind: 'park', delayMs: 30_000 });
    expect(gate.counts()).toEqual({ closed: 0, open: 1, half_open: 0 });
    clock.ms = 30_000;
    const probe = go(gate.admit('a', 1));
    expect(gate.admit('a', 1)).toEqual({ kind: 'park', delayMs: 30_000 });
    probe(false);
    expect(gate.admit('a', 1).kind).toBe('go');
  });

  it('when a request is reported twice, then it is counted once', () => {
    const { gate } = gateAt();
    const first = go(gate.admit('a', 0));
    go(gate.admit('a', 0));
    go(gate.admit('a', 0));
    first(false);
    first(false);
    expect(gate.admit('a', 0).kind).toBe('go');
    expect(gate.admit('a', 0).kind).toBe('park');
  });

  it('when endpoints are idle and healthy, then nothing is remembered of them', () => {
    const { gate } = gateAt();
    for (let index = 0; index < 1_000; index += 1) go(gate.admit(`webhook-${index}`, 0))(false);
    expect(gate.counts()).toEqual({ closed: 0, open: 0, half_open: 0 });
  });
});
