import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { forgetProcess, noteProcess } from './leftovers.js';
import { NODE_FLAGS } from './nodeFlags.js';

/** One process of the demo. */
export interface ProcessSpec {
  /** Unique; also the log's name. */
  name: string;
  /** The program's file, run by this Node. */
  file: string;
  env: Readonly<Record<string, string>>;
  /** Its standard output also goes to the terminal. */
  shown?: boolean;
}

export interface Supervisor {
  start(spec: ProcessSpec): void;
  /** Ends all processes, last started first: SIGTERM, and SIGKILL for one that does not end in time. */
  stopAll(): Promise<void>;
  pidOf(name: string): number | null;
}

export interface SupervisorOptions {
  logsDir: string;
  /** Where the process ids are noted. */
  pidsDir: string;
  say: (line: string) => void;
}

interface Running {
  spec: ProcessSpec;
  child: ChildProcess | null;
  ended: Promise<void>;
}

const FIRST_RESTART_MS = 200;
const LONGEST_RESTART_MS = 10_000;
/** A process that ran so long before it ended starts again at once. */
const STABLE_MS = 30_000;
const STOP_LIMIT_MS = 20_000;

/** Starts processes, writes their output to a log each, and starts one again that ends by itself, with a growing pause. */
export function createSupervisor({ logsDir, pidsDir, say }: SupervisorOptions): Supervisor {
  const running = new Map<string, Running>();
  const stopping = new AbortController();
  const isStopping = (): boolean => stopping.signal.aborted;

  async function keepRunning(entry: Running): Promise<void> {
    const { spec } = entry;
    const log = createWriteStream(join(logsDir, `${spec.name}.log`), { flags: 'a' });
    let pauseMs = FIRST_RESTART_MS;
    while (!isStopping()) {
      const startedMs = performance.now();
      entry.child = startChild(spec, log);
      const ending = endOf(entry.child);
      if (entry.child.pid !== undefined) await noteProcess(pidsDir, spec.name, entry.child.pid);
      const ended = await ending;
      forgetProcess(pidsDir, spec.name);
      entry.child = null;
      if (isStopping()) break;
      if (performance.now() - startedMs > STABLE_MS) pauseMs = FIRST_RESTART_MS;
      say(`${spec.name} ended (${ended}); starting it again. Its log: ${join(logsDir, `${spec.name}.log`)}`);
      await delay(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      pauseMs = Math.min(pauseMs * 2, LONGEST_RESTART_MS);
    }
    log.end();
  }

  return {
    start(spec) {
      const entry: Running = { spec, child: null, ended: Promise.resolve() };
      entry.ended = keepRunning(entry);
      running.set(spec.name, entry);
    },
    async stopAll() {
      stopping.abort();
      for (const entry of [...running.values()].reverse()) {
        entry.child?.kill('SIGTERM');
        const limit = setTimeout(() => entry.child?.kill('SIGKILL'), STOP_LIMIT_MS);
        await entry.ended;
        clearTimeout(limit);
      }
    },
    pidOf: (name) => running.get(name)?.child?.pid ?? null,
  };
}

/** Detached, so that Ctrl-C reaches only the supervisor, which ends the processes in order. */
function startChild(spec: ProcessSpec, log: WriteStream): ChildProcess {
  const child = spawn(process.execPath, [...NODE_FLAGS, spec.file], {
    env: { ...process.env, ...spec.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  if (spec.shown) child.stdout.pipe(process.stdout, { end: false });
  return child;
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit ${code ?? '?'}`));
  });
}
