import { describe, expect, it } from '@jest/globals';
import {
  admission,
  afterOutcome,
  breakerState,
  CLOSED_BREAKER,
  DEFAULT_BREAKER,
  hastened,
  withProbe,
  type Breaker,
} from '@kassahook/domain/breaker';

const fail = (breaker: Breaker, now: number, probe = false) =>
  afterOutcome(breaker, { failed: true, probe, now, settings: DEFAULT_BREAKER });
const succeed = (breaker: Breaker, now: number, probe = false) =>
  afterOutcome(breaker, { failed: false, probe, now, settings: DEFAULT_BREAKER });
const failing = (times: number, now = 0) =>
  Array.from({ length: times }).reduce<Breaker>((breaker) => fail(breaker, now), CLOSED_BREAKER);

describe('breaker', () => {
  it('when fewer than ten fail in a row, then everybody goes', () => {
    expect(admission(failing(9), 0)).toEqual({ kind: 'go' });
    expect(admission(fail(succeed(failing(9), 0), 0), 0)).toEqual({ kind: 'go' });
  });

  it('when ten fail in a row, then all wait 30 s, then one probe goes and the others wait', () => {
    const open = failing(10);
    expect(admission(open, 10_000)).toEqual({ kind: 'wait', waitMs: 20_000 });
    expect(breakerState(open, 10_000)).toBe('open');
    expect(admission(open, 30_000)).toEqual({ kind: 'probe' });
    expect(admission(withProbe(open), 30_000)).toEqual({ kind: 'wait', waitMs: 30_000 });
    expect(breakerState(open, 30_000)).toBe('half_open');
  });

  it('when a probe is under way after a long rest, then the others wait for no longer than a request may take', () => {
    const rested = { ...failing(10), pauseMs: 300_000 };
    expect(admission(withProbe(rested), 30_000)).toEqual({ kind: 'wait', waitMs: 30_000 });
  });

  it('when probes fail, then the pause doubles to at most five minutes', () => {
    let breaker = failing(10);
    const pauses: number[] = [];
    for (let probe = 0; probe < 6; probe += 1) {
      breaker = fail(withProbe(breaker), 0, true);
      pauses.push(breaker.pauseMs);
    }
    expect(pauses).toEqual([60_000, 120_000, 240_000, 300_000, 300_000, 300_000]);
  });

  it('when a probe succeeds, then the breaker is as new', () => {
    expect(succeed(withProbe(failing(10)), 0, true)).toEqual(CLOSED_BREAKER);
  });

  it('when requests that began before the opening fail late, then the pause is not lengthened', () => {
    const open = failing(10);
    expect(fail(open, 25_000).openUntilMs).toBe(open.openUntilMs);
  });

  it('when it is heard that the endpoint answers elsewhere, then the next is a probe; when that fails, the pause is what it was to be', () => {
    const open = fail(withProbe(failing(10)), 30_000, true);
    const early = hastened(open, 40_000);
    expect(admission(early, 40_000)).toEqual({ kind: 'probe' });
    expect(fail(withProbe(early), 41_000, true)).toMatchObject({ openUntilMs: 101_000, pauseMs: 60_000 });
    expect(succeed(withProbe(early), 41_000, true)).toEqual(CLOSED_BREAKER);
  });

  it('when the breaker is closed, or its rest is over, then what is heard changes nothing', () => {
    const [closed, over] = [failing(9), failing(10)];
    expect(hastened(closed, 0)).toBe(closed);
    expect(hastened(over, 30_000)).toBe(over);
  });

  it('when a probe fails after another request has closed the breaker, then it is one failure like any', () => {
    const closed = succeed(withProbe(failing(10)), 30_000);
    const after = fail(closed, 30_000, true);
    expect(after).toEqual({ ...CLOSED_BREAKER, failuresInRow: 1 });
    expect(admission(after, 30_000)).toEqual({ kind: 'go' });
  });
});
