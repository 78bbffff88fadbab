import { describe, expect, it } from '@jest/globals';
import { hasPassed, totalsOf, type Report } from './report.js';

const REPORT: Report = {
  plan: 'short',
  seed: 'seed',
  services: [],
  healed: [],
  verdict: {
    events: 1,
    hooks: [
      {
        name: 'everything',
        healthy: true,
        expected: 1_000,
        received: 1_000,
        repeatedAtMs: [1, 2],
        delivered: 1_000,
        dead: 0,
      },
    ],
    operationEnds: {},
    lost: [],
    faults: [],
  },
  unplannedEndings: 0,
  loadSeconds: 1,
  drainSeconds: 1,
};
const passes = (change: Partial<Report>) => hasPassed(totalsOf({ ...REPORT, ...change }));
const verdict = REPORT.verdict;

describe('the end of the kill suite', () => {
  it('when nothing was lost or wrong and a crash made two duplicates, then it has passed', () => {
    expect(passes({})).toBe(true);
  });

  it('when a process ended that nobody had killed, then it has failed, though nothing was lost', () => {
    expect(passes({ unplannedEndings: 1 })).toBe(false);
  });

  it('when something was lost, wrong, or came twice too often, then it has failed', () => {
    const lost = [{ hook: 'everything', key: 'PRODUCT CREATE 1 v1', occurredAtMs: null }];
    expect(passes({ verdict: { ...verdict, lost } })).toBe(false);
    expect(passes({ verdict: { ...verdict, faults: ['a delivery died'] } })).toBe(false);
    const hooks = verdict.hooks.map((hook) => ({
      ...hook,
      repeatedAtMs: Array.from({ length: 5 }, () => 1),
    }));
    expect(passes({ verdict: { ...verdict, hooks } })).toBe(false);
  });
});
