import { openHouse } from './house.js';
import { createAccounts, openShifts } from './accounts.js';
import { startOwnProcess } from './ownProcess.js';
import type { DriverCalls } from './protocol.js';
import { readCpu, cpuBetween } from './cpuAccount.js';
import { printProfiles } from './profiles.js';
import { resolve } from 'node:path';
import { rmSync } from 'node:fs';
const dir = process.argv[2] === 'profile' ? resolve('.data/bench/profiles') : null;
if (dir) rmSync(dir, { recursive: true, force: true });
const house = await openHouse({ deliverers: 1, profileDir: dir, say: () => undefined });
const spans = [];
const driver = startOwnProcess<DriverCalls>('driverProcess.ts');
try {
  const scenario = { name: 'x', webhooks: 1, hanging: 0, events: 1 };
  const accounts = await createAccounts({ env: house.env, receiverUrl: 'http://127.0.0.1:9', scenarios: [scenario] });
  await house.startApps();
  await openShifts(house.apiUrl, accounts.get(scenario)!);
  for (const name of ['notifier', 'deliverer-1']) process.kill(house.pids.get(name)!, 'SIGSTOP');
  const pids = new Map([...house.pids, ['driver', driver.pid]]);
  for (let round = 0; round < 5; round++) {
    const fromMs = performance.now();
    const before = await readCpu(pids);
    const posted = await driver.call('burst', { account: { apiUrl: house.apiUrl, ...accounts.get(scenario)!, firstNumber: 1 + round * 4000 }, count: 4000, inFlight: 64, limitMs: 60000 });
    const cpu = cpuBetween(before, await readCpu(pids));
    if (round > 1) spans.push({ fromMs, toMs: performance.now() });
    console.log(round, posted.accepted, Math.round(4000 / ((posted.endedAtMs - posted.startedAtMs) / 1000)), '/s', [...cpu].map(([n, s]) => `${n} ${Math.round((s * 1e6) / 4000)}`).join('  '));
  }
  for (const name of ['notifier', 'deliverer-1']) process.kill(house.pids.get(name)!, 'SIGCONT');
} finally {
  driver.end();
  await house.close();
}
if (dir) console.log(printProfiles({ folder: dir, startedMs: house.startedMs, spans }).split('\n\n').find((t) => t.startsWith('api')));
