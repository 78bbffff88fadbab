import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A process id alone may be reused by a stranger; with the start time it names one process for good. */
export interface ProcessMark {
  pid: number;
  startedAt: string;
}

interface ProcessRow extends ProcessMark {
  parentPid: number;
  /** A zombie holds nothing: no port, no lock, no memory. It counts as gone. */
  isZombie: boolean;
}

const hasProc = existsSync('/proc/self/stat');

async function readRow(pid: number): Promise<ProcessRow | undefined> {
  if (!hasProc) return (await readRowsFromPs(['-p', String(pid)]))[0];
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'latin1');
    // The second field is the program's name in brackets and may itself contain spaces and brackets.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return {
      pid,
      isZombie: fields[0] === 'Z' || fields[0] === 'X',
      parentPid: Number(fields[1]),
      startedAt: fields[19] ?? '',
    };
  } catch {
    return undefined;
  }
}

/** For systems without /proc (macOS). */
async function readRowsFromPs(selection: readonly string[]): Promise<ProcessRow[]> {
  try {
    const { stdout } = await run('ps', [...selection, '-o', 'pid=,ppid=,stat=,lstart='], {
      env: { LC_ALL: 'C', PATH: '/bin:/usr/bin' },
    });
    return stdout
      .split('\n')
      .map((line) => /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.+?)\s*$/.exec(line))
      .filter((match) => match !== null)
      .map(([, pid = '', parentPid = '', state = '', startedAt = '']) => ({
        pid: Number(pid),
        parentPid: Number(parentPid),
        isZombie: state.startsWith('Z'),
        startedAt,
      }));
  } catch {
    return [];
  }
}

async function readAllRows(): Promise<ProcessRow[]> {
  if (!hasProc) return readRowsFromPs(['-ax']);
  const pids = (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry)).map(Number);
  return (await Promise.all(pids.map(readRow))).filter((row) => row !== undefined);
}

/** The mark of a process that runs now, undefined when it does not. */
export async function markProcess(pid: number): Promise<ProcessMark | undefined> {
  const row = await readRow(pid);
  return row && !row.isZombie ? { pid, startedAt: row.startedAt } : undefined;
}

export async function isRunning(mark: ProcessMark): Promise<boolean> {
  return (await markProcess(mark.pid))?.startedAt === mark.startedAt;
}

/** Children, grandchildren and so on, nearest first. */
export async function listDescendants(pid: number): Promise<ProcessMark[]> {
  const rows = (await readAllRows()).filter((row) => !row.isZombie);
  const found: ProcessMark[] = [];
  let parents = new Set([pid]);
  while (parents.size > 0) {
    const children = rows.filter((row) => parents.has(row.parentPid));
    found.push(...children.map(({ pid: childPid, startedAt }) => ({ pid: childPid, startedAt })));
    parents = new Set(children.map((row) => row.pid));
  }
  return found;
}
