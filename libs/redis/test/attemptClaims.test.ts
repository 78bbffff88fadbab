import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '@kassahook/platform/clock';
import { createSilentLogger } from '@kassahook/platform/logger';
import { createAttemptClaims } from '@kassahook/redis/attemptClaims';
import { createRedis } from '@kassahook/redis/redis';
import { createTestNamespace, type TestNamespace } from '@kassahook/testing/testServices';
import { waitFor } from '@kassahook/testing/waitFor';

let namespace: TestNamespace;
beforeAll(async () => {
  namespace = await createTestNamespace(['redis']);
});
afterAll(() => namespace.drop());

const connectionTo = (url: string, commandTimeoutMs?: number) =>
  createRedis({
    url,
    prefix: namespace.REDIS_PREFIX,
    logger: createSilentLogger(),
    ...(commandTimeoutMs !== undefined && { commandTimeoutMs }),
  });
/** A busy machine is no outage. */
const PATIENT_MS = 5_000;

describe('attempt claims', () => {
  it('when copies of an attempt are claimed by two workers, then exactly one gets it, until the claim ends', async () => {
    const [first, second] = [
      connectionTo(namespace.REDIS_URL, PATIENT_MS),
      connectionTo(namespace.REDIS_URL, PATIENT_MS),
    ];
    await Promise.all([first.connect(), second.connect()]);
    const workers = [first, second].map((redis) => createAttemptClaims({ redis, clock: systemClock }));
    const claims = await Promise.all(workers.map((worker) => worker.claim('delivery:2', 300)));
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await workers[0]?.claim('delivery:3', 300)).toBe(true);
    await waitFor(() => workers[1]?.claim('delivery:2', 300), { what: 'the claim to end' });
    await Promise.all([first.close(), second.close()]);
  });

  it('when Redis is not there, then every copy goes: a delivery may come twice, but it comes', async () => {
    const redis = connectionTo('redis://127.0.0.1:9');
    const claims = createAttemptClaims({ redis, clock: systemClock });
    expect(await Promise.all([claims.claim('delivery:2', 300), claims.claim('delivery:2', 300)])).toEqual([
      true,
      true,
    ]);
    await redis.close();
  });
});
