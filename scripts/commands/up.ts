/**
 * `npm run up`: services, migrations, build, processes, demo data; then a short board.
 * It stays in the foreground and Ctrl-C stops what it started; `npm run up -- --detach` returns when everything is ready.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { demoPaths } from '../demo/demoPaths.js';
import { readDemoState } from '../demo/demoState.js';
import { runDemo } from '../demo/runDemo.js';
import { ServiceError } from '../services/types.js';

const DETACHED_LIMIT_MS = 15 * 60_000;

async function upDetached(): Promise<void> {
  const logFile = join(demoPaths.logsDir, 'up.log');
  const log = openSync(logFile, 'w');
  const [program = '', ...args] = process.argv;
  const child = spawn(
    program,
    [...process.execArgv, ...args.filter((arg) => arg !== '--detach'), '--detached'],
    {
      detached: true,
      stdio: ['ignore', log, log],
    },
  );
  const ended = new Promise<void>((_, reject) => {
    child.once('exit', (code) => {
      reject(new ServiceError(`npm run up ended with ${code ?? 'a signal'}`, `Type: tail -n 50 ${logFile}`));
    });
  });
  let toldChars = 0;
  const tell = (text: string): void => {
    process.stdout.write(text.slice(toldChars));
    toldChars = Math.max(toldChars, text.length);
  };
  const ready = async (): Promise<void> => {
    for (const deadline = Date.now() + DETACHED_LIMIT_MS; Date.now() < deadline;) {
      await delay(200);
      // What it says on its way, in whole lines. Read before the state: without one that is ready there is no board in it.
      const said = readFileSync(logFile, 'utf8').replace(/[^\n]*$/, '');
      const state = readDemoState();
      const isReady = state !== null && state.pid === child.pid && state.ready;
      const [onItsWay = ''] = isReady ? said.split(state.board) : [said];
      tell(onItsWay);
      if (!isReady) continue;
      console.log(state.board);
      return;
    }
    throw new ServiceError('not ready in time', `Type: tail -n 50 ${logFile}`);
  };
  await Promise.race([ended, ready()]);
  child.removeAllListeners();
  child.unref();
}

const { values } = parseArgs({ options: { detach: { type: 'boolean' }, detached: { type: 'boolean' } } });
mkdirSync(demoPaths.logsDir, { recursive: true });
try {
  const running = readDemoState();
  if (running) {
    console.log(running.ready ? running.board : 'npm run up is starting in another terminal');
  } else if (values.detach) {
    await upDetached();
  } else {
    await runDemo({ detached: values.detached ?? false });
  }
} catch (error) {
  console.error(error instanceof ServiceError ? `\n${error.message}` : error);
  process.exitCode = 1;
}
