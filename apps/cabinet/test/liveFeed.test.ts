import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createLiveFeed, type FeedSource } from '../src/live/liveFeed.js';

/** A stream that a test speaks through. */
class Source implements FeedSource {
  readyState = 1;
  readonly heard = new Map<string, ((message: { data: string }) => void)[]>();
  addEventListener(name: string, listener: unknown): void {
    this.heard.set(name, [...(this.heard.get(name) ?? []), listener as (message: { data: string }) => void]);
  }
  close(): void {
    this.readyState = 2;
  }
  say(name: string, data: object = {}): void {
    for (const listener of this.heard.get(name) ?? []) listener({ data: JSON.stringify(data) });
  }
}

let sources: Source[];
beforeEach(() => {
  jest.useFakeTimers();
  sources = [];
});
afterEach(() => void jest.useRealTimers());

function start() {
  const feed = createLiveFeed({
    path: '/api/stream',
    kinds: ['event'],
    connect: () => {
      const source = new Source();
      sources.push(source);
      return source;
    },
  });
  const told: string[] = [];
  feed.listen(({ kind }) => void told.push(kind));
  const stop = feed.start();
  return { feed, told, stop };
}

describe('a live stream', () => {
  it('when nothing is heard for 40 seconds, then it is lost and opened again', () => {
    const { feed, told } = start();
    sources[0]?.say('live');
    expect(feed.state()).toEqual({ isLive: true, lostAt: null });
    jest.advanceTimersByTime(39_999);
    expect([feed.state().isLive, sources.length]).toEqual([true, 1]);
    jest.advanceTimersByTime(1);
    expect([feed.state().isLive, sources.length]).toEqual([false, 2]);
    expect(sources[0]?.readyState).toBe(2);
    sources[1]?.say('live');
    expect(feed.state().isLive).toBe(true);
    expect(told).toEqual(['reconnected', 'reconnected']);
  });

  it('when heartbeats come, then it stands, however little happens', () => {
    const { feed } = start();
    sources[0]?.say('live');
    for (let beat = 0; beat < 20; beat += 1) {
      jest.advanceTimersByTime(15_000);
      sources[0]?.say('heartbeat');
    }
    expect([feed.state().isLive, sources.length]).toEqual([true, 1]);
  });

  it('when nobody answers at all, then it is tried again', () => {
    start();
    jest.advanceTimersByTime(40_000);
    expect(sources.length).toBe(2);
  });

  it('when the browser gives up, then it is opened again after five seconds', () => {
    const { feed } = start();
    const [first] = sources;
    if (first) first.readyState = 2;
    first?.say('error');
    expect(feed.state().isLive).toBe(false);
    jest.advanceTimersByTime(5_000);
    expect(sources.length).toBe(2);
    sources[1]?.say('live');
    first?.say('error');
    expect(feed.state().isLive).toBe(true);
  });

  it('when it is left, then nothing is opened any more', () => {
    const { stop } = start();
    stop();
    jest.advanceTimersByTime(300_000);
    expect([sources.length, sources[0]?.readyState]).toEqual([1, 2]);
  });
});
