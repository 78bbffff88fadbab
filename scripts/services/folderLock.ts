import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isRunning, markProcess, type ProcessMark } from './processTable.js';

const pollMs = 100;
/** Between the making of the folder and the writing of the owner there are microseconds; beyond this the owner died in them. */
const ownerlessAfterMs = 5_000;

/**
 * Runs `work` while no other process holds this lock. A folder is the lock (mkdir is atomic); it names its owner, so the lock of a
 * killed process is taken over at once.
 * @param onWait called once, when the lock is not free
 */
export async function withFolderLock<T>(
  lockDir: string,
  onWait: () => void,
  work: () => Promise<T>,
): Promise<T> {
  await mkdir(dirname(lockDir), { recursive: true });
  const ownerFile = join(lockDir, 'owner.json');
  let hasSaidSo = false;
  while (!(await tryToMake(lockDir))) {
    if (!(await ownerIsAlive(lockDir, ownerFile))) await rm(lockDir, { recursive: true, force: true });
    else {
      if (!hasSaidSo) onWait();
      hasSaidSo = true;
      await delay(pollMs);
    }
  }
  try {
    await writeFile(ownerFile, JSON.stringify(await markProcess(process.pid)));
    return await work();
  } finally {
    await rm(lockDir, { recursive: true, force: true });
  }
}

async function tryToMake(lockDir: string): Promise<boolean> {
  try {
    await mkdir(lockDir);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function ownerIsAlive(lockDir: string, ownerFile: string): Promise<boolean> {
  try {
    return await isRunning(JSON.parse(await readFile(ownerFile, 'utf8')) as ProcessMark);
  } catch {
    const madeAtMs = await stat(lockDir).then(
      (entry) => entry.mtimeMs,
      () => 0,
    );
    return Date.now() - madeAtMs < ownerlessAfterMs;
  }
}
