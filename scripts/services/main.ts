// A command for developers: `node scripts/bootstrap.mjs scripts/services/main.ts start|stop|status --data <folder>`.
// `start` prints lines for the shell (`eval "$(...)"`) and leaves the services running; everything for people goes to stderr.

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isRunning } from './processTable.js';
import { createServiceSet, stopAll } from './serviceSet.js';
import { readRecord } from './stateFile.js';
import { ServiceError, serviceNames } from './types.js';

const usage =
  'Type: node scripts/bootstrap.mjs scripts/services/main.ts start|stop|status [--data <folder>] [--only redis,mongo]';

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function start(dataDir: string, only: string | undefined): Promise<void> {
  const names = serviceNames.filter((name) => only === undefined || only.split(',').includes(name));
  const set = createServiceSet({ dataDir, log: say, only: names });
  const urls = await set.start();
  for (const name of names) say(set.service(name).description);
  for (const [key, value] of Object.entries(urls)) process.stdout.write(`export ${key}='${value}'\n`);
}

async function status(dataDir: string): Promise<void> {
  for (const name of serviceNames) {
    const record = await readRecord(dataDir, name);
    const alive = record?.processes[0] !== undefined && (await isRunning(record.processes[0]));
    const pids = record?.processes.map((mark) => mark.pid).join(', ');
    const state = alive
      ? `running, pid ${pids}`
      : record?.composeProject
        ? `Compose project ${record.composeProject}`
        : 'stopped';
    say(`${record?.description ?? name}: ${state}`);
  }
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { data: { type: 'string', default: '.data' }, only: { type: 'string' } },
  });
  const dataDir = resolve(values.data);
  switch (positionals[0]) {
    case 'start':
      return start(dataDir, values.only);
    case 'stop':
      for (const description of await stopAll(dataDir)) say(`stopped  ${description}`);
      return;
    case 'status':
      return status(dataDir);
    case undefined:
    default:
      throw new ServiceError('Unknown command.', usage);
  }
}

try {
  await main();
} catch (error) {
  say(error instanceof ServiceError ? `\n${error.message}` : String((error as Error).stack));
  process.exitCode = 1;
}
