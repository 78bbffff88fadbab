import { setTimeout as delay } from 'node:timers/promises';
import { stopAll } from '../services/serviceSet.js';
import { demoPaths } from './demoPaths.js';
import { readDemoState } from './demoState.js';
import { endLeftovers } from './leftovers.js';

const STOP_LIMIT_MS = 90_000;

/** Stops the running demo, then the services that still run in its data folder. */
export async function stopDemo(): Promise<void> {
  const state = readDemoState();
  if (state) {
    process.kill(state.pid, 'SIGTERM');
    for (const deadline = Date.now() + STOP_LIMIT_MS; readDemoState() && Date.now() < deadline;)
      await delay(100);
  }
  for (const name of await endLeftovers(demoPaths.pidsDir)) console.log(`stopped  ${name}`);
  for (const description of await stopAll(demoPaths.dataDir)) console.log(`stopped  ${description}`);
  console.log('kassahook is down');
}
