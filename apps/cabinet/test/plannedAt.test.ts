import { describe, expect, it } from '@jest/globals';
import { plannedAt } from '../src/ui/plannedAt.js';

const NOW_MS = Date.parse('2026-05-03T12:00:00Z');
const [BEFORE, SOON, LATER] = ['2026-05-03T11:59:00Z', '2026-05-03T12:01:00Z', '2026-05-03T12:05:00Z'];

describe('when a delivery is tried next', () => {
  it('when its endpoint rests for longer than its tier waits, then it is the end of the rest', () => {
    expect(plannedAt({ state: 'waiting', nextAttemptAt: SOON, restsUntil: LATER }, NOW_MS)).toBe(LATER);
    expect(plannedAt({ state: 'waiting', nextAttemptAt: null, restsUntil: SOON }, NOW_MS)).toBe(SOON);
    expect(plannedAt({ state: 'waiting', nextAttemptAt: BEFORE, restsUntil: SOON }, NOW_MS)).toBe(SOON);
  });

  it('when its tier waits for longer, or nothing rests, then it is the tier’s time', () => {
    expect(plannedAt({ state: 'waiting', nextAttemptAt: LATER, restsUntil: SOON }, NOW_MS)).toBe(LATER);
    expect(plannedAt({ state: 'waiting', nextAttemptAt: SOON }, NOW_MS)).toBe(SOON);
  });

  it('when it is due, or nobody waits for it, then there is none', () => {
    expect(plannedAt({ state: 'waiting', nextAttemptAt: BEFORE, restsUntil: BEFORE }, NOW_MS)).toBeNull();
    expect(plannedAt({ state: 'waiting', nextAttemptAt: null }, NOW_MS)).toBeNull();
    expect(plannedAt({ state: 'delivered', nextAttemptAt: SOON, restsUntil: LATER }, NOW_MS)).toBeNull();
  });
});
