/**
 * Latencies counted in fixed buckets, so that counters of any processes, webhooks and hours can be summed: bucket 0 is up to 1 ms, each
 * further one ends √2 times later, the last takes the rest (above 23 s; a request has 30 s at most). A percentile read from them is off
 * by less than a bucket: 41 % at worst, a few per cent with the interpolation inside of it. The bounds are stored: never change them.
 */
export const LATENCY_BUCKETS = 31;

/** The upper end of a bucket in ms. */
export function bucketEndMs(bucket: number): number {
  return 2 ** (bucket / 2);
}

/** The bucket of a latency. */
export function latencyBucketOf(ms: number): number {
  if (!(ms > 1)) return 0;
  return Math.min(LATENCY_BUCKETS - 1, Math.ceil(2 * Math.log2(ms) - 1e-9));
}

/** The latency in ms below which `share` (0 to 1) of the counted ones lie; null when there are none. */
export function latencyPercentile(counts: readonly number[], share: number): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const rank = share * total;
  let below = 0;
  for (const [bucket, count] of counts.entries()) {
    if (count > 0 && below + count >= rank) {
      const startMs = bucket === 0 ? 0 : bucketEndMs(bucket - 1);
      const part = Math.max(0, rank - below) / count;
      return Math.round((startMs + part * (bucketEndMs(bucket) - startMs)) * 10) / 10;
    }
    below += count;
  }
  return bucketEndMs(LATENCY_BUCKETS - 1);
}
