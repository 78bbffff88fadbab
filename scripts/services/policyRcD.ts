import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

const policyPath = '/usr/sbin/policy-rc.d';
/** How a file of ours is told from the administrator's, should we be killed while it is there. */
const mark = '# written by kassahook for the moment of an installation';
const forbidStarts = `#!/bin/sh\n${mark}\nexit 101\n`;
const endingSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

function isOurs(path: string): boolean {
  return existsSync(path) && readFileSync(path, 'utf8').includes(mark);
}

/**
 * Debian starts a server as soon as it is installed, on its standard port and under the system's supervision. While
 * policy-rc.d answers 101 it does not. What was there before comes back afterwards: on success, on failure, on Ctrl-C, and
 * at the next run when this process was killed.
 * @param path only for tests
 */
export async function withServiceStartSuppressed<T>(work: () => Promise<T>, path = policyPath): Promise<T> {
  const savedPath = `${path}.before-kassahook`;
  const restore = () => {
    if (isOurs(path)) rmSync(path);
    if (existsSync(savedPath)) renameSync(savedPath, path);
  };
  const restoreAndEnd = (signal: NodeJS.Signals) => {
    restore();
    for (const name of endingSignals) process.off(name, restoreAndEnd);
    process.kill(process.pid, signal);
  };
  restore();
  if (existsSync(path)) renameSync(path, savedPath);
  try {
    process.once('exit', restore);
    for (const signal of endingSignals) process.on(signal, restoreAndEnd);
    writeFileSync(path, forbidStarts, { mode: 0o755 });
    return await work();
  } finally {
    restore();
    process.off('exit', restore);
    for (const signal of endingSignals) process.off(signal, restoreAndEnd);
  }
}
