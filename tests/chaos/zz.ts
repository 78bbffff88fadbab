import { createTcpProxy } from '@kassahook/testing/tcpProxy';
import { createMongo } from '@kassahook/mongo/mongo';
import { migrateMongo } from '@kassahook/mongo/migrate';
import { createSilentLogger } from '@kassahook/platform/logger';
import { setTimeout as delay } from 'node:timers/promises';
import { createServiceSet } from '../../scripts/services/serviceSet.js';
import { createOperationLoad } from './load/operations.js';
import { cpSync } from 'node:fs';
async function main() {
  const dataDir = '/tmp/ch/mset';
  cpSync('/work/main/.data/dev/mongo-stand-in/build', dataDir + '/mongo-stand-in/build', { recursive: true });
  const set = createServiceSet({ dataDir, log: console.log, ignoreEnvironment: true, ignoreDocker: true, only: ['mongo'] });
  const urls = await set.start();
  const u = new URL(urls.MONGO_URL);
  const proxy = await createTcpProxy({ targetPort: Number(u.port) });
  u.port = String(proxy.port); u.searchParams.set('directConnection', 'true');
  const logger = createSilentLogger();
  const mongo = createMongo({ url: u.toString(), logger, onCommitted: () => {} });
  await mongo.connect();
  await migrateMongo(mongo, logger);
  const loads = [1, 2, 3].map(() => createOperationLoad({ mongo, shop: { accountId: 'a', deviceIds: [1] } as any, perSecond: 30 }));
  const stop = new AbortController();
  const run = Promise.all(loads.map((l) => l.run(stop.signal)));
  for (let i = 0; i < 8; i++) {
    await delay(1500);
    const before = loads.map((l) => l.acknowledged.length);
    await set.service('mongo').kill('SIGKILL');
    await delay(1000 + 400 * i);
    await set.service('mongo').start();
    const t = Date.now();
    let stuck: number[] = [];
    while (Date.now() - t < 12000) { await delay(200); stuck = loads.flatMap((l, n) => (l.acknowledged.length <= before[n]! + 3 ? [n] : [])); if (stuck.length === 0) break; }
    console.log(i, before, loads.map((l) => l.acknowledged.length), 'back after', Date.now() - t, 'stuck', stuck);
    if (stuck.length) { (globalThis as any).mongo = mongo; break; }
  }
  stop.abort();
  await Promise.race([run.then(() => console.log('ended')), delay(20000)]);
  console.log(loads.map((l) => l.acknowledged.length));
  await set.stop({ all: true }); process.exit(0);
}
void main();
