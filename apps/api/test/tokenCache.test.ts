import { describe, expect, it } from '@jest/globals';
import type { Principal } from '../src/http/context.js';
import { createTokenCache, type KnownToken } from '../src/http/tokenCache.js';

const principal: Principal = {
  accountId: 'a',
  deviceId: null,
  userId: 1,
  scopes: new Set(['read']),
  tokenId: 't',
};

/** A cache over a store of one token, with a clock of its own. */
function cacheOver(token: KnownToken | null) {
  const clock = { nowMs: 1_000_000, now: () => clock.nowMs };
  const store = { token, loads: 0 };
  const cache = createTokenCache({
    load: () => {
      store.loads += 1;
      return Promise.resolve(store.token);
    },
    clock,
  });
  return { cache, clock, store };
}

describe('the cache of tokens', () => {
  it('when a token is asked for again within 5 s, then the store is not asked', async () => {
    const { cache, clock, store } = cacheOver({ principal, expiresAtMs: null });
    expect(await cache.find('h')).toBe(principal);
    clock.nowMs += 4_900;
    expect(await cache.find('h')).toBe(principal);
    expect(store.loads).toBe(1);
  });

  it('when a token was revoked, then it ends within 5 s', async () => {
    const { cache, clock, store } = cacheOver({ principal, expiresAtMs: null });
    await cache.find('h');
    store.token = null;
    clock.nowMs += 5_001;
    expect(await cache.find('h')).toBeNull();
  });

  it('when a remembered token expires, then it ends at that instant', async () => {
    const { cache, clock } = cacheOver({ principal, expiresAtMs: 1_002_000 });
    clock.nowMs = 1_001_999;
    expect(await cache.find('h')).toBe(principal);
    clock.nowMs = 1_002_000;
    expect(await cache.find('h')).toBeNull();
  });

  it('when a token was unknown, then that is not remembered', async () => {
    const { cache, store } = cacheOver(null);
    expect(await cache.find('h')).toBeNull();
    store.token = { principal, expiresAtMs: null };
    expect(await cache.find('h')).toBe(principal);
  });

  it('when many requests bring a token at once, then the store is asked once', async () => {
    const { cache, store } = cacheOver({ principal, expiresAtMs: null });
    await Promise.all(Array.from({ length: 20 }, () => cache.find('h')));
    expect(store.loads).toBe(1);
  });
});
