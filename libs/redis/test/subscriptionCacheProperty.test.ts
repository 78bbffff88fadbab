import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createSilentLogger } from '@kassahook/platform/logger';
import { createTestNamespace, type TestNamespace } from '@kassahook/testing/testServices';
import { createRedis, type RedisConnection } from '../src/redis.js';
import { createSubscriptionCache } from '../src/subscriptionCache.js';
import { subscription, versionOf } from './support.js';

/** Turns of the event loop; a round trip to Redis takes some dozens of them. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

describe('random interleavings', () => {
  let namespace: TestNamespace;
  let connections: RedisConnection[];
  let run = 0;

  beforeAll(async () => {
    namespace = await createTestNamespace(['redis']);
    connections = [1, 2].map(() =>
      createRedis({
        url: namespace.REDIS_URL,
        prefix: namespace.REDIS_PREFIX,
        logger: createSilentLogger(),
        commandTimeoutMs: 2_000,
      }),
    );
    await Promise.all(connections.map((redis) => redis.ping()));
  });
  afterAll(async () => {
    await Promise.all(connections.map((redis) => redis.close()));
    await namespace.drop();
  });

  const step = fc.record({
    kind: fc.constantFrom('get', 'get', 'get', 'get', 'write', 'forget', 'cut'),
    process: fc.constantFrom(0, 1),
    /** Turns before the next step begins; most steps overlap. */
    pause: fc.constantFrom(0, 0, 1, 5, 20, 80),
    /** Turns between reading the rows and answering, and between commit and invalidation. */
    slow: fc.constantFrom(0, 1, 10, 50, 200),
  });

  it('when two processes get, write and invalidate as they like, then no get is older than an invalidation that was over before it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 60 }), async (steps) => {
        run += 1;
        const account = `account-${run}`;
        let committed = 0;
        let told = 0;
        let slow = 0;
        const caches = connections.map((redis) =>
          createSubscriptionCache({
            redis,
            load: async (accountId) => {
              const version = committed;
              await turns(slow);
              return version === 0 ? [] : [subscription(accountId, version)];
            },
            clock: { now: () => Date.now() },
            random: Math.random,
            logger: createSilentLogger(),
            restMs: 1,
          }),
        );

        async function get(process: number): Promise<void> {
          const atLeast = told;
          const version = versionOf(await caches[process]!.get(account));
          expect(version).toBeGreaterThanOrEqual(atLeast);
        }
        async function write(process: number, afterTurns: number): Promise<void> {
          committed += 1;
          const version = committed;
          await turns(afterTurns);
          try {
            await caches[process]!.invalidate(account);
          } catch {
            return; // the connection was cut: nobody was told, nothing is promised yet
          }
          told = Math.max(told, version);
        }

        const all: Promise<void>[] = [];
        for (const { kind, process, pause, slow: slowTurns } of steps) {
          slow = slowTurns;
          if (kind === 'get') all.push(get(process));
          else if (kind === 'write') all.push(write(process, slowTurns));
          else if (kind === 'forget') {
            const keys = await connections[0]!.client
              .keys(`${namespace.REDIS_PREFIX}subs:${account}:gen:*`)
              .catch(() => []);
            const names = keys.map((key) => key.slice(namespace.REDIS_PREFIX.length));
            all.push(
              connections[0]!.client.del(...names, 'none').then(
                () => undefined,
                () => undefined,
              ),
            );
          } else if (run % 5 === 0) connections[process]!.reconnect();
          await turns(pause);
        }
        await Promise.all(all);
        await Promise.all(connections.map((redis) => redis.connect()));
        await write(0, 0);
        await get(0);
        await get(1);
      }),
      { numRuns: 150, interruptAfterTimeLimit: 15_000 },
    );
  }, 60_000);
});
