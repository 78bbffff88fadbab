import { spawn } from 'node:child_process';
import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isRunning, listDescendants, markProcess, type ProcessMark } from './processTable.js';
import type { ServiceSignal } from './types.js';

const pollMs = 20;

export interface DetachedProgram {
  command: string;
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  cwd: string;
  /** Standard output and error are appended here. */
  logFile: string;
  user?: { uid: number; gid: number };
}

/**
 * Starts a program detached from the terminal, so that neither Ctrl-C nor the end of this process reaches it.
 * @throws when it cannot be executed, or is gone at once
 */
export async function spawnDetached(program: DetachedProgram): Promise<ProcessMark> {
  await mkdir(dirname(program.logFile), { recursive: true });
  const log = await open(program.logFile, 'a');
  try {
    const child = spawn(program.command, program.args, {
      cwd: program.cwd,
      env: program.env,
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      ...program.user,
    });
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', reject);
    });
    child.unref();
    const mark = child.pid === undefined ? undefined : await markProcess(child.pid);
    if (!mark) throw new Error(`${program.command} ended at once; its output is in ${program.logFile}`);
    return mark;
  } finally {
    await log.close();
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** True when the process was gone within the time. */
export async function waitForExit(mark: ProcessMark, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (await isRunning(mark)) {
    if (Date.now() > deadline) return false;
    await delay(pollMs);
  }
  return true;
}

/**
 * Signals a server with all its children. SIGKILL: the server is stopped first so that it cannot fork while its children are
 * listed; otherwise a PostgreSQL backend could survive, hold the shared memory and block the next start.
 */
export async function signalTree(mark: ProcessMark, signal: ServiceSignal): Promise<void> {
  if (!(await isRunning(mark))) return;
  if (signal === 'SIGTERM') {
    send(mark.pid, signal);
    return;
  }
  if (signal === 'SIGKILL') send(mark.pid, 'SIGSTOP');
  const tree = [mark, ...(await listDescendants(mark.pid))];
  for (const member of tree) send(member.pid, signal);
  if (signal !== 'SIGKILL') return;
  const gone = await Promise.all(tree.map((member) => waitForExit(member, 10_000)));
  if (gone.includes(false)) throw new Error(`process ${mark.pid} or a child of it outlived SIGKILL by 10 s`);
}

/** Asks a server to end, and kills it when it does not within the time. */
export async function endProcess(
  mark: ProcessMark,
  signal: NodeJS.Signals,
  timeoutMs: number,
): Promise<void> {
  if (!(await isRunning(mark))) return;
  // A stopped process does not see any other signal until it goes on.
  await signalTree(mark, 'SIGCONT');
  send(mark.pid, signal);
  if (!(await waitForExit(mark, timeoutMs))) await signalTree(mark, 'SIGKILL');
}
