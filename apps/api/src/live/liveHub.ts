import type { LiveBatch, LiveFact } from '@kassahook/contracts/live';
import type { Clock } from '@kassahook/platform/clock';
import { AppError } from '@kassahook/platform/errors';

/** What a hub says to a watcher: facts of the account, and signs of the stream itself. */
export type HubMessage =
  LiveFact | { event: 'live' | 'degraded'; data: { at: string } } | { event: 'more'; data: { more: number } };

/** Somebody who has an account open. None of these may throw. */
export interface Watcher {
  accountId: string;
  accepts(fact: LiveFact): boolean;
  send(message: HubMessage): void;
  /** The process stops. */
  end(): void;
}

export interface LiveHubDeps {
  channels: { open(accountId: string): void; close(accountId: string): void; isUp(): boolean };
  /** How long after an account was opened everybody knows that it is watched. */
  watchedWithinMs: number;
  watchersPerAccountMax: number;
  watchersMax: number;
  clock: Clock;
}

interface Watched {
  watchers: Set<Watcher>;
  /** Everything that happens arrives. */
  isLive: boolean;
  settling: NodeJS.Timeout | null;
}

/** Brings what is told about accounts to those who watch them in this process. */
export interface LiveHub {
  /**
   * @returns what ends it
   * @throws AppError STREAM_LIMIT_REACHED (429), UNAVAILABLE (503) when the process is full or stops
   */
  attach(watcher: Watcher): () => void;
  onBatch(accountId: string, batch: LiveBatch): void;
  onState(isUp: boolean): void;
  /** Watchers now. */
  size(): number;
  stop(): void;
}

/** Creates the hub. */
export function createLiveHub(deps: LiveHubDeps): LiveHub {
  const { channels, watchedWithinMs, watchersPerAccountMax, watchersMax, clock } = deps;
  const accounts = new Map<string, Watched>();
  let size = 0;
  let stopped = false;

  const sign = (event: 'live' | 'degraded'): HubMessage => ({
    event,
    data: { at: new Date(clock.now()).toISOString() },
  });

  function tellAll({ watchers }: Watched, message: HubMessage): void {
    for (const watcher of watchers) watcher.send(message);
  }

  /** After the time that everybody needs to know of the account: nothing is missed from then on. */
  function settle(watched: Watched): void {
    if (watched.settling) clearTimeout(watched.settling);
    watched.settling = setTimeout(() => {
      watched.settling = null;
      watched.isLive = channels.isUp();
      tellAll(watched, sign(watched.isLive ? 'live' : 'degraded'));
    }, watchedWithinMs);
  }

  function openAccount(accountId: string): Watched {
    const watched: Watched = { watchers: new Set(), isLive: false, settling: null };
    accounts.set(accountId, watched);
    channels.open(accountId);
    settle(watched);
    return watched;
  }

  function detach(watcher: Watcher): void {
    const watched = accounts.get(watcher.accountId);
    if (!watched?.watchers.delete(watcher)) return;
    size -= 1;
    if (watched.watchers.size > 0) return;
    if (watched.settling) clearTimeout(watched.settling);
    accounts.delete(watcher.accountId);
    channels.close(watcher.accountId);
  }

  return {
    attach(watcher) {
      if (stopped || size >= watchersMax) {
        throw new AppError('no stream can be opened now', {
          code: 'UNAVAILABLE',
          status: 503,
          retryable: true,
        });
      }
      const { accountId } = watcher;
      const known = accounts.get(accountId);
      if (known && known.watchers.size >= watchersPerAccountMax) {
        throw new AppError(`an account may have ${watchersPerAccountMax} streams open at once`, {
          code: 'STREAM_LIMIT_REACHED',
          status: 429,
        });
      }
      const watched = known ?? openAccount(accountId);
      watched.watchers.add(watcher);
      size += 1;
      if (watched.isLive) watcher.send(sign('live'));
      else if (!watched.settling) watcher.send(sign('degraded'));
      return () => detach(watcher);
    },

    onBatch(accountId, { facts, more }) {
      const watched = accounts.get(accountId);
      if (!watched) return;
      for (const watcher of watched.watchers) {
        for (const fact of facts) if (watcher.accepts(fact)) watcher.send(fact);
      }
      if (more > 0) tellAll(watched, { event: 'more', data: { more } });
    },

    onState(isUp) {
      for (const watched of accounts.values()) {
        if (isUp) {
          if (!watched.isLive) settle(watched);
          continue;
        }
        if (watched.isLive) tellAll(watched, sign('degraded'));
        watched.isLive = false;
      }
    },

    size: () => size,

    stop() {
      stopped = true;
      const watchers = [...accounts.values()].flatMap(({ watchers: all }) => [...all]);
      for (const watcher of watchers) {
        watcher.end();
        detach(watcher);
      }
    },
  };
}
