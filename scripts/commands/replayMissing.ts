/**
 * `npm run replay-missing`: publishes again what the event store has and no queue seems to hold (docs/reliability.md).
 * It works on the servers that the environment names, else on those of the running demo. Options go to the program:
 * `npm run replay-missing -- --since 12h --broker-lost`.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { buildAll } from '../demo/build.js';
import { demoPaths } from '../demo/demoPaths.js';
import { ServiceError } from '../services/types.js';

const PROGRAM = 'apps/notifier/dist/replayMissing.js';
const NEEDED = ['MONGO_URL', 'RABBITMQ_URL'] as const;

/** The servers of the demo, as `npm run up` wrote them down. */
function demoUrls(): Record<string, string> {
  try {
    const { databaseUrls } = JSON.parse(readFileSync(demoPaths.demoFile, 'utf8')) as {
      databaseUrls?: Record<string, string>;
    };
    return databaseUrls ?? {};
  } catch {
    return {};
  }
}

function readUrls(): Record<string, string> {
  const known = demoUrls();
  const urls = NEEDED.map((name) => [name, process.env[name] || known[name]] as const);
  const missing = urls.filter(([, url]) => !url).map(([name]) => name);
  if (missing.length > 0) {
    throw new ServiceError(
      `${missing.join(' and ')} not set, and no demo is running here`,
      'Type: npm run up -- --detach   (or set the addresses of your servers)',
    );
  }
  return Object.fromEntries(urls) as Record<string, string>;
}

async function replayMissing(): Promise<void> {
  const urls = readUrls();
  if (!existsSync(PROGRAM)) await buildAll();
  const child = spawn(process.execPath, ['--enable-source-maps', PROGRAM, ...process.argv.slice(2)], {
    env: { LOG_PRETTY: 'true', ...process.env, ...urls },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  process.exitCode = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

try {
  await replayMissing();
} catch (error) {
  console.error(error instanceof ServiceError ? `\n${error.message}` : error);
  process.exitCode = 1;
}
