import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endProcess } from '../services/detachedProcess.js';
import { markProcess, type ProcessMark } from '../services/processTable.js';

const END_LIMIT_MS = 20_000;

/** Notes a started process, so that it can be found and ended when its supervisor was killed. */
export async function noteProcess(folder: string, name: string, pid: number): Promise<void> {
  const mark = await markProcess(pid);
  if (!mark) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(mark));
}

/** Forgets a process that has ended. */
export function forgetProcess(folder: string, name: string): void {
  rmSync(join(folder, `${name}.json`), { force: true });
}

/** Ends the noted processes that still run; answers with their names. */
export async function endLeftovers(folder: string): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  await Promise.all(
    files.map(async (file) => {
      await endProcess(
        JSON.parse(readFileSync(join(folder, file), 'utf8')) as ProcessMark,
        'SIGTERM',
        END_LIMIT_MS,
      );
      rmSync(join(folder, file), { force: true });
    }),
  );
  return files.map((file) => file.replace(/\.json$/, ''));
}
