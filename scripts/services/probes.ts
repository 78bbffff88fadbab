import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { ServiceName, ServiceUrls } from './types.js';
import { urlVariables } from './types.js';

const pollMs = 100;
const attemptTimeoutMs = 2_500;

/** Asks a server once, in its own language. Drivers are loaded when needed: mongoose alone costs a third of a second. */
const probes: Record<ServiceName, (url: string) => Promise<void>> = {
  async postgres(url) {
    const { default: pg } = await import('pg');
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: attemptTimeoutMs });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('SELECT 1');
    } finally {
      await client.end();
    }
  },
  async mongo(url) {
    const { default: mongoose } = await import('mongoose');
    const connection = mongoose.createConnection(url, {
      serverSelectionTimeoutMS: attemptTimeoutMs,
      connectTimeoutMS: attemptTimeoutMs,
      autoIndex: false,
    });
    try {
      await connection.asPromise();
      await connection.db?.command({ ping: 1 });
    } finally {
      await connection.close(true);
    }
  },
  async redis(url) {
    const { Redis } = await import('ioredis');
    const client = new Redis(url, {
      lazyConnect: true,
      retryStrategy: () => null,
      connectTimeout: attemptTimeoutMs,
    });
    // connect() itself only says "Connection is closed"; the reason comes as an event.
    let reason: Error | undefined;
    client.on('error', (error: Error) => {
      reason = error;
    });
    try {
      await client.connect();
      await client.ping();
    } catch (error) {
      throw reason ?? error;
    } finally {
      // On a connection that never was, it would leave a timer of two seconds behind.
      if (client.status !== 'end') client.disconnect();
    }
  },
  async rabbitmq(url) {
    const amqp = await import('amqplib');
    const connection = await amqp.connect(url, { timeout: attemptTimeoutMs });
    connection.on('error', () => undefined);
    await connection.close();
  },
};

async function probeManagement(managementUrl: string): Promise<void> {
  const { origin, username, password } = new URL(managementUrl);
  const credentials = `${decodeURIComponent(username || 'guest')}:${decodeURIComponent(password || 'guest')}`;
  const answer = await fetch(`${origin}/api/overview`, {
    headers: { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` },
    signal: AbortSignal.timeout(attemptTimeoutMs),
  });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`RabbitMQ management answered ${answer.status}`);
}

/** Cheap, and quiet in the server's log: most of the waiting is for the port to open. */
async function probePort(url: string, defaultPort: number): Promise<void> {
  const { hostname, port } = new URL(url);
  const socket = connect({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || defaultPort,
    timeout: attemptTimeoutMs,
  });
  try {
    await Promise.race([
      once(socket, 'connect'),
      once(socket, 'timeout').then(() => Promise.reject(new Error(`${hostname}:${port} does not answer`))),
    ]);
  } finally {
    socket.destroy();
  }
}

/** Resolves when the service answers a real request; rejects with the driver's error otherwise. One attempt of a few seconds. */
export async function probeService(name: ServiceName, urls: Partial<ServiceUrls>): Promise<void> {
  const url = urls[urlVariables[name]];
  if (!url) throw new Error(`no URL for ${name}`);
  await withDeadline(
    probes[name](url),
    `${name} at ${withoutPassword(url)} accepts connections but does not answer`,
  );
  if (name === 'rabbitmq' && urls.RABBITMQ_MANAGEMENT_URL)
    await probeManagement(urls.RABBITMQ_MANAGEMENT_URL);
}

/** A stopped server accepts connections (the kernel does) and then says nothing; drivers wait longer than we want to. */
async function withDeadline(work: Promise<void>, message: string): Promise<void> {
  work.catch(() => undefined);
  const timer = new AbortController();
  try {
    await Promise.race([
      work,
      delay(2 * attemptTimeoutMs, undefined, { signal: timer.signal }).then(() =>
        Promise.reject(new Error(message)),
      ),
    ]);
  } finally {
    timer.abort();
  }
}

export interface ReadinessWait {
  name: ServiceName;
  urls: Partial<ServiceUrls>;
  timeoutMs: number;
  /** False ends the waiting at once: the server has died. */
  isAlive: () => Promise<boolean>;
}

/** Polls until the service answers. @throws the last error when the time is over or the server has died */
export async function waitUntilReady(wait: ReadinessWait): Promise<void> {
  const deadline = Date.now() + wait.timeoutMs;
  for (;;) {
    try {
      const url = wait.urls[urlVariables[wait.name]];
      if (url && wait.name === 'rabbitmq') await probePort(url, 5672);
      await probeService(wait.name, wait.urls);
      return;
    } catch (error) {
      if (!(await wait.isAlive())) throw new Error('the server ended while starting', { cause: error });
      if (Date.now() > deadline) throw new Error(`no answer after ${wait.timeoutMs} ms`, { cause: error });
    }
    await delay(pollMs);
  }
}

/** For messages and logs. */
export function withoutPassword(url: string): string {
  return url.replace(/\/\/([^/@]*)@/, (_, user: string) => `//${user.split(':')[0]}@`);
}
