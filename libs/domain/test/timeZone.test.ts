import { describe, expect, it } from '@jest/globals';
import { dayRangeMs, hourStartMs, localDay, timeZoneOf, type TimeZone } from '@kassahook/domain/timeZone';

const zone = (name: string): TimeZone => {
  const found = timeZoneOf(name);
  if (!found) throw new Error(`${name} is no time zone`);
  return found;
};
const at = (text: string) => Date.parse(text);
const iso = (ms: number) => new Date(ms).toISOString();

describe('a time zone', () => {
  it.each([
    ['UTC', 0],
    ['Europe/Moscow', 180],
    ['Asia/Kathmandu', 345],
    ['America/St_Johns', -210],
    ['180', 180],
    ['+180', 180],
    ['-60', -60],
    ['0', 0],
    ['+05:30', 330],
    ['-03:30', -210],
  ])('when it is %s, then it is %i minutes ahead of UTC in winter', (name, minutes) => {
    expect(zone(name).offsetMsAt(at('2026-01-15T12:00:00Z')) / 60_000).toBe(minutes);
  });

  it.each(['', 'Moscow', 'Europe/Nowhere', '841', '-900', '7', '3.5', '+3', '+25:00', '../etc', '1e3'])(
    'when it is called %j, then it is none',
    (name) => {
      const found = timeZoneOf(name);
      expect(found).toBeNull();
    },
  );

  it('when clocks change, then the offset does', () => {
    const berlin = zone('Europe/Berlin');
    expect(berlin.offsetMsAt(at('2026-03-29T00:59:59Z'))).toBe(3_600_000);
    expect(berlin.offsetMsAt(at('2026-03-29T01:00:00Z'))).toBe(7_200_000);
  });
});

describe('local hours and days', () => {
  it('when the zone is half an hour off, then its hours begin at half past', () => {
    expect(iso(hourStartMs(zone('Asia/Kolkata'), at('2026-03-01T09:29:59Z')))).toBe(
      '2026-03-01T08:30:00.000Z',
    );
    expect(iso(hourStartMs(zone('Asia/Kolkata'), at('2026-03-01T09:30:00Z')))).toBe(
      '2026-03-01T09:30:00.000Z',
    );
    expect(iso(hourStartMs(zone('UTC'), at('1969-12-31T23:30:00Z')))).toBe('1969-12-31T23:00:00.000Z');
  });

  it('when it is evening in UTC, then it is the next day in Moscow already', () => {
    expect(localDay(zone('Europe/Moscow'), at('2026-03-01T21:00:00Z'))).toBe('2026-03-02');
    expect(localDay(zone('-60'), at('2026-03-01T00:59:59Z'))).toBe('2026-02-28');
  });

  it.each([
    ['Europe/Moscow', '2026-03-01', '2026-02-28T21:00:00.000Z', '2026-03-01T20:59:59.999Z', 24],
    ['-210', '2026-03-01', '2026-03-01T03:30:00.000Z', '2026-03-02T03:29:59.999Z', 24],
    ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00.000Z', '2026-03-29T21:59:59.999Z', 23],
    ['Europe/Berlin', '2026-10-25', '2026-10-24T22:00:00.000Z', '2026-10-25T22:59:59.999Z', 25],
    // Midnight does not happen: the day begins at 1.
    ['America/Santiago', '2024-09-08', '2024-09-08T04:00:00.000Z', '2024-09-09T02:59:59.999Z', 23],
    // The hour before midnight happens twice: the day begins after the second.
    ['America/Santiago', '2024-04-07', '2024-04-07T04:00:00.000Z', '2024-04-08T03:59:59.999Z', 24],
    ['America/Santiago', '2024-04-06', '2024-04-06T03:00:00.000Z', '2024-04-07T03:59:59.999Z', 25],
  ])(
    'when it is the day in %s of %s, then it is from %s to %s, %i hours',
    (name, day, first, last, hours) => {
      const range = dayRangeMs(zone(name), day);
      expect([iso(range.first), iso(range.last)]).toEqual([first, last]);
      expect((range.last + 1 - range.first) / 3_600_000).toBe(hours);
    },
  );
});
