import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { createServiceSet } from '../services/serviceSet.js';
import { serviceNames } from '../services/types.js';
import { printBoard } from './board.js';
import { buildAll } from './build.js';
import { demoPaths } from './demoPaths.js';
import { clearDemoState, writeDemoState } from './demoState.js';
import { endLeftovers } from './leftovers.js';
import { planProcesses } from './processes.js';
import { runProgram } from './runProgram.js';
import { demoSecretKeys } from './secretKeys.js';
import { readDemo, seedDemo } from './seed.js';
import { createSupervisor } from './supervisor.js';
import { untilHealthy } from './untilHealthy.js';

const HEALTHY_LIMIT_MS = 120_000;

/** Brings everything up, says so, and stays until SIGINT or SIGTERM; then stops what it started, in reverse order. */
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
    const urls = await services.start();
    const descriptions = serviceNames.map((name) => services.service(name).description);
    for (const line of descriptions) say(`  ${line}`);
    await buildAll();
    const plan = await planProcesses(urls, demoSecretKeys());
    await runProgram('apps/api/dist/migrate.js', plan.env);
    const demo = await seedDemo({ env: plan.env, receiverUrl: plan.receiverUrl, known: readDemo() });
    for (const spec of plan.specs(demo)) supervisor.start(spec);
    await Promise.race([untilHealthy(plan.readiness, HEALTHY_LIMIT_MS, demoPaths.logsDir), stop]);
    const inspectorUrl = plan.apiUrl + demo.inspectorPath;
    writeDemoFile({ apiUrl: plan.apiUrl, inspectorUrl, ...demo, databaseUrls: urls });
    const { apiUrl, receiverUrl, metrics } = plan;
    const board = printBoard({ demo, apiUrl, receiverUrl, metrics, services: descriptions, detached });
    writeDemoState({ pid: process.pid, ready: true, board });
    say(board);
    await stop;
    say('Stopping...');
  } finally {
    await supervisor.stopAll();
    await services.stop();
    clearDemoState();
  }
}

function signalled(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
    process.once('SIGHUP', () => resolve());
  });
}

function writeDemoFile(content: object): void {
  const draft = `${demoPaths.demoFile}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, demoPaths.demoFile);
}
