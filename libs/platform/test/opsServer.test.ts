import { afterEach, describe, expect, it } from '@jest/globals';
import { createMetrics } from '@kassahook/platform/metrics';
import { startOpsServer, type Check, type OpsServer } from '@kassahook/platform/opsServer';

const running: OpsServer[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});

async function start({
  checks = {},
  isServing = () => true,
  metrics = createMetrics({ process: 'test', defaults: false }),
  port = 0,
}: {
  checks?: Record<string, Check>;
  isServing?: () => boolean;
  metrics?: ReturnType<typeof createMetrics>;
  port?: number;
}) {
  const server = await startOpsServer({ host: '127.0.0.1', port, metrics, checks, isServing });
  running.push(server);
  const ask = async (path: string, method = 'GET') => {
    const answer = await fetch(`http://127.0.0.1:${server.port}${path}`, { method });
    return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
  };
  const ready = async () => {
    const { status, text } = await ask('/health/ready');
    return { status, body: JSON.parse(text) as unknown };
  };
  return { server, ask, ready };
}

const up: Check = () => Promise.resolve();

describe('health', () => {
  it('when a dependency is down, then ready is 503 and says which and why; when it is back, then 200', async () => {
    let isUp = false;
    const rabbitmq: Check = () => (isUp ? up() : Promise.reject(new Error('connect ECONNREFUSED')));
    const { ready, ask } = await start({ checks: { postgres: up, rabbitmq } });
    expect(await ready()).toEqual({
      status: 503,
      body: {
        status: 'not ready',
        serving: true,
        dependencies: { postgres: 'up', rabbitmq: 'connect ECONNREFUSED' },
      },
    });
    expect((await ask('/health/live')).status).toBe(200);
    isUp = true;
    expect(await ready()).toEqual({
      status: 200,
      body: { status: 'ready', serving: true, dependencies: { postgres: 'up', rabbitmq: 'up' } },
    });
  });

  it('when a dependency does not answer at all, then it counts as down after two seconds', async () => {
    const { ready } = await start({ checks: { mongo: () => new Promise(() => undefined) } });
    expect(await ready()).toMatchObject({
      status: 503,
      body: { dependencies: { mongo: 'no answer within 2000 ms' } },
    });
  });

  it('when the process starts or drains, then it is live and not ready, whatever its dependencies say', async () => {
    let isServing = false;
    const { ready, ask } = await start({ checks: { postgres: up }, isServing: () => isServing });
    expect(await ready()).toMatchObject({ status: 503, body: { serving: false } });
    expect(JSON.parse((await ask('/health/live')).text)).toEqual({ status: 'live' });
    isServing = true;
    expect((await ready()).status).toBe(200);
  });
});

describe('the port of the operators', () => {
  it('when /metrics is asked for, then it is the text of the metrics', async () => {
    const metrics = createMetrics({ process: 'test', defaults: false });
    metrics.gauge('kassahook_depth', 'how deep').set(3);
    const { ask } = await start({ metrics });
    expect(await ask('/metrics?x=1')).toEqual({
      status: 200,
      type: metrics.contentType,
      text: await metrics.render(),
    });
  });

  it('when the metrics cannot be rendered, then it is a 500 that says why, and the process lives', async () => {
    const metrics = createMetrics({ process: 'test', defaults: false });
    const broken = { ...metrics, render: () => Promise.reject(new Error('a label is wrong')) };
    const { ask } = await start({ metrics: broken });
    const answer = await ask('/metrics');
    expect([answer.status, JSON.parse(answer.text)]).toEqual([500, { status: 'a label is wrong' }]);
    expect((await ask('/health/live')).status).toBe(200);
  });

  it('when anything else is asked for, then there is nothing, and only GET is heard', async () => {
    const { ask } = await start({});
    expect((await ask('/api/webhooks')).status).toBe(404);
    expect((await ask('/health/ready', 'POST')).status).toBe(405);
  });

  it('when its port is taken, then the start fails', async () => {
    const { server } = await start({});
    await expect(start({ port: server.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
