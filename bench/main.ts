/**
 * `npm run bench`: the rate of the whole pipeline, from receipts posted over HTTP to a receiver in its own process, beside the rate
 * of a bare loop of requests against that receiver. Once the services are up it ends within three minutes on a machine that keeps up;
 * on one that does not, rows that were not begun after `TOTAL_LIMIT_MS` are left out, and it says so.
 * `-- --only "20 webhooks"` measures one row; `-- --deliverers 1` another number of them; `-- --profile` writes CPU profiles of all
 * our processes into .data/bench/profiles and prints where their time went.
 */
import { rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ServiceError } from '../scripts/services/types.js';
import { createAccounts, openShifts, type BenchAccount } from './accounts.js';
import { openHouse, type House } from './house.js';
import {
  measureBareLoop,
  measureBurst,
  measureSteady,
  type BareResult,
  type BurstResult,
  type Instruments,
} from './measure.js';
import { startOwnProcess } from './ownProcess.js';
import { printProfiles } from './profiles.js';
import type { BareLoopCalls, DriverCalls, ReceiverCalls } from './protocol.js';
import { printCpu, printTable, type Row } from './report.js';
import { SCENARIOS, WARM_UP_LIMIT_MS, WARM_UPS, type Scenario } from './scenarios.js';

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    deliverers: { type: 'string', default: String(Math.min(availableParallelism(), 4)) },
    profile: { type: 'boolean', default: false },
  },
});
const PROFILE_DIR = resolve('.data', 'bench', 'profiles');
const STEADY_MS = 7_000;
const POST_LIMIT_MS = 25_000;
/** No row begins later than this after the first. */
const TOTAL_LIMIT_MS = 150_000;
const say = (line: string): void => console.log(line);

async function measureRow(
  tools: Instruments,
  scenario: Scenario,
  account: BenchAccount,
): Promise<Omit<Row, 'bare'>> {
  const burst = await measureBurst(tools, scenario, { account, limitMs: POST_LIMIT_MS });
  say(
    `${scenario.name}: ${Math.round(burst.deliveriesPerSecond)} deliveries/s, ${burst.posted.refused} refused`,
  );
  const steadyEventsPerSecond = burst.posted.accepted / burst.seconds / 2;
  const steady = await measureSteady(tools, scenario, {
    account,
    perSecond: steadyEventsPerSecond,
    forMs: STEADY_MS,
  });
  return { scenario, burst, steady, steadyEventsPerSecond };
}

async function measureAll(house: House, scenarios: readonly Scenario[]): Promise<Row[]> {
  const receiver = startOwnProcess<ReceiverCalls>('receiverProcess.ts');
  const driver = startOwnProcess<DriverCalls>('driverProcess.ts');
  const bareLoop = startOwnProcess<BareLoopCalls>('bareLoopProcess.ts');
  try {
    const { port } = await receiver.call('listen', {});
    const receiverUrl = `http://127.0.0.1:${port}`;
    const accounts = await createAccounts({
      env: house.env,
      receiverUrl,
      scenarios: [...WARM_UPS, ...scenarios],
    });
    await house.startApps();
    for (const account of accounts.values()) await openShifts(house.apiUrl, account);
    const pids = new Map([...house.pids, ['driver', driver.pid], ['receiver', receiver.pid]]);
    const tools: Instruments = { apiUrl: house.apiUrl, receiverUrl, driver, receiver, bareLoop, pids };
    const accountOf = (scenario: Scenario): BenchAccount => accounts.get(scenario)!;

    say('Warming up...');
    let bodyBytes = 0;
    for (const scenario of WARM_UPS) {
      const warm = await measureBurst(tools, scenario, {
        account: accountOf(scenario),
        limitMs: WARM_UP_LIMIT_MS,
      });
      bodyBytes = Math.max(bodyBytes, warm.arrivals.bodyBytes);
    }
    // The yardstick as well: its first round is its compiler's.
    await measureBareLoop(tools, bodyBytes);
    const bare: BareResult[] = [await measureBareLoop(tools, bodyBytes)];
    const rows: Row[] = [];
    const lastStartMs = performance.now() + TOTAL_LIMIT_MS;
    for (const scenario of scenarios) {
      if (performance.now() > lastStartMs) {
        say(`${scenario.name}: left out, the machine is too slow for all rows in the time`);
        continue;
      }
      const row = await measureRow(tools, scenario, accountOf(scenario));
      bare.push(await measureBareLoop(tools, bodyBytes));
      // A row is held against the rounds before and after it: a shared machine may be twice as fast five minutes later.
      const rounds = bare.slice(-2).map(({ perSecond }) => perSecond);
      rows.push({ ...row, bare: rounds.reduce((sum, perSecond) => sum + perSecond, 0) / rounds.length });
    }
    for (const { perSecond, cpuMicros } of bare) {
      say(
        `bare loop: ${Math.round(perSecond)} requests/s of ${bodyBytes} bytes, ${Math.round(cpuMicros)} µs of CPU each`,
      );
    }
    return rows;
  } finally {
    for (const own of [receiver, driver, bareLoop]) own.end();
  }
}

async function main(): Promise<void> {
  const profileDir = options.profile ? PROFILE_DIR : null;
  rmSync(PROFILE_DIR, { recursive: true, force: true });
  const scenarios = SCENARIOS.filter(({ name }) => options.only === undefined || name === options.only);
  const house = await openHouse({ deliverers: Number(options.deliverers), profileDir, say });
  let rows: Row[];
  try {
    for (const service of house.services) say(service);
    rows = await measureAll(house, scenarios);
  } finally {
    await house.close();
  }
  say(`\n${printTable(rows)}\n\n${printCpu(rows)}`);
  if (profileDir !== null) {
    const bursts = rows.map(({ burst }) => burst);
    const sum = (of: (burst: BurstResult) => number): number =>
      bursts.reduce((before, burst) => before + of(burst), 0);
    const profiles = printProfiles({
      folder: profileDir,
      startedMs: house.startedMs,
      spans: bursts.map(({ span }) => span),
      cpu: new Map([...house.startedMs.keys()].map((name) => [name, sum(({ cpu }) => cpu.get(name) ?? 0)])),
      events: sum(({ posted }) => posted.accepted),
      deliveries: sum(({ arrivals }) => arrivals.deliveries),
    });
    say(`\n${profiles}`);
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof ServiceError ? `\n${error.message}` : error);
  process.exitCode = 1;
}
