import { createAmqp, type Amqp } from '@kassahook/amqp/amqp';
import type { TokenScope } from '@kassahook/contracts/tokenScope';
import { migrateMongo } from '@kassahook/mongo/migrate';
import { createMongo, type Mongo } from '@kassahook/mongo/mongo';
import { systemClock, type Clock } from '@kassahook/platform/clock';
import { createLogger, createSilentLogger } from '@kassahook/platform/logger';
import { createReleasers } from '@kassahook/platform/releasers';
import { hashToken, newToken } from '@kassahook/platform/tokens';
import { createAccountStore } from '@kassahook/postgres/accountStore';
import { createCatalogueStore } from '@kassahook/postgres/catalogueStore';
import { createDeviceStore } from '@kassahook/postgres/deviceStore';
import { migratePostgres } from '@kassahook/postgres/migrate';
import { createPostgres, type Postgres } from '@kassahook/postgres/postgres';
import { createTokenStore } from '@kassahook/postgres/tokenStore';
import { testContext } from '@kassahook/testing/composeContext';
import { createTestNamespace, type TestNamespace } from '@kassahook/testing/testServices';
import { API_SETTINGS, composeApi, type ComposedApi } from '../src/compose.js';
import { checkAnswer } from './answerCheck.js';

interface Answer {
  status: number;
  headers: Headers;
  /** Parsed JSON; null when there was no body. */
  body: unknown;
}

export interface Call {
  token?: string;
  /** Sent as JSON, or as it is when it is a text. */
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
}

export interface TestAccount {
  accountId: string;
  deviceId: number;
  shopId: number;
  /** Scopes read, write, webhooks. */
  token: string;
  deviceToken: string;
}

/** The API as production composes it, on an own corner of the real services. */
export interface ApiHarness {
  api: ComposedApi;
  namespace: TestNamespace;
  postgres: Postgres;
  mongo: Mongo;
  amqp: Amqp;
  /** Every answer is checked against the OpenAPI document; one that is not as described is an error. */
  call(method: string, path: string, call?: Call): Promise<Answer>;
  createAccount(): Promise<TestAccount>;
  issue(
    accountId: string,
    scopes: readonly TokenScope[],
    more?: { deviceId?: number; userId?: number; expiresAt?: Date },
  ): Promise<string>;
  close(): Promise<void>;
}

export interface HarnessOptions {
  /** Gets each line of the API's log; without it the API is silent. */
  logTo?: (line: string) => void;
  clock?: Clock;
}

/** Migrates and starts. Sockets of the test's own are closed with the API's. */
export async function startApi(
  settings: Readonly<Record<string, string>> = {},
  { logTo, clock = systemClock }: HarnessOptions = {},
): Promise<ApiHarness> {
  const logger = createSilentLogger();
  const releasers = createReleasers(logger);
  const namespace = await createTestNamespace(['postgres', 'mongo', 'redis', 'rabbitmq']);
  releasers.add('namespace', () => namespace.drop());
  const postgres = createPostgres({
    url: namespace.POSTGRES_URL,
    logger,
    onCommitted: () => undefined,
    onWebhooksChanged: () => undefined,
  });
  releasers.add('postgres', () => postgres.close());
  const mongo = createMongo({ url: namespace.MONGO_URL, logger, onCommitted: () => undefined });
  releasers.add('mongo', () => mongo.close());
  const amqp = createAmqp({ url: namespace.RABBITMQ_URL, logger });
  releasers.add('amqp', () => amqp.close());
  await migratePostgres(postgres, logger);
  await migrateMongo(mongo, logger);

  const { POSTGRES_URL, MONGO_URL, REDIS_URL, REDIS_PREFIX, RABBITMQ_URL } = namespace;
  const urls = { POSTGRES_URL, MONGO_URL, REDIS_URL, REDIS_PREFIX, RABBITMQ_URL };
  const context = testContext('api', API_SETTINGS, { ...urls, ...settings });
  const own = { ...context, ...(logTo && { logger: loggerTo(logTo, context.settings) }) };
  const api = composeApi(own, { clock });
  releasers.add('api', () => api.stop());
  await api.start(new AbortController().signal);

  const tokens = createTokenStore(postgres, { clock: systemClock });
  const issue: ApiHarness['issue'] = async (accountId, scopes, more = {}) => {
    const token = newToken();
    await tokens.create({ accountId, name: 'test', tokenHash: hashToken(token), scopes, ...more });
    return token;
  };

  return {
    api,
    namespace,
    postgres,
    mongo,
    amqp,
    issue,
    call: (method, path, call) => callApi({ origin: `http://127.0.0.1:${api.port()}`, method, path }, call),
    async createAccount() {
      const { accountId } = await createAccountStore(postgres).create({
        name: 'Ларёк',
        owner: { name: 'Анна', email: `${newToken()}@example.com`, passwordHash: 'none' },
      });
      const { id: shopId } = await createCatalogueStore(postgres).createShop({ accountId, name: 'Магазин' });
      const device = await createDeviceStore(postgres).create(accountId, {
        name: 'Касса 1',
        groupId: shopId,
      });
      return {
        accountId,
        shopId,
        deviceId: device.id,
        token: await issue(accountId, ['read', 'write', 'webhooks']),
        deviceToken: await issue(accountId, ['device'], { deviceId: device.id }),
      };
    },
    close: () => releasers.releaseAll(),
  };
}

function loggerTo(logTo: (line: string) => void, { LOG_LEVEL: level }: { LOG_LEVEL: string }) {
  return createLogger({ name: 'api', level, pretty: false, destination: { write: logTo } });
}

async function callApi(
  { origin, method, path }: { origin: string; method: string; path: string },
  { token, body, headers }: Call = {},
): Promise<Answer> {
  const answer = await fetch(`${origin}${path}`, {
    method,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  checkAnswer(method, path, { status: answer.status, headers: answer.headers, text });
  return {
    status: answer.status,
    headers: answer.headers,
    body: text === '' ? null : (JSON.parse(text) as unknown),
  };
}
