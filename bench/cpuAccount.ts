import { existsSync, readFileSync } from 'node:fs';
import { listDescendants } from '../scripts/services/processTable.js';

/** CPU seconds (user and system) that each process and its children have used so far, by name; and what the machine did besides. */
export type CpuReading = ReadonlyMap<string, number>;

/** Names of what is not ours: time in which the cores had nothing to do, or worked for somebody else. */
export const IDLE = 'idle';
export const OTHERS = 'other programs';

/** The kernel counts in hundredths of a second on every Linux that Node runs on (USER_HZ). */
const TICKS_PER_SECOND = 100;

/** The kernel's own accounting; empty on systems without /proc. */
export async function readCpu(pids: ReadonlyMap<string, number>): Promise<CpuReading> {
  const reading = new Map<string, number>();
  if (!existsSync('/proc/self/stat')) return reading;
  for (const [name, pid] of pids) {
    const children = await listDescendants(pid);
    const own = [pid, ...children.map((child) => child.pid)].map(secondsOf);
    reading.set(
      name,
      own.reduce((sum, seconds) => sum + seconds, 0),
    );
  }
  const { busy, idle } = machineSeconds();
  const ours = [...reading.values()].reduce((sum, seconds) => sum + seconds, 0);
  return reading.set(OTHERS, busy - ours).set(IDLE, idle);
}

/** The first line of proc_stat(5): user, nice, system, idle, waiting for disks, interrupts, soft interrupts, stolen by a host. */
function machineSeconds(): { busy: number; idle: number } {
  const line = readFileSync('/proc/stat', 'latin1').split('\n', 1)[0] ?? '';
  const fields = line.trim().split(/\s+/).slice(1, 9).map(Number);
  const all = fields.reduce((sum, ticks) => sum + ticks, 0);
  const idle = (fields[3] ?? 0) + (fields[4] ?? 0);
  return { busy: (all - idle) / TICKS_PER_SECOND, idle: idle / TICKS_PER_SECOND };
}

/** Fields 14 to 17 of proc(5): user and system time, and those of children that have ended. */
function secondsOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    return ticks / TICKS_PER_SECOND;
  } catch {
    return 0; // it ended in between
  }
}

/** What was used between two readings. */
export function cpuBetween(before: CpuReading, after: CpuReading): CpuReading {
  return new Map([...after].map(([name, seconds]) => [name, seconds - (before.get(name) ?? 0)]));
}
