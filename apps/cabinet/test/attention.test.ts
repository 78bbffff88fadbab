import { describe, expect, it } from '@jest/globals';
import { attentionOf, shortUrl } from '../src/pages/overview/attention.js';

const NOW_MS = Date.parse('2026-11-22T12:00:00Z');

const webhook = (part: object) => ({
  webhookId: 'w1',
  url: 'https://shop.example/hooks?key=1',
  state: 'healthy' as const,
  failingSince: null,
  disabledReason: null,
  disabledAt: null,
  restsUntil: null as string | null,
  ...part,
});
const overviewOf = (data: ReturnType<typeof webhook>[], dead = 0) => ({
  totals: { webhooks: data.length, failing: 0, disabled: 0, deliveredToday: 0, dead, retrying: 0 },
  data,
});

const linesOf = (...overview: Parameters<typeof overviewOf>) => attentionOf(overviewOf(...overview), NOW_MS);

describe('what the overview says of webhooks', () => {
  it('when one fails, then it is named, with since when', () => {
    const failing = webhook({ state: 'failing', failingSince: '2026-11-22T11:20:00.000Z' });
    expect(linesOf([webhook({}), failing])).toEqual([
      { kind: 'failing', webhookId: 'w1', url: failing.url, at: '2026-11-22T11:20:00.000Z' },
    ]);
    expect(shortUrl(failing.url)).toBe('shop.example/hooks');
  });

  it('when we stopped one after 410, then it is not said to have failed for long', () => {
    const gone = webhook({ state: 'disabled', disabledReason: 'GONE' });
    const erring = webhook({ state: 'disabled', disabledReason: 'FAILING' });
    expect(linesOf([gone, erring]).map(({ kind }) => kind)).toEqual(['stoppedGone', 'stoppedFailing']);
  });

  it('when deliveries were given up, then not all is well', () => {
    expect(linesOf([webhook({})], 2)).toEqual([{ kind: 'dead', count: 2 }]);
  });

  it('when the owner stopped them all, or nothing was sent yet, then nobody is said to answer', () => {
    expect(linesOf([webhook({ state: 'disabled' })])).toEqual([{ kind: 'allStoppedByYou' }]);
    expect(linesOf([webhook({ state: 'unknown' })])).toEqual([{ kind: 'untried' }]);
    expect(linesOf([webhook({})])).toEqual([{ kind: 'fine' }]);
  });

  it('when one accepts again before its rest is over, then a part of its deliveries is said to wait', () => {
    const restsUntil = '2026-11-22T12:03:44.000Z';
    expect(linesOf([webhook({ restsUntil })])).toEqual([
      { kind: 'resting', webhookId: 'w1', url: 'https://shop.example/hooks?key=1', at: restsUntil },
    ]);
    expect(linesOf([webhook({ state: 'failing', restsUntil })]).map(({ kind }) => kind)).toEqual(['failing']);
    expect(linesOf([webhook({ restsUntil: '2026-11-22T11:59:00.000Z' })])).toEqual([{ kind: 'fine' }]);
  });

  it('when many fail, then the first are named and the rest counted', () => {
    const lines = linesOf(Array.from({ length: 5 }, () => webhook({ state: 'failing' })));
    expect(lines.map(({ kind }) => kind)).toEqual(['failing', 'failing', 'failing', 'moreFailing']);
    expect(lines.at(-1)).toEqual({ kind: 'moreFailing', count: 2 });
  });

  it('when some fail and others were stopped, then who fails adds up to the number of those that fail now', () => {
    const failing = Array.from({ length: 5 }, () => webhook({ state: 'failing' }));
    const stopped = webhook({ state: 'disabled', disabledReason: 'FAILING' });
    const lines = linesOf([...failing, stopped]);
    expect(lines.slice(3)).toEqual([
      { kind: 'moreFailing', count: 2 },
      { kind: 'moreStopped', count: 1 },
    ]);
  });
});
