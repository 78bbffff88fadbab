import { setTimeout as delay } from 'node:timers/promises';
import type { BenchAccount } from './accounts.js';
import { cpuBetween, readCpu, type CpuReading } from './cpuAccount.js';
import type { OwnProcess } from './ownProcess.js';
import type { Arrivals, BareLoopCalls, DriverCalls, Posted, ReceiverCalls } from './protocol.js';
import type { Span } from './profiles.js';
import type { Scenario } from './scenarios.js';

/** The outside world of a bench. */
export interface Instruments {
  apiUrl: string;
  receiverUrl: string;
  driver: OwnProcess<DriverCalls>;
  receiver: OwnProcess<ReceiverCalls>;
  bareLoop: OwnProcess<BareLoopCalls>;
  pids: ReadonlyMap<string, number>;
}

export interface BurstResult {
  posted: Posted;
  arrivals: Arrivals;
  /** Deliveries that should have arrived at webhooks that answer. */
  expected: number;
  seconds: number;
  deliveriesPerSecond: number;
  cpu: CpuReading;
  /** When it ran. */
  span: Span;
}

/** Posts in flight: enough to keep the API busy while its batches are written, few enough to be bounded. */
const POSTS_IN_FLIGHT = 256;
/** As many as the deliverers have in flight when every endpoint has its share. */
const BARE_IN_FLIGHT = 100;
const BARE_MS = 2_000;
const ARRIVAL_LIMIT_MS = 40_000;
/** The attempt log's last flush and the last acks, which belong to the work that is accounted for. */
const SETTLE_MS = 400;

/** The bare loop against the same receiver: what it reaches, and the CPU time of both sides for a request. */
export interface BareResult {
  perSecond: number;
  cpuMicros: number;
}

export async function measureBareLoop(tools: Instruments, bodyBytes: number): Promise<BareResult> {
  const url = new URL('/bare', tools.receiverUrl).toString();
  const pids = new Map([
    ['loop', tools.bareLoop.pid],
    ['receiver', tools.receiver.pid],
  ]);
  const before = await readCpu(pids);
  const { perSecond } = await tools.bareLoop.call('run', {
    url,
    bodyBytes,
    inFlight: BARE_IN_FLIGHT,
    forMs: BARE_MS,
  });
  const used = cpuBetween(before, await readCpu(pids));
  const ours = (used.get('loop') ?? 0) + (used.get('receiver') ?? 0);
  return { perSecond, cpuMicros: (ours * 1e6) / (perSecond * (BARE_MS / 1000)) };
}

/**
 * Everything at once: receipts are posted as fast as the API takes them, and the clock runs from the first post until the last
 * delivery has arrived, so nothing that is still in a queue counts. After `limitMs` no more is posted.
 */
export async function measureBurst(
  tools: Instruments,
  scenario: Scenario,
  { account, limitMs }: { account: BenchAccount; limitMs: number },
): Promise<BurstResult> {
  const { driver, receiver, apiUrl, pids } = tools;
  await receiver.call('reset', {});
  const fromMs = performance.now();
  const before = await readCpu(pids);
  const posted = await driver.call('burst', {
    account: { apiUrl, ...account, firstNumber: 1 },
    count: scenario.events,
    inFlight: POSTS_IN_FLIGHT,
    limitMs,
  });
  const expected = posted.accepted * (scenario.webhooks - scenario.hanging);
  const arrivals = await receiver.call('arrived', { deliveries: expected, limitMs: ARRIVAL_LIMIT_MS });
  await delay(SETTLE_MS);
  const cpu = cpuBetween(before, await readCpu(pids));
  const span = { fromMs, toMs: performance.now() };
  const seconds = (arrivals.lastAtMs - posted.startedAtMs) / 1000;
  return {
    posted,
    arrivals,
    expected,
    seconds,
    deliveriesPerSecond: arrivals.deliveries / seconds,
    cpu,
    span,
  };
}

/** Latencies while receipts come in at an even rate. */
export async function measureSteady(
  tools: Instruments,
  scenario: Scenario,
  { account, perSecond, forMs }: { account: BenchAccount; perSecond: number; forMs: number },
): Promise<Arrivals> {
  const { driver, receiver, apiUrl } = tools;
  await receiver.call('reset', {});
  const posting = { apiUrl, ...account, firstNumber: scenario.events + 1 };
  const posted = await driver.call('steady', { account: posting, perSecond, forMs });
  const expected = posted.accepted * (scenario.webhooks - scenario.hanging);
  return receiver.call('arrived', { deliveries: expected, limitMs: ARRIVAL_LIMIT_MS });
}
