import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { createSilentLogger } from '@kassahook/platform/logger';
import { createEndpointRests } from '@kassahook/redis/endpointRests';
import { answeredKey, restKey } from '@kassahook/redis/keys';
import { createRedis, type RedisConnection } from '@kassahook/redis/redis';
import { createTestNamespace, type TestNamespace } from '@kassahook/testing/testServices';

let namespace: TestNamespace;
let redis: RedisConnection;
let nowMs = Date.now();
const clock = { now: () => nowMs };

beforeAll(async () => {
  namespace = await createTestNamespace(['redis']);
  redis = createRedis({
    url: namespace.REDIS_URL,
    prefix: namespace.REDIS_PREFIX,
    logger: createSilentLogger(),
    // A busy machine is no outage.
    commandTimeoutMs: 5_000,
  });
  await redis.connect();
});
afterAll(async () => {
  await redis.close();
  await namespace.drop();
});
afterEach(() => {
  nowMs = Date.now();
});

const endpoint = (name: string) => `w1 https://shop.example/${name}`;

it('when an endpoint rests in several workers, then until the last of them ends, and the key goes with it', async () => {
  const rests = createEndpointRests({ redis, clock });
  const one = endpoint('several');
  await rests.note(one, { worker: 'a', untilMs: nowMs + 60_000 });
  await rests.note(one, { worker: 'b', untilMs: nowMs + 30_000 });
  expect(await rests.until([one, endpoint('other')])).toEqual(new Map([[one, nowMs + 60_000]]));
  expect(await redis.client.pttl(restKey(one))).toBeGreaterThan(50_000);
  await rests.note(one, { worker: 'a', untilMs: null });
  expect(await rests.until([one])).toEqual(new Map([[one, nowMs + 30_000]]));
  await rests.note(one, { worker: 'b', untilMs: null });
  expect(await rests.until([one])).toEqual(new Map());
});

it('when the rest is over, then the endpoint does not rest, though nobody said so', async () => {
  const rests = createEndpointRests({ redis, clock });
  const one = endpoint('over');
  await rests.note(one, { worker: 'a', untilMs: nowMs + 30_000 });
  nowMs += 30_000;
  expect(await rests.until([one])).toEqual(new Map());
});

it('when a resting endpoint has answered, then a sign says so for a moment, and the next time another one', async () => {
  const rests = createEndpointRests({ redis, clock });
  const [one, other] = [endpoint('answered'), endpoint('other')];
  await rests.note(one, { worker: 'a', untilMs: nowMs + 60_000 });
  await rests.answered(one);
  const first = await rests.signs([other, one]);
  expect([...first.keys()]).toEqual([one]);
  expect(await rests.signs([one])).toEqual(first);
  expect(await redis.client.pttl(answeredKey(one))).toBeLessThanOrEqual(10_000);
  await rests.answered(one);
  expect(await rests.signs([one])).not.toEqual(first);
});

it('when it rests nowhere, then no sign is left: nobody would look for it', async () => {
  const rests = createEndpointRests({ redis, clock });
  await rests.answered(endpoint('well'));
  expect(await rests.signs([endpoint('well')])).toEqual(new Map());
});

it('when Redis is not there, then nobody is known to rest, and nobody fails', async () => {
  const away = createRedis({ url: 'redis://127.0.0.1:9', prefix: '', logger: createSilentLogger() });
  const rests = createEndpointRests({ redis: away, clock });
  await rests.note(endpoint('away'), { worker: 'a', untilMs: nowMs + 30_000 });
  expect(await rests.until([endpoint('away')])).toEqual(new Map());
  await rests.answered(endpoint('away'));
  expect(await rests.signs([endpoint('away')])).toEqual(new Map());
  await away.close();
});
