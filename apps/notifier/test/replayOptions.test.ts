import { describe, expect, it } from '@jest/globals';
import { readReplayOptions, ReplayUsageError } from '@kassahook/notifier/replayOptions';

const NOW = Date.parse('2026-05-10T12:00:00.000Z');
const DAY = 86_400_000;
const read = (...args: string[]) => readReplayOptions(args, NOW);

describe('options of a replay', () => {
  it('when nothing is said, then a week is looked at with a grace of a minute', () => {
    expect(read()).toEqual({ since: new Date(NOW - 7 * DAY), graceMs: 60_000, brokerLost: false });
  });

  it('when the broker is lost, then nothing counts as on its way', () => {
    expect(read('--broker-lost')).toMatchObject({ graceMs: 0, brokerLost: true });
    expect(read('--broker-lost', '--grace', '5s')).toMatchObject({ graceMs: 5_000 });
  });

  it.each([
    ['90s', NOW - 90_000],
    ['30m', NOW - 1_800_000],
    ['12h', NOW - 43_200_000],
    ['2d', NOW - 2 * DAY],
    ['2026-05-10T08:00:00Z', NOW - 4 * 3_600_000],
    ['2026-05-09', Date.parse('2026-05-09T00:00:00Z')],
  ])('when --since is %s, then it is understood', (text, at) => {
    expect(read('--since', text).since.getTime()).toBe(at);
  });

  it.each([
    [['--since', 'yesterday']],
    [['--since', '7']],
    [['--since', '2026-05-11T00:00:00Z']],
    [['--since', '29d']],
    [['--grace', '2026-05-10T08:00:00Z']],
    [['--everything']],
    [['now']],
  ])('when the options are %j, then they are refused with a reason', (args) => {
    expect(() => read(...args)).toThrow(ReplayUsageError);
  });
});
