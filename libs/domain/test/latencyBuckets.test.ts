import { describe, expect, it } from '@jest/globals';
import {
  bucketEndMs,
  LATENCY_BUCKETS,
  latencyBucketOf,
  latencyPercentile,
} from '@kassahook/domain/latencyBuckets';

const countsOf = (latencies: readonly number[]) => {
  const counts = new Array<number>(LATENCY_BUCKETS).fill(0);
  for (const ms of latencies) counts[latencyBucketOf(ms)]! += 1;
  return counts;
};

describe('latency buckets', () => {
  it('when a latency is put into its bucket, then it lies between the ends of it', () => {
    for (const ms of [0, 0.2, 1, 1.01, 1.5, 2, 3, 10, 41.2, 64, 100, 999, 5_000, 16_384, 23_000]) {
      const bucket = latencyBucketOf(ms);
      expect(ms).toBeLessThanOrEqual(bucketEndMs(bucket) * 1.000001);
      if (bucket > 0) expect(ms).toBeGreaterThan(bucketEndMs(bucket - 1));
    }
    expect(latencyBucketOf(30_000)).toBe(LATENCY_BUCKETS - 1);
    expect(latencyBucketOf(1e9)).toBe(LATENCY_BUCKETS - 1);
    expect(latencyBucketOf(Number.NaN)).toBe(0);
  });

  it('when percentiles are read, then they are within a bucket of the truth', () => {
    const latencies = Array.from({ length: 10_000 }, (_, index) => 1 + index / 10);
    const counts = countsOf(latencies);
    for (const share of [0.5, 0.9, 0.99]) {
      const truth = latencies[Math.floor(share * latencies.length)] ?? 0;
      const read = latencyPercentile(counts, share) ?? 0;
      expect(read / truth).toBeGreaterThan(0.7);
      expect(read / truth).toBeLessThan(1.42);
    }
    expect(latencyPercentile(countsOf([]), 0.5)).toBeNull();
    expect(latencyPercentile(countsOf([50]), 0.99)).toBeLessThanOrEqual(64);
  });
});
