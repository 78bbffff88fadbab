import type { Subscription } from '@kassahook/contracts/subscription';

export interface DatabaseLoadsOptions {
  load: (accountId: string) => Promise<Subscription[]>;
  /** Loads that run at once, over all accounts: without its cache the database must not drown. */
  concurrencyMax: number;
}

/** Lists straight from the database, a few at a time. */
export interface DatabaseLoads {
  /** One load of its own. */
  load(accountId: string): Promise<Subscription[]>;
  /**
   * A load that begins after this call: callers share one that has not begun, and never join one that has, which may have read a
   * row before it was changed. At most one runs and one waits per account.
   */
  loadShared(accountId: string): Promise<Subscription[]>;
}

/** Creates the way to the database. */
export function createDatabaseLoads({ load, concurrencyMax }: DatabaseLoadsOptions): DatabaseLoads {
  let free = concurrencyMax;
  const queue: (() => void)[] = [];
  const notBegun = new Map<string, Promise<Subscription[]>>();
  const running = new Map<string, Promise<unknown>>();

  async function withPermit<T>(work: () => Promise<T>): Promise<T> {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => queue.push(resolve)); // the permit is handed over
    try {
      return await work();
    } finally {
      const next = queue.shift();
      if (next) next();
      else free += 1;
    }
  }

  async function begin(accountId: string): Promise<Subscription[]> {
    // A turn of the event loop, so that callers whom one failure of Redis sent here together share one load.
    await new Promise((resolve) => setImmediate(resolve));
    await running.get(accountId)?.catch(() => undefined);
    return withPermit(() => {
      notBegun.delete(accountId);
      const loading = load(accountId);
      running.set(accountId, loading);
      const done = () => running.delete(accountId);
      loading.then(done, done);
      return loading;
    });
  }

  return {
    load: (accountId) => withPermit(() => load(accountId)),
    loadShared(accountId) {
      const known = notBegun.get(accountId);
      if (known) return known;
      const flight = begin(accountId);
      notBegun.set(accountId, flight);
      return flight;
    },
  };
}
