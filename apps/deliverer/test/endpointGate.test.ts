import { describe, expect, it } from '@jest/globals';
import { DEFAULT_BREAKER } from '@kassahook/domain/breaker';
import { createEndpointGate, type Admitted, type EndpointOutcome } from '@kassahook/deliverer/endpointGate';

function gateAt(lineMs?: number) {
  const clock = { ms: 0, now: () => clock.ms };
  const line = lineMs === undefined ? {} : { lineMs };
  return { clock, gate: createEndpointGate({ clock, concurrencyMax: 3, breaker: DEFAULT_BREAKER, ...line }) };
}

function go(admitted: Admitted | Promise<Admitted>): (outcome: EndpointOutcome) => void {
  if (admitted instanceof Promise) throw new Error('waits in line');
  if (admitted.kind !== 'go') throw new Error('parked');
  return admitted.done;
}

/** An endpoint that has answered often enough to get its full share. */
function warm(gate: ReturnType<typeof gateAt>['gate'], key: string): void {
  for (let success = 0; success < 2; success += 1) go(gate.admit(key))('succeeded');
}

describe('what is told of rests', () => {
  it('when a breaker opens, opens again and closes, then each is told once, with its end; attempts are not', () => {
    const clock = { ms: 0, now: () => clock.ms };
    const told: [string, number | null][] = [];
    const onRest = (key: string, untilMs: number | null): void => void told.push([key, untilMs]);
    const gate = createEndpointGate({ clock, concurrencyMax: 3, breaker: DEFAULT_BREAKER, onRest });
    go(gate.admit('a'))('succeeded');
    for (let failure = 0; failure < 9; failure += 1) go(gate.admit('a'))('failed');
    expect(told).toEqual([]);
    go(gate.admit('a'))('failed');
    clock.ms = 30_000;
    go(gate.admit('a'))('failed');
    clock.ms = 90_000;
    go(gate.admit('a'))('succeeded');
    go(gate.admit('a'))('succeeded');
    expect(told).toEqual([
      ['a', 30_000],
      ['a', 90_000],
      ['a', null],
    ]);
  });
});

describe('endpoint gate', () => {
  it('when an endpoint has not answered yet, then one request goes; each success allows one more, up to the limit', () => {
    const { gate } = gateAt();
    const first = go(gate.admit('a'));
    expect(gate.admit('a')).toBeInstanceOf(Promise);
    first('succeeded');
    // The one in line has taken the place; two may go now.
    go(gate.admit('a'))('succeeded');
    go(gate.admit('a'));
    go(gate.admit('a'));
    expect(gate.admit('a')).toBeInstanceOf(Promise);
  });

  it('when a request fails slowly, then fewer go at once, but always one; a quick failure changes nothing', () => {
    const { gate, clock } = gateAt();
    warm(gate, 'a');
    go(gate.admit('a'))('failed');
    const three = ['a', 'a', 'a'].map((key) => go(gate.admit(key)));
    clock.ms = 500;
    for (const done of three) done('failed');
    go(gate.admit('a'));
    expect(gate.admit('a')).toBeInstanceOf(Promise);
  });

  it('when our own faults end requests, then they count neither for nor against the endpoint', () => {
    const { gate, clock } = gateAt();
    for (let fault = 0; fault < 30; fault += 1) go(gate.admit('a'))('unknown');
    expect(gate.counts()).toEqual({ closed: 1, open: 0, half_open: 0 });
    for (let failure = 0; failure < 10; failure += 1) go(gate.admit('a'))('failed');
    clock.ms = 30_000;
    go(gate.admit('a'))('unknown');
    // The probe said nothing: another one may go.
    expect(go(gate.admit('a'))).toBeDefined();
  });

  it('when an endpoint has its share in flight and gets on, then the next waits in line and goes when a place is free', async () => {
    const { gate } = gateAt();
    warm(gate, 'a');
    const running = ['a', 'a', 'a'].map((key) => go(gate.admit(key)));
    const waiting = gate.admit('a');
    expect(waiting).toBeInstanceOf(Promise);
    expect(go(gate.admit('b'))).toBeDefined();
    running[0]?.('succeeded');
    const admitted = await waiting;
    expect(admitted.kind).toBe('go');
    go(admitted)('succeeded');
  });

  it('when an endpoint has its share in flight and hangs, then the next is parked at once, and others go', () => {
    const { gate, clock } = gateAt();
    warm(gate, 'a');
    for (let request = 0; request < 3; request += 1) go(gate.admit('a'));
    clock.ms = 501;
    expect(gate.admit('a')).toEqual({ kind: 'busy' });
    expect(go(gate.admit('b'))).toBeDefined();
  });

  it('when the line of an endpoint is longer than it can work off in time, then the next is parked at once', () => {
    const { gate, clock } = gateAt();
    warm(gate, 'a');
    const [slow] = ['a', 'a', 'a'].map((key) => go(gate.admit(key)));
    clock.ms = 400;
    slow?.('succeeded');
    go(gate.admit('a'));
    // Three places, 400 ms each: the third in line would wait 400 ms, the fourth longer than half a second.
    for (let place = 0; place < 3; place += 1) expect(gate.admit('a')).toBeInstanceOf(Promise);
    expect(gate.admit('a')).toEqual({ kind: 'busy' });
  });

  it('when a place in line does not come up in time, then the attempt is parked after all', async () => {
    const { gate, clock } = gateAt(20);
    warm(gate, 'a');
    for (let request = 0; request < 3; request += 1) go(gate.admit('a'));
    const waiting = gate.admit('a');
    clock.ms = 20;
    expect(await waiting).toEqual({ kind: 'busy' });
  });

  it('when the breaker opens, then the line is parked with it', async () => {
    const { gate } = gateAt();
    for (let failure = 0; failure < 9; failure += 1) go(gate.admit('a'))('failed');
    const tenth = go(gate.admit('a'));
    const waiting = [gate.admit('a'), gate.admit('a')].map(async (admitted) => admitted);
    tenth('failed');
    const ends = await Promise.all(waiting);
    expect(ends).toEqual([
      { kind: 'resting', waitMs: 30_000 },
      { kind: 'resting', waitMs: 30_000 },
    ]);
  });

  it('when ten in a row failed, then all are parked, then exactly one probes, and its success opens the way', () => {
    const { gate, clock } = gateAt();
    for (let failure = 0; failure < 10; failure += 1) go(gate.admit('a'))('failed');
    expect(gate.admit('a')).toEqual({ kind: 'resting', waitMs: 30_000 });
    expect(gate.counts()).toEqual({ closed: 0, open: 1, half_open: 0 });
    clock.ms = 30_000;
    const probe = go(gate.admit('a'));
    expect(gate.admit('a')).toEqual({ kind: 'resting', waitMs: 30_000 });
    probe('succeeded');
    go(gate.admit('a'))('succeeded');
  });

  it('when a person asks for an attempt, then it goes though the endpoint rests, and its success opens the way', () => {
    const { gate } = gateAt();
    for (let failure = 0; failure < 10; failure += 1) go(gate.admit('a'))('failed');
    expect(gate.admit('a')).toEqual({ kind: 'resting', waitMs: 30_000 });
    go(gate.force('a'))('succeeded');
    go(gate.admit('a'))('succeeded');
  });

  it('when persons ask for many attempts at one endpoint, then two go at once and the others are treated like any', () => {
    const { gate, clock } = gateAt();
    const first = go(gate.force('a'));
    go(gate.force('a'));
    clock.ms = 501;
    expect(gate.force('a')).toEqual({ kind: 'busy' });
    first('failed');
    first('failed');
    go(gate.force('a'));
    expect(gate.force('a')).toEqual({ kind: 'busy' });
  });

  it('when persons ask for attempts at many endpoints that rest, then twenty go at once in all', () => {
    const { gate } = gateAt();
    const keys = Array.from({ length: 11 }, (_, index) => `webhook-${index}`);
    for (const key of keys) {
      for (let failure = 0; failure < 10; failure += 1) go(gate.admit(key))('failed');
    }
    const done = keys.slice(0, 10).flatMap((key) => [go(gate.force(key)), go(gate.force(key))]);
    expect(gate.force('webhook-10')).toEqual({ kind: 'resting', waitMs: 30_000 });
    done[0]?.('failed');
    go(gate.force('webhook-10'));
  });

  it('when a request is reported twice, then it is counted once', () => {
    const { gate } = gateAt();
    warm(gate, 'a');
    const [first] = ['a', 'a', 'a'].map((key) => go(gate.admit(key)));
    first?.('succeeded');
    first?.('succeeded');
    go(gate.admit('a'));
    expect(gate.admit('a')).toBeInstanceOf(Promise);
  });

  it('when endpoints were not asked for in a while, then nothing is remembered of them, whether they failed or not', () => {
    const { gate, clock } = gateAt();
    for (let index = 0; index < 1_000; index += 1) {
      go(gate.admit(`webhook-${index}`))(index % 2 === 0 ? 'succeeded' : 'failed');
    }
    clock.ms = 600_000;
    go(gate.admit('another'))('succeeded');
    expect(gate.counts()).toEqual({ closed: 1, open: 0, half_open: 0 });
  });
});
