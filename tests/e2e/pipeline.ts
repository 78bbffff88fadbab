import { randomBytes } from 'node:crypto';
import type { EventHint } from '@kassahook/contracts/messages';
import type { TokenScope } from '@kassahook/contracts/tokenScope';
import { API_SETTINGS, composeApi } from '@kassahook/api/compose';
import { createAmqp, type Amqp } from '@kassahook/amqp/amqp';
import { composeDeliverer, DELIVERER_SETTINGS } from '@kassahook/deliverer/compose';
import { createAttemptStore, type AttemptStore } from '@kassahook/mongo/attemptStore';
import { createEventStore, type EventStore } from '@kassahook/mongo/eventStore';
import { migrateMongo } from '@kassahook/mongo/migrate';
import { createMongo, type Mongo } from '@kassahook/mongo/mongo';
import { composeNotifier, NOTIFIER_SETTINGS } from '@kassahook/notifier/compose';
import { systemClock } from '@kassahook/platform/clock';
import type { Composed } from '@kassahook/platform/lifecycle';
import { createSilentLogger } from '@kassahook/platform/logger';
import { createReleasers } from '@kassahook/platform/releasers';
import { hashToken, newToken } from '@kassahook/platform/tokens';
import { createAccountStore } from '@kassahook/postgres/accountStore';
import { createCatalogueStore } from '@kassahook/postgres/catalogueStore';
import { createDeviceStore } from '@kassahook/postgres/deviceStore';
import { migratePostgres } from '@kassahook/postgres/migrate';
import { createPostgres, type Postgres } from '@kassahook/postgres/postgres';
import { createTokenStore } from '@kassahook/postgres/tokenStore';
import { TEST_ENVIRONMENT, testContext } from '@kassahook/testing/composeContext';
import { startScriptedReceiver, type ScriptedReceiver } from '@kassahook/testing/scriptedReceiver';
import { createTestNamespace, type TestNamespace } from '@kassahook/testing/testServices';

type AppName = 'api' | 'notifier' | 'deliverer';

/** An account with a register. */
export interface TestAccount {
  accountId: string;
  deviceId: number;
  /** Scopes read, write, webhooks. */
  token: string;
  deviceToken: string;
}

/** The whole product in one process: production's compositions on an own corner of the real services. */
export interface Pipeline {
  namespace: TestNamespace;
  receiver: ScriptedReceiver;
  postgres: Postgres;
  mongo: Mongo;
  amqp: Amqp;
  attempts: AttemptStore;
  events: EventStore;
  /** Starts apps; one may get settings of its own, and one that runs gets a sibling. `stop` stops all of a name. */
  start(...apps: (AppName | { name: AppName; settings: Readonly<Record<string, string>> })[]): Promise<void>;
  stop(...apps: AppName[]): Promise<void>;
  createAccount(): Promise<TestAccount>;
  /** Where the API that was started last listens. */
  apiUrl(): string;
  /** What every app reads: for a process of its own. */
  environment: Readonly<Record<string, string>>;
  /** Calls the API; `body` becomes JSON. */
  call(
    token: string,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: unknown }>;
  close(): Promise<void>;
}

/** A short ladder: the same five rungs, in milliseconds instead of hours. */
const SHORT_LADDER = '0,150,300,450,600';

/** Prepares a pipeline; no app runs before `start`. */
export async function createPipeline(settings: Readonly<Record<string, string>> = {}): Promise<Pipeline> {
  const logger = createSilentLogger();
  const releasers = createReleasers(logger);
  const namespace = await createTestNamespace(['postgres', 'mongo', 'redis', 'rabbitmq']);
  releasers.add('namespace', () => namespace.drop());
  const receiver = await startScriptedReceiver();
  releasers.add('receiver', () => receiver.close());
  const onCommitted = (_hints: EventHint[]): void => undefined;
  const postgres = createPostgres({
    url: namespace.POSTGRES_URL,
    logger,
    onCommitted,
    onWebhooksChanged: () => undefined,
  });
  releasers.add('postgres', () => postgres.close());
  const mongo = createMongo({ url: namespace.MONGO_URL, logger, onCommitted });
  releasers.add('mongo', () => mongo.close());
  const amqp = createAmqp({ url: namespace.RABBITMQ_URL, logger });
  releasers.add('amqp', () => amqp.close());
  await mongo.connect();
  await migratePostgres(postgres, logger);
  await migrateMongo(mongo, logger);

  const environment = {
    ...namespaceUrls(namespace),
    LADDER_MS: SHORT_LADDER,
    RELAY_AGE_MS: '500',
    ...settings,
  };
  const running = new Map<AppName, Composed[]>();
  let apiUrl = '';

  async function startApp(name: AppName, own: Readonly<Record<string, string>> = {}): Promise<void> {
    const composed = compose(name, { ...environment, ...own });
    await composed.start(new AbortController().signal);
    running.set(name, [...(running.get(name) ?? []), composed]);
    if ('port' in composed) apiUrl = `http://127.0.0.1:${(composed as ReturnType<typeof composeApi>).port()}`;
  }
  async function stopApp(name: AppName): Promise<void> {
    const stopping = running.get(name) ?? [];
    running.delete(name);
    await Promise.all(stopping.map((composed) => composed.stop()));
  }

  return {
    namespace,
    receiver,
    postgres,
    mongo,
    amqp,
    attempts: createAttemptStore(mongo),
    events: createEventStore(mongo),
    async start(...apps) {
      for (const app of apps) {
        if (typeof app === 'string') await startApp(app);
        else await startApp(app.name, app.settings);
      }
    },
    async stop(...apps) {
      for (const name of apps) await stopApp(name);
    },
    createAccount: () => createTestAccount(postgres),
    apiUrl: () => apiUrl,
    environment: { ...TEST_ENVIRONMENT, ...environment },
    async call(token, method, path, body) {
      const answer = await fetch(`${apiUrl}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      return { status: answer.status, body: text === '' ? null : (JSON.parse(text) as unknown) };
    },
    async close() {
      for (const name of [...running.keys()].reverse()) await stopApp(name);
      await releasers.releaseAll();
    },
  };
}

function compose(name: AppName, environment: Readonly<Record<string, string>>): Composed {
  switch (name) {
    case 'api':
      return composeApi(testContext(name, API_SETTINGS, environment));
    case 'notifier':
      return composeNotifier(testContext(name, NOTIFIER_SETTINGS, environment));
    case 'deliverer':
      return composeDeliverer(testContext(name, DELIVERER_SETTINGS, environment));
  }
}

function namespaceUrls(namespace: TestNamespace): Record<string, string> {
  const { POSTGRES_URL, MONGO_URL, REDIS_URL, REDIS_PREFIX, RABBITMQ_URL } = namespace;
  return { POSTGRES_URL, MONGO_URL, REDIS_URL, REDIS_PREFIX, RABBITMQ_URL };
}

let accounts = 0;

async function createTestAccount(postgres: Postgres): Promise<TestAccount> {
  accounts += 1;
  const owner = {
    name: 'Owner',
    email: `owner${accounts}@example.com`,
    passwordHash: randomBytes(8).toString('hex'),
  };
  const { accountId } = await createAccountStore(postgres).create({ name: `Account ${accounts}`, owner });
  const shop = await createCatalogueStore(postgres).createShop({ accountId, name: 'Shop' });
  const device = await createDeviceStore(postgres).create(accountId, { name: 'Register', groupId: shop.id });
  const tokens = createTokenStore(postgres, { clock: systemClock });
  const issue = async (scopes: TokenScope[], deviceId?: number): Promise<string> => {
    const token = newToken();
    const of = deviceId === undefined ? {} : { deviceId };
    await tokens.create({ accountId, name: scopes.join(), tokenHash: hashToken(token), scopes, ...of });
    return token;
  };
  return {
    accountId,
    deviceId: device.id,
    token: await issue(['read', 'write', 'webhooks']),
    deviceToken: await issue(['device'], device.id),
  };
}
