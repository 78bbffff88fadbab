import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createAmqp, type Amqp } from '@kassahook/amqp/amqp';
import { deliverFirstQueue } from '@kassahook/amqp/names';
import { composeDeliverer, DELIVERER_SETTINGS } from '@kassahook/deliverer/compose';
import { createAttemptStore } from '@kassahook/mongo/attemptStore';
import { EVENTS_COLLECTION } from '@kassahook/mongo/eventStore';
import { migrateMongo } from '@kassahook/mongo/migrate';
import { createMongo, type Mongo } from '@kassahook/mongo/mongo';
import { composeNotifier, NOTIFIER_SETTINGS } from '@kassahook/notifier/compose';
import type { ReplayCounts } from '@kassahook/notifier/replay';
import { deliveryIdOf } from '@kassahook/platform/ids';
import type { Composed } from '@kassahook/platform/lifecycle';
import { createSilentLogger } from '@kassahook/platform/logger';
import { createReleasers } from '@kassahook/platform/releasers';
import { migratePostgres } from '@kassahook/postgres/migrate';
import { createOutboxStore } from '@kassahook/postgres/outboxStore';
import { createPostgres, type Postgres } from '@kassahook/postgres/postgres';
import { createProductStore } from '@kassahook/postgres/productStore';
import { testContext } from '@kassahook/testing/composeContext';
import {
  startScriptedReceiver,
  type ReceivedRequest,
  type ScriptedReceiver,
} from '@kassahook/testing/scriptedReceiver';
import { createTestNamespace } from '@kassahook/testing/testServices';
import { waitFor } from '@kassahook/testing/waitFor';
import { createServiceSet, deleteAll, type ServiceSet } from '../../scripts/services/serviceSet.js';
import { openShop, type Hook, type Shop } from './shop.js';

const run = promisify(execFile);
const PROGRAM = 'apps/notifier/dist/replayMissing.js';
const logger = createSilentLogger();
const releasers = createReleasers(logger);
const ignore = (): void => undefined;

/** Failed once, delivered at the second attempt, which is lost with the broker while it waits. */
const RETRIED = 5;
/** Fanned out while no deliverer runs: their first attempts lie in RabbitMQ when it loses its data. */
const WAITING = 40;
/** Longer than RabbitMQ is gone, so that the retries are lost while they wait, and are overdue when it is back. */
const LADDER_MS = '0,3000';

let broker: ServiceSet;
let receiver: ScriptedReceiver;
let postgres: Postgres;
let mongo: Mongo;
let amqp: Amqp;
let shop: Shop;
let environment: Record<string, string>;

beforeAll(async () => {
  if (!existsSync(PROGRAM)) throw new Error('the programs are not built; type: npm run build');
  // The other three are everybody's; the broker is our own, because it is going to be wiped.
  const namespace = await createTestNamespace(['postgres', 'mongo', 'redis']);
  releasers.add('namespace', () => namespace.drop());
  mkdirSync(resolve('.data'), { recursive: true });
  const dataDir = mkdtempSync(join(resolve('.data'), `chaos-${process.pid}-`));
  broker = createServiceSet({
    dataDir,
    log: ignore,
    only: ['rabbitmq'],
    ignoreEnvironment: true,
    ignoreDocker: true,
  });
  releasers.add('broker', () => deleteAll(dataDir));
  const { RABBITMQ_URL } = await broker.start();
  receiver = await startScriptedReceiver();
  releasers.add('receiver', () => receiver.close());
  const { POSTGRES_URL, MONGO_URL, REDIS_URL, REDIS_PREFIX } = namespace;
  const urls = { POSTGRES_URL, MONGO_URL, REDIS_URL, REDIS_PREFIX, RABBITMQ_URL };
  const SECRET_KEYS = `test:${randomBytes(32).toString('base64')}`;
  const relay = { RELAY_AGE_MS: '200', RELAY_INTERVAL_MS: '100' };
  environment = { ...urls, SECRET_KEYS, LADDER_MS, ...relay };

  postgres = createPostgres({
    url: POSTGRES_URL,
    logger,
    onCommitted: ignore,
    onWebhooksChanged: ignore,
  });
  releasers.add('postgres', () => postgres.close());
  mongo = createMongo({ url: MONGO_URL, logger, onCommitted: ignore });
  releasers.add('mongo', () => mongo.close());
  await mongo.connect();
  await migratePostgres(postgres, logger);
  await migrateMongo(mongo, logger);
  amqp = createAmqp({ url: RABBITMQ_URL, logger });
  releasers.add('amqp', () => amqp.close());
  const types = { products: true };
  shop = await openShop(postgres, {
    env: environment,
    receiverUrl: receiver.url(''),
    hooks: [
      { name: 'now', healthy: true, types },
      { name: 'late', healthy: false, types },
    ],
    devices: 0,
  });
}, 180_000);
afterAll(() => releasers.releaseAll(), 60_000);

async function start(name: 'notifier' | 'deliverer'): Promise<Composed> {
  const composed =
    name === 'notifier'
      ? composeNotifier(testContext(name, NOTIFIER_SETTINGS, environment))
      : composeDeliverer(testContext(name, DELIVERER_SETTINGS, environment));
  await composed.start(new AbortController().signal);
  return composed;
}

/** The production program, as `npm run replay-missing` runs it. */
async function replayMissing(...args: string[]): Promise<ReplayCounts> {
  const env = { ...process.env, ...environment, LOG_LEVEL: 'info', LOG_PRETTY: 'false' };
  const { stdout } = await run(process.execPath, [PROGRAM, ...args], { env });
  const lines = stdout.trim().split('\n');
  const done = lines.map((line) => JSON.parse(line) as { msg: string } & ReplayCounts).at(-1);
  if (done?.msg !== 'replay.done') throw new Error(stdout);
  return done;
}

async function commitProducts(count: number): Promise<void> {
  const products = createProductStore(postgres);
  const names = Array.from({ length: count }, (_, index) => ({ name: `Product ${index}` }));
  await products.createMany(shop.accountId, names);
}

function hookOf(name: string): Hook {
  const hook = shop.hooks.find((one) => one.name === name);
  if (!hook) throw new RangeError(`no webhook ${name}`);
  return hook;
}

const storedEvents = () => mongo.db().collection<{ _id: string }>(EVENTS_COLLECTION).find({}).toArray();
const readyFirsts = async () => (await amqp.depths([deliverFirstQueue]))[deliverFirstQueue] ?? null;

describe('a broker that lost its data', () => {
  it('when RabbitMQ comes back empty, then its queues come back by themselves and a replay brings everything that was stored', async () => {
    const notifier = await start('notifier');
    releasers.add('notifier', () => notifier.stop());
    const first = await start('deliverer');
    receiver.script('/late', () => ({ status: 500 }));
    await commitProducts(RETRIED);
    const attempts = createAttemptStore(mongo);
    const late = hookOf('late');
    await waitFor(
      async () => {
        const ids = (await storedEvents()).map((event) => deliveryIdOf(event._id, late.id));
        return (await attempts.byDelivery(ids)).size === RETRIED;
      },
      // On a machine that is busy with other things some of them are parked, for 2, 10, 30 s.
      { timeoutMs: 60_000, what: 'the failed first attempts' },
    );
    await first.stop();
    await commitProducts(WAITING);
    // The outbox is cleared when the broker has confirmed the first attempts.
    const outbox = createOutboxStore(postgres);
    await waitFor(
      async () =>
        (await storedEvents()).length === RETRIED + WAITING &&
        (await outbox.stats()).size === 0 &&
        ((await readyFirsts()) ?? 0) > 0,
      { what: 'first attempts in the queue' },
    );

    const rabbitmq = broker.service('rabbitmq');
    await rabbitmq.kill('SIGKILL');
    await rabbitmq.wipeData();
    await rabbitmq.start();
    // Nobody but the running notifier has declared them.
    await waitFor(async () => (await readyFirsts()) === 0, { timeoutMs: 60_000, what: 'the queues, empty' });

    const replayed = await replayMissing('--broker-lost', '--since', '1h');
    expect(replayed).toMatchObject({
      events: RETRIED + WAITING,
      settled: RETRIED,
      missing: WAITING * 2,
      overdue: RETRIED,
    });
    // Twice is as good as once: messages too many are recognised by the attempt log.
    expect(await replayMissing('--broker-lost', '--since', '1h')).toMatchObject({ missing: WAITING * 2 });

    receiver.script('/late', () => ({ status: 204 }));
    const second = await start('deliverer');
    const total = RETRIED + WAITING;
    const [toNow, toLate] = await Promise.all([
      receiver.received('/now', total, 30_000),
      receiver.received('/late', total + RETRIED, 30_000),
    ]);
    await waitFor(async () => (await replayMissing('--since', '1h', '--grace', '0s')).settled === total * 2, {
      timeoutMs: 30_000,
      what: 'every delivery to be settled',
    });
    await second.stop();
    const idsOf = (requests: readonly ReceivedRequest[]) =>
      new Set(requests.map((one) => one.headers['webhook-id']));
    expect(idsOf(toNow).size).toBe(total);
    expect(idsOf(toLate).size).toBe(total);
    expect(receiver.requests('/now')).toHaveLength(total);
    expect(receiver.requests('/late')).toHaveLength(total + RETRIED);
  }, 180_000);
});
