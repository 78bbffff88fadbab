import { setTimeout as delay } from 'node:timers/promises';
import { createMongo } from '@kassahook/mongo/mongo';
import { createSilentLogger } from '@kassahook/platform/logger';
import { createReleasers, type Releasers } from '@kassahook/platform/releasers';
import { createPostgres } from '@kassahook/postgres/postgres';
import { createSeededRandom, wholeBetween } from '@kassahook/register/seededRandom';
import { waitFor } from '@kassahook/testing/waitFor';
import { runProgram } from '../../scripts/demo/runProgram.js';
import type { LogLine } from '../../scripts/services/types.js';
import { readAttempts, readEvents, readReceiptsMade } from './evidence.js';
import { layGround, type Ground } from './ground.js';
import { inflict, isFlowing, type Healed } from './injuries.js';
import { createOperationLoad } from './load/operations.js';
import { createProductLoad } from './load/products.js';
import { createApiWriter, createStoreWriter } from './load/productWriters.js';
import { createReceiptLoad } from './load/receipts.js';
import { createVanishingRegister } from './load/vanishingRegister.js';
import { injuriesOf, PROCESS_PARTS, type Part, type Plan } from './plan.js';
import { createPlant, LADDER_MS } from './plant.js';
import { startReceiver } from './receiverClient.js';
import { createRestWatch } from './rest.js';
import { hasPassed, totalsOf, type Report } from './report.js';
import { openShop, SUITE_HOOKS } from './shop.js';
import { readTruth } from './truth.js';
import { judge } from './verdict.js';

export interface SuiteOptions {
  plan: Plan;
  /** Decides order, moments, the receiver's failures and the changes; the scheduling of processes stays what it is. */
  seed: string;
  say: LogLine;
  /** Ends the run early; everything is stopped all the same. */
  signal: AbortSignal;
}

/** Registers: each sends one document after another, so their number bounds the rate while the API is slow. */
const DEVICES = 6;
/** One that is never switched on, and one that vanishes with what it has begun. */
const UNSERVED_DEVICES = 2;
const FLOWING_LIMIT_MS = 90_000;
/** A write that was begun during an outage is repeated until it is acknowledged; one that never settles is a fault to be found. */
const LOAD_END_LIMIT_MS = 60_000;
/** Between one healing and the next blow. */
const PAUSE_MS = { min: 300, max: 2_500 };

/**
 * Runs the kill suite to its end and stops everything that it started, however it ends. The data folder stays when something was lost
 * or wrong.
 * @throws Error when something did not come back in time
 */
export async function runSuite(options: SuiteOptions): Promise<Report> {
  const releasers = createReleasers(createSilentLogger());
  const ground = await layGround(options.say);
  let isClean = false;
  try {
    for (const line of ground.descriptions) options.say(line);
    const report = await runOn(ground, releasers, options);
    isClean = hasPassed(totalsOf(report));
    return report;
  } finally {
    await releasers.releaseAll();
    await ground.close({ keepFolder: !isClean });
    if (!isClean) options.say(`logs and data are kept in ${ground.dataDir} until the next run`);
  }
}

async function runOn(
  ground: Ground,
  releasers: Releasers,
  { plan, seed, say, signal }: SuiteOptions,
): Promise<Report> {
  const logger = createSilentLogger();
  const random = createSeededRandom('chaos', seed);
  /** Clients of the suite: nobody hears their hints, the relay finds their events. */
  const openPostgres = (url: string) => {
    const postgres = createPostgres({ url, logger, onCommitted: ignore, onWebhooksChanged: ignore });
    releasers.add('postgres', () => postgres.close());
    return postgres;
  };
  const openMongo = async (url: string) => {
    const mongo = createMongo({ url, logger, onCommitted: ignore });
    releasers.add('mongo', () => mongo.close());
    await mongo.connect();
    return mongo;
  };

  const receiver = await startReceiver(seed);
  releasers.add('receiver', () => receiver.close());
  const plant = await createPlant(ground);
  releasers.add('processes', () => plant.stopAll());
  await runProgram('apps/api/dist/migrate.js', plant.env);
  const postgres = openPostgres(ground.direct.POSTGRES_URL);
  const mongo = await openMongo(ground.direct.MONGO_URL);
  const shop = await openShop(postgres, {
    env: plant.env,
    receiverUrl: receiver.url,
    hooks: SUITE_HOOKS,
    devices: DEVICES + UNSERVED_DEVICES,
  });

  const apiUrl = plant.apiUrl;
  const { accountId } = shop;
  const suffering = openPostgres(ground.proxied.POSTGRES_URL);
  const products = createProductLoad({
    postgres: suffering,
    writers: [
      createStoreWriter({ postgres: suffering, accountId }),
      createApiWriter({ apiUrl, token: shop.writeToken }),
    ],
    accountId,
    perSecond: plan.productChangesPerSecond,
    random: createSeededRandom('products', seed),
  });
  const operations = createOperationLoad({
    mongo: await openMongo(ground.proxied.MONGO_URL),
    shop,
    perSecond: plan.operationsPerSecond,
  });

  const servedDeviceIds = shop.deviceIds.slice(0, DEVICES);
  const receipts = createReceiptLoad({
    apiUrl,
    token: shop.writeToken,
    servedDeviceIds,
    unservedDeviceIds: shop.deviceIds.slice(DEVICES),
    unservedCount: plan.unservedPosts,
    perSecond: plan.postsPerSecond,
    random: createSeededRandom('receipts', seed),
  });
  const vanishing = createVanishingRegister({
    apiUrl,
    token: shop.deviceTokens[DEVICES] ?? '',
    count: plan.unservedPosts / UNSERVED_DEVICES,
  });

  const startedMs = Date.now();
  const loading = new AbortController();
  plant.startProduct();
  plant.startRegister({
    deviceTokens: shop.deviceTokens.slice(0, DEVICES),
    receiptsPerMinute: plan.receiptsPerMinute,
  });
  const ending = new AbortController();
  const end = () => ending.abort(signal.reason);
  signal.addEventListener('abort', end, { once: true });
  const loads = [products, operations, receipts, vanishing];
  const load = Promise.all(loads.map((one) => one.run(loading.signal)));
  load.catch((error: unknown) => ending.abort(error));
  const healed: Healed[] = [];
  try {
    await underLoad(ending.signal);
  } finally {
    loading.abort();
    await withinLimit(load, LOAD_END_LIMIT_MS);
  }
  const rest = createRestWatch({ postgres, mongo, rabbitmqUrl: ground.direct.RABBITMQ_URL, receiver });
  releasers.add('rest watch', () => rest.close());
  await rest.untilPrinted(plan.printLimitMs, signal);
  const endings = plant.endings();
  await plant.stopRegister();
  const loadSeconds = secondsSince(startedMs);
  say(`load stopped after ${loadSeconds} s; waiting until everything has arrived`);

  const drainingMs = Date.now();
  await receiver.heal();
  await rest.untilAtRest(plan.drainLimitMs, signal);
  const drainSeconds = secondsSince(drainingMs);
  // What a process held unacked is in its queue again once it has ended.
  await plant.stopAll();
  const queues = await rest.queues();

  say(`at rest after ${drainSeconds} s; comparing`);
  const verdict = judge({
    truth: await readTruth({ postgres, mongo, products, operations }),
    events: await readEvents(mongo),
    attempts: await readAttempts(mongo),
    ledger: await receiver.ledger(),
    hooks: shop.hooks,
    rolledBack: products.rolledBack,
    rungs: LADDER_MS.length,
    receiptsMade: await readReceiptsMade(plant.registerStateFile),
    queues,
    posted: receipts.posted,
    refused: receipts.refused,
    workingDeviceIds: new Set(servedDeviceIds),
  });
  const plannedEndings = healed.filter(
    ({ injury }) => injury.kind === 'kill' && isProcess(injury.part),
  ).length;
  const unplannedEndings = endings - plannedEndings;
  const services = ground.descriptions;
  return { plan: plan.name, seed, services, healed, verdict, unplannedEndings, loadSeconds, drainSeconds };

  /** All injuries, one after another, and then on until enough has been committed. */
  async function underLoad(ended: AbortSignal): Promise<void> {
    const deadline = Date.now() + plan.loadLimitMs;
    const check = () => {
      ended.throwIfAborted();
      if (Date.now() > deadline) throw new Error(`the load took longer than ${plan.loadLimitMs} ms`);
    };
    await waitFor(() => ended.aborted || isFlowing(startedMs, { plant, receiver }), {
      timeoutMs: FLOWING_LIMIT_MS,
      intervalMs: 100,
      what: 'the first events',
    });
    say(`flowing after ${secondsSince(startedMs)} s`);
    const injuries = injuriesOf(plan, random);
    const parts = { ground, plant, receiver, signal: ended };
    for (const [index, injury] of injuries.entries()) {
      check();
      await delay(wholeBetween(random, PAUSE_MS.min, PAUSE_MS.max));
      const one = await inflict(injury, { ...parts, which: wholeBetween(random, 0, 1) });
      healed.push(one);
      const { events } = await receiver.pulse();
      const place = `${index + 1}/${injuries.length}`;
      say(`${place} ${injury.kind} ${injury.part}: back after ${one.recoveryMs} ms, ${events} events so far`);
    }
    while ((await receiver.pulse()).events < plan.eventsMin) {
      check();
      await delay(250);
    }
  }
}

function isProcess(part: Part): boolean {
  return (PROCESS_PARTS as readonly Part[]).includes(part);
}

function secondsSince(ms: number): number {
  return Math.round((Date.now() - ms) / 1_000);
}

function ignore(): void {
  return;
}

async function withinLimit(work: Promise<unknown>, limitMs: number): Promise<void> {
  const late = new AbortController();
  const limit = delay(limitMs, undefined, { signal: late.signal }).then(() => {
    throw new Error(`a write of the load has not settled within ${limitMs} ms`);
  });
  limit.catch(() => undefined);
  try {
    await Promise.race([work, limit]);
  } finally {
    late.abort();
  }
}
