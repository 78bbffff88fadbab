import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { TEST_ENVIRONMENT } from '@kassahook/testing/composeContext';
import { startProgram, type StartedProgram } from '@kassahook/testing/startedProgram';
import { createTcpProxy } from '@kassahook/testing/tcpProxy';
import { createTestNamespace } from '@kassahook/testing/testServices';
import { waitFor } from '@kassahook/testing/waitFor';

/*
 * The programs as they are deployed: built, each in a process of its own.
 */

const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
}, 60_000);

function start(app: string, env: Readonly<Record<string, string>>): StartedProgram {
  const program = startProgram([`apps/${app}/dist/main.js`], env);
  open.push({
    close() {
      program.kill('SIGKILL');
      return program.ended;
    },
  });
  return program;
}

/** A server that only counts who knocks. */
async function listenInVain(): Promise<{ port: number; knocks: () => number }> {
  let count = 0;
  const server: Server = createServer((socket) => {
    count += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({ close: () => new Promise((resolve) => server.close(resolve)) });
  return { port: (server.address() as AddressInfo).port, knocks: () => count };
}

describe('a start with wrong settings', () => {
  it.each(['api', 'notifier', 'deliverer'])(
    'when the %s has several, then all are listed at once, the exit is 1, and nobody was connected to',
    async (app) => {
      const { port, knocks } = await listenInVain();
      const address = `127.0.0.1:${port}`;
      const program = start(app, {
        POSTGRES_URL: `postgres://${address}/db`,
        MONGO_URL: `mongodb://${address}/db`,
        REDIS_URL: `http://${address}`,
        SECRET_KEYS: 'k1:short',
        SHUTDOWN_TIMEOUT_MS: 'long',
      });
      expect(await program.ended).toEqual({ code: 1, signal: null });
      const errors = program.errors();
      expect(errors).toMatch(/^ {2}REDIS_URL: must be a URL that starts with redis/m);
      expect(errors).toMatch(/^ {2}RABBITMQ_URL is missing: /m);
      expect(errors).toMatch(/^ {2}SECRET_KEYS: each key must be id:base64 of 32 bytes/m);
      expect(errors).toMatch(/^ {2}SHUTDOWN_TIMEOUT_MS: /m);
      expect(errors).not.toMatch(/POSTGRES_URL|MONGO_URL/);
      expect(program.lines()).toEqual([]);
      expect(knocks()).toBe(0);
    },
  );
});

/** RabbitMQ's two connections are kept by themselves, and each tells of itself. */
const DEPENDENCIES = [
  {
    name: 'postgres',
    variable: 'POSTGRES_URL',
    waiting: 'dependency.waiting',
    up: 'dependency.up',
    lines: 1,
  },
  {
    name: 'rabbitmq',
    variable: 'RABBITMQ_URL',
    waiting: 'rabbitmq cannot be reached, trying on',
    up: 'rabbitmq connection is up',
    lines: 2,
  },
] as const;

describe('a start before its dependencies', () => {
  it.each(DEPENDENCIES)(
    'when $name is not there yet, then the deliverer waits, says so once, and goes on when it comes',
    async ({ name, variable, waiting, up, lines }) => {
      const namespace = await createTestNamespace(['postgres', 'mongo', 'redis', 'rabbitmq']);
      open.push({ close: () => namespace.drop() });
      const { POSTGRES_URL, MONGO_URL, REDIS_URL, REDIS_PREFIX, RABBITMQ_URL } = namespace;
      const urls = { POSTGRES_URL, MONGO_URL, REDIS_URL, REDIS_PREFIX, RABBITMQ_URL };
      const url = new URL(urls[variable]);
      const proxy = await createTcpProxy({ targetPort: Number(url.port) });
      open.push(proxy);
      proxy.refuse();
      url.host = `127.0.0.1:${proxy.port}`;
      const program = start('deliverer', { ...TEST_ENVIRONMENT, ...urls, [variable]: url.toString() });

      await program.line(waiting);
      const { opsPort } = await program.line('process.starting');
      const ready = async () => {
        const answer = await fetch(`http://127.0.0.1:${String(opsPort)}/health/ready`);
        return { status: answer.status, body: (await answer.json()) as object };
      };
      const { status, body } = await ready();
      expect(status).toBe(503);
      expect(body).toMatchObject({ serving: false });
      expect(body).not.toMatchObject({ dependencies: { [name]: 'up' } });

      await proxy.accept();
      await program.line(up);
      await program.line('process.ready');
      await waitFor(async () => (await ready()).status === 200, { what: 'readiness' });
      expect(program.lines().filter(({ msg }) => msg === waiting)).toHaveLength(lines);
      program.kill('SIGTERM');
      expect(await program.ended).toEqual({ code: 0, signal: null });
    },
    60_000,
  );
});
