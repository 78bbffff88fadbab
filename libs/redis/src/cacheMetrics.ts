import type { Metrics } from '@kassahook/platform/metrics';
import type { CacheResult } from './subscriptionCache.js';

/** Counts how the cache of subscriptions answered: the `onResult` of every process that has one. */
export function createCacheMetrics(metrics: Metrics): (result: CacheResult) => void {
  const lookups = metrics.counter(
    'kassahook_subscription_cache_total',
    'lookups of subscriptions by result: hit, empty_hit, miss, bypass (Redis failed)',
    ['result'],
  );
  return (result) => lookups.inc({ result });
}
