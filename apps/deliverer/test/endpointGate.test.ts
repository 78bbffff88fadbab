import { describe, expect, it } from '@jest/globals';
import type { Endpoint } from '@kassahook/contracts/subscription';
import { DEFAULT_BREAKER } from '@kassahook/domain/breaker';
import type { Admitted, EndpointOutcome } from '@kassahook/deliverer/admitted';
import { createEndpointGate } from '@kassahook/deliverer/endpointGate';

function gateAt(lineMs?: number) {
  const clock = { ms: 0, now: () => clock.ms };
  const line = lineMs === undefined ? {} : { lineMs };
  return { clock, gate: createEndpointGate({ clock, concurrencyMax: 3, breaker: DEFAULT_BREAKER, ...line }) };
}

/** A webhook's endpoint; at its first address unless another is named. */
function at(id: string, url = 'https://shop.example/hook'): Endpoint {
  return { id, url };
}

function go(admitted: Admitted | Promise<Admitted>): (outcome: EndpointOutcome) => void {
  if (admitted instanceof Promise) throw new Error('waits in line');
  if (admitted.kind !== 'go') throw new Error('parked');
  return admitted.done;
}

/** An endpoint that has answered often enough to get its full share. */
function warm(gate: ReturnType<typeof gateAt>['gate'], key: string): void {
  for (let success = 0; success < 2; success += 1) go(gate.admit(at(key)))('succeeded');
}

describe('what is told of rests', () => {
  it('when a breaker opens, opens again and closes, then each is told once, with its end; attempts are not', () => {
    const clock = { ms: 0, now: () => clock.ms };
    const told: [Endpoint, number | null][] = [];
    const onRest = (endpoint: Endpoint, untilMs: number | null): void => void told.push([endpoint, untilMs]);
    const gate = createEndpointGate({ clock, concurrencyMax: 3, breaker: DEFAULT_BREAKER, onRest });
    go(gate.admit(at('a')))('succeeded');
    for (let failure = 0; failure < 9; failure += 1) go(gate.admit(at('a')))('failed');
    expect(told).toEqual([]);
    go(gate.admit(at('a')))('failed');
    clock.ms = 30_000;
    go(gate.admit(at('a')))('failed');
    clock.ms = 90_000;
    go(gate.admit(at('a')))('succeeded');
    go(gate.admit(at('a')))('succeeded');
    expect(told).toEqual([
      [at('a'), 30_000],
      [at('a'), 90_000],
      [at('a'), null],
    ]);
  });
});

describe('an endpoint that answers elsewhere', () => {
  function resting() {
    const clock = { ms: 0, now: () => clock.ms };
    const told: (number | null)[] = [];
    const answered: Endpoint[] = [];
    const signs: string[] = [];
    const gate = createEndpointGate({
      ...{ clock, concurrencyMax: 3, breaker: DEFAULT_BREAKER },
      onRest: (_endpoint, untilMs) => void told.push(untilMs),
      onAnswer: (endpoint, sign) => {
        answered.push(endpoint);
        signs.push(sign);
      },
    });
    for (let failure = 0; failure < 10; failure += 1) go(gate.admit(at('a')))('failed');
    return { clock, gate, told, answered, signs };
  }

  it('when a sign of it comes, then its rest is over here too, and only its own probe says that it answered', () => {
    const { gate, told, answered } = resting();
    expect(gate.resting()).toEqual([at('a')]);
    gate.hasten(at('a'), 'one');
    expect(gate.resting()).toEqual([]);
    expect(told).toEqual([30_000, null]);
    expect(answered).toEqual([]);
    go(gate.admit(at('a')))('succeeded');
    expect(answered).toEqual([at('a')]);
    expect(gate.counts()).toEqual({ closed: 1, open: 0, half_open: 0 });
  });

  it('when the probe fails here, then it rests again, and the same sign does not end that', () => {
    const { gate, told } = resting();
    gate.hasten(at('a'), 'one');
    go(gate.admit(at('a')))('failed');
    gate.hasten(at('a'), 'one');
    expect(gate.admit(at('a'))).toEqual({ kind: 'resting', waitMs: 30_000 });
    gate.hasten(at('a'), 'two');
    expect(told).toEqual([30_000, null, 30_000, null]);
  });

  it('when it rests again after it answered here, then its own sign, which it reads too, does not end that', () => {
    const { gate, signs } = resting();
    go(gate.force(at('a')))('succeeded');
    for (let failure = 0; failure < 10; failure += 1) go(gate.admit(at('a')))('failed');
    for (const sign of signs) gate.hasten(at('a'), sign);
    expect(gate.resting()).toEqual([at('a')]);
  });

  it('when what a person asked for gets through, then that is said, though the endpoint does not rest here: it may elsewhere', () => {
    const { gate, answered } = resting();
    go(gate.force(at('b')))('failed');
    expect(answered).toEqual([]);
    go(gate.force(at('b')))('succeeded');
    go(gate.admit(at('b')))('succeeded');
    expect(answered).toEqual([at('b')]);
  });

  it('when the sign is of another address, or of an endpoint that nobody knows, then nothing happens', () => {
    const { gate, told } = resting();
    gate.hasten(at('a', 'https://shop.example/other'), 'one');
    gate.hasten(at('b'), 'one');
    expect(gate.resting()).toEqual([at('a')]);
    expect(told).toEqual([30_000]);
  });
});

describe('beside a probe', () => {
  function probing() {
    const { clock, gate } = gateAt();
    for (let failure = 0; failure < 10; failure += 1) go(gate.admit(at('a')))('failed');
    clock.ms = 30_000;
    const probe = go(gate.admit(at('a')));
    return { clock, gate, probe, others: [gate.admit(at('a')), gate.admit(at('a'))] };
  }

  it('when it succeeds, then those in line go, as places come free', async () => {
    const { probe, others } = probing();
    probe('succeeded');
    go(await (others[0] ?? { kind: 'busy' }))('succeeded');
    expect(await others[1]).toMatchObject({ kind: 'go' });
  });

  it('when it fails, then they are parked for the rest that begins', async () => {
    const { probe, others } = probing();
    probe('failed');
    expect(await Promise.all(others.map(async (admitted) => admitted))).toEqual([
      { kind: 'resting', waitMs: 60_000 },
      { kind: 'resting', waitMs: 60_000 },
    ]);
  });
});

describe('a line of an address that changes', () => {
  it('when the webhook gets another address, then those who wait to go to the old one are parked, and what comes of it says nothing of the new', async () => {
    const { clock, gate } = gateAt();
    warm(gate, 'a');
    for (let place = 0; place < 3; place += 1) go(gate.admit(at('a')));
    const waiting = [gate.admit(at('a')), gate.admit(at('a'))];
    clock.ms = 100;
    const other = at('a', 'https://shop.example/other');
    expect(gate.admit(other)).toBeInstanceOf(Promise);
    expect(await Promise.all(waiting.map(async (admitted) => admitted))).toEqual([
      { kind: 'busy' },
      { kind: 'busy' },
    ]);
  });
});

describe('beside a probe of an endpoint that hangs', () => {
  it('when its requests took longer than anybody waits, then nobody stands in line', () => {
    const { clock, gate } = gateAt();
    for (let failure = 0; failure < 10; failure += 1) {
      const done = go(gate.admit(at('a')));
      clock.ms += 5_000;
      done('failed');
    }
    clock.ms += 30_000;
    go(gate.admit(at('a')));
    expect(gate.admit(at('a'))).toEqual({ kind: 'resting', waitMs: 30_000 });
  });
});

describe('endpoint gate', () => {
  it('when an endpoint has not answered yet, then one request goes; each success allows one more, up to the limit', () => {
    const { gate } = gateAt();
    const first = go(gate.admit(at('a')));
    expect(gate.admit(at('a'))).toBeInstanceOf(Promise);
    first('succeeded');
    // The one in line has taken the place; two may go now.
    go(gate.admit(at('a')))('succeeded');
    go(gate.admit(at('a')));
    go(gate.admit(at('a')));
    expect(gate.admit(at('a'))).toBeInstanceOf(Promise);
  });

  it('when a request fails slowly, then fewer go at once, but always one; a quick failure changes nothing', () => {
    const { gate, clock } = gateAt();
    warm(gate, 'a');
    go(gate.admit(at('a')))('failed');
    const three = ['a', 'a', 'a'].map((key) => go(gate.admit(at(key))));
    clock.ms = 500;
    for (const done of three) done('failed');
    go(gate.admit(at('a')));
    expect(gate.admit(at('a'))).toBeInstanceOf(Promise);
  });

  it('when our own faults end requests, then they count neither for nor against the endpoint', () => {
    const { gate, clock } = gateAt();
    for (let fault = 0; fault < 30; fault += 1) go(gate.admit(at('a')))('unknown');
    expect(gate.counts()).toEqual({ closed: 1, open: 0, half_open: 0 });
    for (let failure = 0; failure < 10; failure += 1) go(gate.admit(at('a')))('failed');
    clock.ms = 30_000;
    go(gate.admit(at('a')))('unknown');
    // The probe said nothing: another one may go.
    expect(go(gate.admit(at('a')))).toBeDefined();
  });

  it('when an endpoint has its share in flight and gets on, then the next waits in line and goes when a place is free', async () => {
    const { gate } = gateAt();
    warm(gate, 'a');
    const running = ['a', 'a', 'a'].map((key) => go(gate.admit(at(key))));
    const waiting = gate.admit(at('a'));
    expect(waiting).toBeInstanceOf(Promise);
    expect(go(gate.admit(at('b')))).toBeDefined();
    running[0]?.('succeeded');
    const admitted = await waiting;
    expect(admitted.kind).toBe('go');
    go(admitted)('succeeded');
  });

  it('when an endpoint has its share in flight and hangs, then the next is parked at once, and others go', () => {
    const { gate, clock } = gateAt();
    warm(gate, 'a');
    for (let request = 0; request < 3; request += 1) go(gate.admit(at('a')));
    clock.ms = 501;
    expect(gate.admit(at('a'))).toEqual({ kind: 'busy' });
    expect(go(gate.admit(at('b')))).toBeDefined();
  });

  it('when the line of an endpoint is longer than it can work off in time, then the next is parked at once', () => {
    const { gate, clock } = gateAt();
    warm(gate, 'a');
    const [slow] = ['a', 'a', 'a'].map((key) => go(gate.admit(at(key))));
    clock.ms = 400;
    slow?.('succeeded');
    go(gate.admit(at('a')));
    // Three places, 400 ms each: the third in line would wait 400 ms, the fourth longer than half a second.
    for (let place = 0; place < 3; place += 1) expect(gate.admit(at('a'))).toBeInstanceOf(Promise);
    expect(gate.admit(at('a'))).toEqual({ kind: 'busy' });
  });

  it('when a place in line does not come up in time, then the attempt is parked after all', async () => {
    const { gate, clock } = gateAt(20);
    warm(gate, 'a');
    for (let request = 0; request < 3; request += 1) go(gate.admit(at('a')));
    const waiting = gate.admit(at('a'));
    clock.ms = 20;
    expect(await waiting).toEqual({ kind: 'busy' });
  });

  it('when the breaker opens, then the line is parked with it', async () => {
    const { gate } = gateAt();
    for (let failure = 0; failure < 9; failure += 1) go(gate.admit(at('a')))('failed');
    const tenth = go(gate.admit(at('a')));
    const waiting = [gate.admit(at('a')), gate.admit(at('a'))].map(async (admitted) => admitted);
    tenth('failed');
    const ends = await Promise.all(waiting);
    expect(ends).toEqual([
      { kind: 'resting', waitMs: 30_000 },
      { kind: 'resting', waitMs: 30_000 },
    ]);
  });

  it('when ten in a row failed, then all are parked, then exactly one probes, and its success opens the way', () => {
    const { gate, clock } = gateAt();
    for (let failure = 0; failure < 10; failure += 1) go(gate.admit(at('a')))('failed');
    expect(gate.admit(at('a'))).toEqual({ kind: 'resting', waitMs: 30_000 });
    expect(gate.counts()).toEqual({ closed: 0, open: 1, half_open: 0 });
    clock.ms = 30_000;
    const probe = go(gate.admit(at('a')));
    expect(gate.counts()).toEqual({ closed: 0, open: 0, half_open: 1 });
    expect(gate.admit(at('a'))).toBeInstanceOf(Promise);
    probe('succeeded');
    go(gate.admit(at('a')))('succeeded');
  });

  it('when a person asks for an attempt, then it goes though the endpoint rests, and its success opens the way', () => {
    const { gate } = gateAt();
    for (let failure = 0; failure < 10; failure += 1) go(gate.admit(at('a')))('failed');
    expect(gate.admit(at('a'))).toEqual({ kind: 'resting', waitMs: 30_000 });
    go(gate.force(at('a')))('succeeded');
    go(gate.admit(at('a')))('succeeded');
  });

  it('when persons ask for many attempts at one endpoint, then two go at once and the others are treated like any', () => {
    const { gate, clock } = gateAt();
    const first = go(gate.force(at('a')));
    go(gate.force(at('a')));
    clock.ms = 501;
    expect(gate.force(at('a'))).toEqual({ kind: 'busy' });
    first('failed');
    first('failed');
    go(gate.force(at('a')));
    expect(gate.force(at('a'))).toEqual({ kind: 'busy' });
  });

  it('when persons ask for attempts at many endpoints that rest, then twenty go at once in all', () => {
    const { gate } = gateAt();
    const keys = Array.from({ length: 11 }, (_, index) => `webhook-${index}`);
    for (const key of keys) {
      for (let failure = 0; failure < 10; failure += 1) go(gate.admit(at(key)))('failed');
    }
    const done = keys.slice(0, 10).flatMap((key) => [go(gate.force(at(key))), go(gate.force(at(key)))]);
    expect(gate.force(at('webhook-10'))).toEqual({ kind: 'resting', waitMs: 30_000 });
    done[0]?.('failed');
    go(gate.force(at('webhook-10')));
  });

  it('when a request is reported twice, then it is counted once', () => {
    const { gate } = gateAt();
    warm(gate, 'a');
    const [first] = ['a', 'a', 'a'].map((key) => go(gate.admit(at(key))));
    first?.('succeeded');
    first?.('succeeded');
    go(gate.admit(at('a')));
    expect(gate.admit(at('a'))).toBeInstanceOf(Promise);
  });

  it('when endpoints were not asked for in a while, then nothing is remembered of them, whether they failed or not', () => {
    const { gate, clock } = gateAt();
    for (let index = 0; index < 1_000; index += 1) {
      go(gate.admit(at(`webhook-${index}`)))(index % 2 === 0 ? 'succeeded' : 'failed');
    }
    clock.ms = 600_000;
    go(gate.admit(at('another')))('succeeded');
    expect(gate.counts()).toEqual({ closed: 1, open: 0, half_open: 0 });
  });

  it('when a webhook gets another address, then it begins anew, and so it does when it gets the first one back', () => {
    const { gate } = gateAt();
    const other = at('a', 'https://shop.example/other');
    for (let failure = 0; failure < 10; failure += 1) go(gate.admit(at('a')))('failed');
    expect(gate.restOf(at('a'))).toEqual({ kind: 'resting', waitMs: 30_000 });
    expect(gate.restOf(other)).toBeNull();
    go(gate.admit(other))('succeeded');
    go(gate.admit(at('a')))('failed');
    expect(gate.restOf(at('a'))).toBeNull();
  });

  it('when what went to the old address fails late, then the new one is none the worse', () => {
    const { gate } = gateAt();
    warm(gate, 'a');
    const late = ['a', 'a', 'a'].map((id) => go(gate.admit(at(id))));
    const other = at('a', 'https://shop.example/other');
    for (let failure = 0; failure < 9; failure += 1) {
      late[failure]?.('failed');
      go(gate.admit(other))('failed');
    }
    expect(gate.restOf(other)).toBeNull();
  });

  it('when the address of a webhook that hangs is changed again and again, then it holds no more places than one may', () => {
    const { gate, clock } = gateAt();
    const held = [0, 1, 2].map((turn) => go(gate.admit(at('a', `https://shop.example/${turn}`))));
    clock.ms = 501;
    const next = at('a', 'https://shop.example/3');
    expect(gate.admit(next)).toEqual({ kind: 'busy' });
    held[0]?.('failed');
    go(gate.admit(next))('succeeded');
  });
});
