import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { createSilentLogger } from '@kassahook/platform/logger';
import { createTestNamespace, type TestNamespace } from '@kassahook/testing/testServices';
import { waitFor } from '@kassahook/testing/waitFor';
import { createRedis } from '../src/redis.js';
import { deadUrl, startRedisProxy, startTcpServer } from './support.js';

describe('createRedis', () => {
  let namespace: TestNamespace;
  beforeAll(async () => {
    namespace = await createTestNamespace(['redis']);
  });
  afterAll(() => namespace.drop());

  function logLines() {
    const lines: string[] = [];
    const logger = pino(
      { level: 'info' },
      { write: (line: string) => lines.push((JSON.parse(line) as { msg: string }).msg) },
    );
    return { lines, logger };
  }

  it('when it is created, then no socket is opened before it is asked', async () => {
    const proxy = await startRedisProxy(namespace.REDIS_URL);
    const redis = createRedis({
      url: proxy.url,
      prefix: namespace.REDIS_PREFIX,
      logger: createSilentLogger(),
    });
    expect(redis.client.status).toBe('wait');
    await redis.close();
    expect(redis.client.status).toBe('end');
    await proxy.close();
  });

  it('when it is pinged, then it connects, knows the server and puts the prefix before keys', async () => {
    const redis = createRedis({
      url: namespace.REDIS_URL,
      prefix: namespace.REDIS_PREFIX,
      logger: createSilentLogger(),
    });
    await redis.ping();
    expect(redis.isUp()).toBe(true);
    expect(redis.serverId()).toMatch(/^[0-9a-f]{12}$/);
    await redis.client.set('key', 'value');
    const raw = createRedis({ url: namespace.REDIS_URL, prefix: '', logger: createSilentLogger() });
    await raw.connect();
    expect(await raw.client.get(`${namespace.REDIS_PREFIX}key`)).toBe('value');
    await raw.close();
    await redis.close();
    expect(redis.isUp()).toBe(false);
  });

  it('when the connection is cut again and again, then it comes back, and each change of state is one line', async () => {
    const proxy = await startRedisProxy(namespace.REDIS_URL);
    const { lines, logger } = logLines();
    const redis = createRedis({ url: proxy.url, prefix: namespace.REDIS_PREFIX, logger });
    await redis.ping();
    for (let round = 0; round < 3; round += 1) {
      proxy.cut();
      await waitFor(() => !redis.isUp(), { what: 'down' });
      await waitFor(() => redis.isUp(), { what: 'up again' });
    }
    expect(lines).toEqual([
      'redis.up',
      'redis.down',
      'redis.up',
      'redis.down',
      'redis.up',
      'redis.down',
      'redis.up',
    ]);
    await redis.close();
    await proxy.close();
  });

  it('when nothing listens, then ping fails with REDIS_DOWN, commands fail at once, and the log says so once', async () => {
    const { lines, logger } = logLines();
    const redis = createRedis({ url: await deadUrl(), prefix: '', logger });
    await expect(redis.ping()).rejects.toMatchObject({ code: 'REDIS_DOWN', retryable: true });
    await expect(redis.ping()).rejects.toMatchObject({ code: 'REDIS_DOWN' });
    const started = performance.now();
    await expect(redis.client.get('key')).rejects.toThrow();
    expect(performance.now() - started).toBeLessThan(150);
    expect(lines).toEqual(['redis.down']);
    await redis.close();
  });

  it('when the server accepts and says nothing, then it is never up, and closing does not hang', async () => {
    const silent = await startTcpServer(() => undefined);
    const redis = createRedis({
      url: silent.url,
      prefix: '',
      logger: createSilentLogger(),
      commandTimeoutMs: 100,
    });
    await expect(redis.ping()).rejects.toMatchObject({ code: 'REDIS_DOWN' });
    expect(redis.isUp()).toBe(false);
    await redis.close();
    await silent.close();
  });

  it('when this process stalls for longer than a command may take, then the answer that came meanwhile counts', async () => {
    const redis = createRedis({
      url: namespace.REDIS_URL,
      prefix: namespace.REDIS_PREFIX,
      logger: createSilentLogger(),
      commandTimeoutMs: 50,
    });
    await waitFor(() => redis.ping().then(() => true));
    const answer = redis.client.set('key', 'value');
    // Commands are written when this turn is over; then the process is busy with something else.
    await new Promise((written) => setImmediate(written));
    const until = performance.now() + 150;
    while (performance.now() < until);
    await expect(answer).resolves.toBe('OK');
    await redis.close();
  });

  it('when this process stalls while it connects, then it is up all the same', async () => {
    const redis = createRedis({
      url: namespace.REDIS_URL,
      prefix: namespace.REDIS_PREFIX,
      logger: createSilentLogger(),
      commandTimeoutMs: 200,
    });
    const connecting = redis.connect();
    setImmediate(() => {
      const until = performance.now() + 400;
      while (performance.now() < until);
    });
    await expect(connecting).resolves.toBeUndefined();
    await redis.close();
  });

  it('when a server hangs in the middle, then a command times out and closing does not hang', async () => {
    const proxy = await startRedisProxy(namespace.REDIS_URL);
    const redis = createRedis({
      url: proxy.url,
      prefix: namespace.REDIS_PREFIX,
      logger: createSilentLogger(),
      commandTimeoutMs: 100,
    });
    await redis.ping();
    proxy.hang();
    await expect(redis.ping()).rejects.toMatchObject({ code: 'REDIS_DOWN' });
    await redis.close();
    await proxy.close();
  });

  it('when a server hangs that may take long, then closing does not wait for as long', async () => {
    const proxy = await startRedisProxy(namespace.REDIS_URL);
    const redis = createRedis({
      url: proxy.url,
      prefix: namespace.REDIS_PREFIX,
      logger: createSilentLogger(),
      commandTimeoutMs: 10_000,
    });
    await redis.ping();
    proxy.hang();
    const failed = expect(redis.client.get('key')).rejects.toThrow();
    const startedMs = performance.now();
    await redis.close();
    expect(performance.now() - startedMs).toBeLessThan(5_000);
    await failed;
    await proxy.close();
  });
});
