import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import mongoose from 'mongoose';
import pg from 'pg';
import { Redis } from 'ioredis';
import { readSettings, SettingsError } from '@kassahook/platform/env';

/** Names of one test file's own corner of the real services, and how to remove it. */
export interface TestNamespace {
  POSTGRES_URL: string;
  MONGO_URL: string;
  REDIS_URL: string;
  REDIS_PREFIX: string;
  RABBITMQ_URL: string;
  drop(): Promise<void>;
}

type Part = 'postgres' | 'mongo' | 'redis' | 'rabbitmq';

/**
 * Creates an own database, MongoDB database, key prefix and virtual host for a test file, so that files run in any order, twice,
 * and beside a running demo.
 * @param parts which services the file uses; the others are only named
 */
export async function createTestNamespace(parts: readonly Part[]): Promise<TestNamespace> {
  const urls = serviceUrls();
  const name = `kh_test_${Date.now().toString(36)}_${randomBytes(4).toString('hex')}`;
  const uses = (part: Part) => parts.includes(part);
  if (uses('postgres')) await onPostgres(urls.POSTGRES_URL, `CREATE DATABASE ${name}`);
  if (uses('rabbitmq')) await onVhost(urls.RABBITMQ_MANAGEMENT_URL, 'PUT', name);
  const mongoUrl = withPath(urls.MONGO_URL, name);
  return {
    POSTGRES_URL: withPath(urls.POSTGRES_URL, name),
    MONGO_URL: mongoUrl,
    REDIS_URL: urls.REDIS_URL,
    REDIS_PREFIX: `${name}:`,
    RABBITMQ_URL: withPath(urls.RABBITMQ_URL, name),
    async drop() {
      if (uses('postgres'))
        await onPostgres(urls.POSTGRES_URL, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      if (uses('mongo')) await dropMongo(mongoUrl);
      if (uses('redis')) await dropKeys(urls.REDIS_URL, `${name}:`);
      if (uses('rabbitmq')) await onVhost(urls.RABBITMQ_MANAGEMENT_URL, 'DELETE', name);
    },
  };
}

function serviceUrls() {
  try {
    const settings = readSettings([
      'POSTGRES_URL',
      'MONGO_URL',
      'REDIS_URL',
      'RABBITMQ_URL',
      'RABBITMQ_MANAGEMENT_URL',
    ]);
    return settings;
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    throw new Error('the tests need their services: type `npm test`, which starts them, or set their URLs', {
      cause: error,
    });
  }
}

function withPath(url: string, path: string): string {
  const parsed = new URL(url);
  parsed.pathname = `/${path}`;
  return parsed.toString();
}

async function onPostgres(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

async function dropMongo(url: string): Promise<void> {
  const connection = await mongoose.createConnection(url, { serverSelectionTimeoutMS: 5_000 }).asPromise();
  try {
    await connection.dropDatabase();
  } finally {
    await connection.close();
  }
}

async function dropKeys(url: string, prefix: string): Promise<void> {
  const redis = new Redis(url);
  try {
    for await (const keys of redis.scanStream({ match: `${prefix}*`, count: 500 }) as AsyncIterable<
      string[]
    >) {
      if (keys.length > 0) await redis.unlink(...keys);
    }
  } finally {
    redis.disconnect();
  }
}

/** Virtual hosts are made over the management API: AMQP itself has no command for it. */
async function onVhost(managementUrl: string, method: 'PUT' | 'DELETE', name: string): Promise<void> {
  const { origin, username, password } = new URL(managementUrl);
  const auth = `${decodeURIComponent(username || 'guest')}:${decodeURIComponent(password || 'guest')}`;
  const status = await new Promise<number>((resolve, reject) => {
    const call = request(`${origin}/api/vhosts/${name}`, { method, auth, timeout: 10_000 }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode ?? 0));
    });
    call.on('error', reject);
    call.end();
  });
  if (status >= 400 && status !== 404)
    throw new Error(`RabbitMQ management answered ${status} to ${method} vhost ${name}`);
}
