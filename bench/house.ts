import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, openSync, closeSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createTestNamespace } from '@kassahook/testing/testServices';
import { buildAll } from '../scripts/demo/build.js';
import { NODE_FLAGS } from '../scripts/demo/nodeFlags.js';
import { runProgram } from '../scripts/demo/runProgram.js';
import { untilHealthy } from '../scripts/demo/untilHealthy.js';
import { choosePorts } from '../scripts/services/ports.js';
import { createServiceSet } from '../scripts/services/serviceSet.js';
import { serviceNames } from '../scripts/services/types.js';

export interface HouseOptions {
  deliverers: number;
  /** Write a CPU profile of each Node process into this folder. */
  profileDir: string | null;
  say: (line: string) => void;
}

/** The product, running as in production on an own corner of the services. */
export interface House {
  apiUrl: string;
  /** What the processes read. */
  env: Readonly<Record<string, string>>;
  /** Name → process id, of our processes and of the servers that are ours to look at. */
  pids: ReadonlyMap<string, number>;
  /** Name → `performance.now` when our process was started. */
  startedMs: ReadonlyMap<string, number>;
  services: readonly string[];
  startApps(): Promise<void>;
  close(): Promise<void>;
}

const DATA_DIR = resolve('.data', 'bench');
const LOGS_DIR = join(DATA_DIR, 'logs');
const HEALTHY_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 10_000;

/** Brings up the services, a namespace in them, the migrated schema and the build. Starts none of our processes yet. */
export async function openHouse({ deliverers, profileDir, say }: HouseOptions): Promise<House> {
  mkdirSync(LOGS_DIR, { recursive: true });
  const set = createServiceSet({ dataDir: DATA_DIR, longRun: true, log: say });
  const urls = await set.start();
  Object.assign(process.env, urls);
  const namespace = await createTestNamespace(['postgres', 'mongo', 'redis', 'rabbitmq']);
  const names = [
    'api',
    'notifier',
    ...Array.from({ length: deliverers }, (_, index) => `deliverer-${index + 1}`),
  ];
  const ports = await choosePorts({
    key: DATA_DIR,
    names: ['http', ...names],
    known: {},
    reserved: new Set(),
  });
  const env = {
    POSTGRES_URL: namespace.POSTGRES_URL,
    MONGO_URL: namespace.MONGO_URL,
    REDIS_URL: namespace.REDIS_URL,
    REDIS_PREFIX: namespace.REDIS_PREFIX,
    RABBITMQ_URL: namespace.RABBITMQ_URL,
    NODE_ENV: 'production',
    SECRET_KEYS: `bench1:${randomBytes(32).toString('base64')}`,
    API_PORT: String(ports['http']),
    OUTGOING_ALLOWED_CIDRS: '127.0.0.0/8',
    OUTGOING_PORTS: '1-65535',
  };
  const pids = new Map<string, number>();
  for (const name of serviceNames) {
    const { pid } = set.service(name);
    if (pid !== null) pids.set(name, pid);
  }
  const startedMs = new Map<string, number>();
  const children: ChildProcess[] = [];

  function startApp(name: string): void {
    const app = name.replace(/-\d+$/, '');
    const log = openSync(join(LOGS_DIR, `${name}.log`), 'w');
    const flags = profileDir === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${join(profileDir, name)}`];
    const child = spawn(process.execPath, [...flags, ...NODE_FLAGS, `apps/${app}/dist/main.js`], {
      env: { ...process.env, ...env, OPS_PORT: String(ports[name]), WORKER_NAME: name },
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    children.push(child);
    startedMs.set(name, performance.now());
    if (child.pid !== undefined) pids.set(name, child.pid);
  }

  async function close(): Promise<void> {
    await Promise.all(children.map(endProcess));
    try {
      await namespace.drop();
    } finally {
      await set.stop(); // also when a service is past answering
    }
  }

  try {
    await buildAll();
    await runProgram('apps/api/dist/migrate.js', env);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    apiUrl: `http://127.0.0.1:${ports['http']}`,
    env,
    pids,
    startedMs,
    services: serviceNames.map((name) => set.service(name).description),
    async startApps() {
      for (const name of names) startApp(name);
      const readiness = names.map((name): [string, string] => [
        name,
        `http://127.0.0.1:${ports[name]}/health/ready`,
      ]);
      await untilHealthy(Object.fromEntries(readiness), {
        timeoutMs: HEALTHY_LIMIT_MS,
        logsDir: LOGS_DIR,
        signal: new AbortController().signal,
      });
    },
    close,
  };
}

/** An orderly end, so that a profile is written; a short one. */
async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  child.kill('SIGTERM');
  const limit = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
  await ended;
  clearTimeout(limit);
}
