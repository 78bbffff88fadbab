import { LRUCache } from 'lru-cache';
import type { Clock } from '@kassahook/platform/clock';
import type { Principal } from './context.js';

/** A token that is known and not revoked, and until when it may be used (null: no end). */
export interface KnownToken {
  principal: Principal;
  expiresAtMs: number | null;
}

export interface TokenCacheDeps {
  /** Asks the store; null for a token that is unknown or revoked. */
  load: (tokenHash: string) => Promise<KnownToken | null>;
  clock: Clock;
}

/**
 * How long a revoked token may go on working in this process. A busy register posts hundreds of receipts in that time, so 5 s
 * already make the read disappear; longer would only make revocation slower.
 */
const TTL_MS = 5_000;
const TOKENS_MAX = 10_000;

/**
 * Remembers tokens by their hash, so that a dump of this process shows none that could be used.
 * Only what was found is kept. Remembering that a token is unknown would refuse one for seconds after it was made, and would let
 * anybody who sends random tokens push the real ones out.
 */
export function createTokenCache({ load, clock }: TokenCacheDeps) {
  const known = new LRUCache<string, KnownToken>({
    max: TOKENS_MAX,
    ttl: TTL_MS,
    perf: clock,
    ttlResolution: 0,
  });
  const loading = new Map<string, Promise<KnownToken | null>>();
  /** What was asked for before a revocation must not be remembered after it. */
  let generation = 0;

  async function loadOnce(tokenHash: string): Promise<KnownToken | null> {
    const running = loading.get(tokenHash);
    if (running) return running;
    const askedIn = generation;
    const started = load(tokenHash);
    loading.set(tokenHash, started);
    try {
      const token = await started;
      if (token && askedIn === generation) known.set(tokenHash, token);
      return token;
    } finally {
      if (loading.get(tokenHash) === started) loading.delete(tokenHash);
    }
  }

  function usable(token: KnownToken | null): Principal | null {
    if (!token || (token.expiresAtMs !== null && token.expiresAtMs <= clock.now())) return null;
    return token.principal;
  }

  return {
    /**
     * Forgets every token, for one was revoked or a maker's role changed: it counts at once in this process, and within the TTL in
     * the others. All of them, because they are read again every few seconds anyway, and a list of exceptions can be wrong.
     */
    forgetAll(): void {
      generation += 1;
      known.clear();
      loading.clear();
    },

    /** The principal of a token that is remembered and may be used now, else null. */
    remembered: (tokenHash: string): Principal | null => usable(known.get(tokenHash) ?? null),

    /** The principal of a token that may be used now, else null. */
    async find(tokenHash: string): Promise<Principal | null> {
      return usable(known.get(tokenHash) ?? (await loadOnce(tokenHash)));
    },
  };
}
