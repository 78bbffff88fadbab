import { LRUCache } from 'lru-cache';
import { AppError } from '@kassahook/platform/errors';
import type { ReceivingInspector } from './receiver.js';

export interface InspectorLookupDeps {
  load: (addressHash: string) => Promise<ReceivingInspector | null>;
}

/** A new answer is given within this time, in every process. */
const TTL_MS = 1_000;
const KNOWN_MAX = 5_000;
/** Strangers who guess addresses must not take all connections to the database. */
const LOADING_MAX = 4;

/**
 * Creates the lookup of inspectors by their addresses, remembered for a second.
 * @throws from `find`: AppError RECEIVER_BUSY (503) when too many are looked up at once
 */
export function createInspectorLookup({ load }: InspectorLookupDeps) {
  const known = new LRUCache<string, Promise<ReceivingInspector | null>>({ max: KNOWN_MAX, ttl: TTL_MS });
  let loading = 0;

  async function loadOnce(addressHash: string): Promise<ReceivingInspector | null> {
    loading += 1;
    try {
      return await load(addressHash);
    } finally {
      loading -= 1;
    }
  }

  return {
    async find(addressHash: string): Promise<ReceivingInspector | null> {
      const remembered = known.get(addressHash);
      if (remembered) return remembered;
      if (loading >= LOADING_MAX) {
        throw new AppError('too many addresses are looked up', {
          code: 'RECEIVER_BUSY',
          status: 503,
          retryable: true,
        });
      }
      const found = loadOnce(addressHash);
      known.set(addressHash, found);
      found.catch(() => known.delete(addressHash));
      return found;
    },
    forget: (addressHash: string): void => void known.delete(addressHash),
  };
}
