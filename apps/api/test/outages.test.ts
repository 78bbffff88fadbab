import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTcpProxy, type TcpProxy } from '@kassahook/testing/tcpProxy';
import { testContext } from '@kassahook/testing/composeContext';
import { waitFor } from '@kassahook/testing/waitFor';
import { API_SETTINGS, composeApi } from '../src/compose.js';
import { startApi, type ApiHarness, type TestAccount } from './apiHarness.js';

/*
 * What the API does while a service behind it is away. The API under test reaches each service through a proxy that can refuse;
 * the harness' own connections do not go through it.
 */
const SERVICES = ['POSTGRES_URL', 'MONGO_URL', 'REDIS_URL', 'RABBITMQ_URL'] as const;
type Service = (typeof SERVICES)[number];

let harness: ApiHarness;
let account: TestAccount;
let proxies: Record<Service, TcpProxy>;
let api: ReturnType<typeof composeApi>;
let stopApi: AbortController;

beforeAll(async () => {
  harness = await startApi();
  account = await harness.createAccount();
  const entries = await Promise.all(
    SERVICES.map(async (service) => {
      const { hostname, port } = new URL(harness.namespace[service]);
      return [service, await createTcpProxy({ host: hostname, targetPort: Number(port) })] as const;
    }),
  );
  proxies = Object.fromEntries(entries) as Record<Service, TcpProxy>;
  const environment = Object.fromEntries(SERVICES.map((service) => [service, throughProxy(service)]));
  api = composeApi(
    testContext('api', API_SETTINGS, { ...environment, REDIS_PREFIX: harness.namespace.REDIS_PREFIX }),
  );
  stopApi = new AbortController();
});
afterAll(async () => {
  stopApi.abort(new Error('the test ends'));
  await api.stop();
  await Promise.all(Object.values(proxies).map((proxy) => proxy.close()));
  await harness.close();
});

function throughProxy(service: Service): string {
  const url = new URL(harness.namespace[service]);
  url.port = String(proxies[service].port);
  url.hostname = '127.0.0.1';
  return url.toString();
}

async function away<T>(service: Service, work: () => Promise<T>): Promise<T> {
  proxies[service].refuse();
  await proxies[service].cut();
  try {
    return await work();
  } finally {
    await proxies[service].accept();
    const check = {
      POSTGRES_URL: 'postgres',
      MONGO_URL: 'mongo',
      REDIS_URL: 'redis',
      RABBITMQ_URL: 'rabbitmq',
    }[service];
    await waitFor(() => api.checks[check]?.().then(() => true), { what: `${check} again` });
  }
}

async function send(method: string, path: string, { token, body }: { token: string; body?: unknown }) {
  const answer = await fetch(`http://127.0.0.1:${api.port()}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
}

const webhookBody = { url: 'https://shop.example/hook' };
const shift = (number: number) => ({ token: account.deviceToken, body: { number } });
const UNAVAILABLE = { status: 503, code: 'UNAVAILABLE', message: expect.any(String) };

describe('starting', () => {
  it('when a database is not there yet, then the API waits for it and then serves', async () => {
    proxies.POSTGRES_URL.refuse();
    const started = api.start(stopApi.signal);
    await expect(api.checks['postgres']?.()).rejects.toThrow();
    expect(() => api.port()).toThrow();
    await proxies.POSTGRES_URL.accept();
    await started;
    expect((await send('GET', '/api/webhooks', { token: account.token })).status).toBe(200);
  });
});

describe('while a service is away', () => {
  it('when Postgres is away, then the answer is 503 with Retry-After, and registers that are known go on', async () => {
    expect((await send('POST', '/api/device/shifts', shift(1))).status).toBe(201);
    await away('POSTGRES_URL', async () => {
      const { body, headers } = await send('POST', '/api/webhooks', {
        token: account.token,
        body: webhookBody,
      });
      expect(body).toEqual(UNAVAILABLE);
      expect(headers.get('retry-after')).toBe('5');
      expect((await send('POST', '/api/device/shifts', shift(2))).status).toBe(201);
    });
    expect((await send('POST', '/api/webhooks', { token: account.token, body: webhookBody })).status).toBe(
      201,
    );
  });

  it('when MongoDB is away, then a document is 503, and taken when it is back', async () => {
    await away('MONGO_URL', async () => {
      const { body } = await send('POST', '/api/device/shifts', shift(3));
      expect(body).toEqual(UNAVAILABLE);
    });
    await waitFor(async () => (await send('POST', '/api/device/shifts', shift(3))).status === 201, {
      what: 'the shift to be taken',
    });
  });

  it('when Redis is away, then webhooks are still changed', async () => {
    await away('REDIS_URL', async () => {
      const answer = await send('POST', '/api/webhooks', { token: account.token, body: webhookBody });
      expect(answer.status).toBe(201);
    });
  });

  it('when RabbitMQ is away, then documents are still committed, with their events in the outbox', async () => {
    await away('RABBITMQ_URL', async () => {
      const { status, body } = await send('POST', '/api/device/shifts', shift(4));
      expect(status).toBe(201);
      const { id } = body as { id: string };
      const stored = await harness.mongo.db().collection<{ _id: string }>('shifts').findOne({ _id: id });
      expect(stored).toMatchObject({ pending: [{ action: 'CREATE' }] });
    });
  });
});
