import { mkdirSync } from 'node:fs';
import { createServiceSet } from '../services/serviceSet.js';
import { serviceNames } from '../services/types.js';
import { printBoard } from './board.js';
import { buildAll } from './build.js';
import { readDemo, writeDemo } from './demoFile.js';
import { demoPaths } from './demoPaths.js';
import { clearDemoState, writeDemoState } from './demoState.js';
import { endLeftovers } from './leftovers.js';
import { planProcesses } from './processes.js';
import { runProgram } from './runProgram.js';
import { demoSecretKeys } from './secretKeys.js';
import { seedDemo } from './seed.js';
import { createSupervisor } from './supervisor.js';
import { untilHealthy } from './untilHealthy.js';

const HEALTHY_LIMIT_MS = 120_000;

/**
 * Brings everything up, says so, and stays until SIGINT or SIGTERM; then stops what it started, in reverse order. A signal that comes
 * before all is ready ends it as well, after the step that is being made.
 */
export async function runDemo({ detached }: { detached: boolean }): Promise<void> {
  const stop = signalled();
  const say = (line: string): void => console.log(line);
  mkdirSync(demoPaths.logsDir, { recursive: true });
  writeDemoState({ pid: process.pid, ready: false, board: '' });
  const services = createServiceSet({ dataDir: demoPaths.dataDir, log: say });
  const supervisor = createSupervisor({ ...demoPaths, say });
  try {
    await endLeftovers(demoPaths.pidsDir);
    say('Bringing up the services...');
    const databaseUrls = await services.start();
    const descriptions = serviceNames.map((name) => services.service(name).description);
    for (const line of descriptions) say(`  ${line}`);
    stop.throwIfAborted();
    await buildAll();
    stop.throwIfAborted();
    const plan = await planProcesses(databaseUrls, demoSecretKeys());
    await runProgram('apps/api/dist/migrate.js', plan.env);
    const { apiUrl, cabinetUrl, receiverUrl, metrics } = plan;
    const demo = await seedDemo({ env: plan.env, receiverUrl, known: readDemo() });
    const inspectorUrl = apiUrl + demo.inspectorPath;
    // At once: the tokens are nowhere else, and what follows may fail.
    writeDemo({ apiUrl, cabinetUrl, inspectorUrl, ...demo, databaseUrls });
    stop.throwIfAborted();
    for (const spec of plan.specs(demo)) supervisor.start(spec);
    const { logsDir } = demoPaths;
    await untilHealthy(plan.readiness, { timeoutMs: HEALTHY_LIMIT_MS, logsDir, signal: stop });
    const urls = { apiUrl, cabinetUrl, receiverUrl, inspectorUrl };
    const board = printBoard({ demo, ...urls, metrics, services: descriptions, detached });
    writeDemoState({ pid: process.pid, ready: true, board });
    say(board);
    await aborted(stop);
  } catch (error) {
    if (!stop.aborted) throw error;
  } finally {
    if (stop.aborted) say('Stopping...');
    await supervisor.stopAll();
    await services.stop();
    clearDemoState();
  }
}

function signalled(): AbortSignal {
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(name, () => stop.abort(new Error(`stopped by ${name}`)));
  }
  return stop.signal;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
