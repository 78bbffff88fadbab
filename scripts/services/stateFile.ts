import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProcessMark } from './processTable.js';
import type { ServiceName, ServiceOrigin } from './types.js';

/** What the data folder remembers of a service, so that another process can find, use and stop it. */
export interface ServiceRecord {
  name: ServiceName;
  origin: ServiceOrigin;
  description: string;
  /** Survive a stop: a service comes back on the ports it had. */
  ports: Record<string, number>;
  /** Empty when stopped. The server first, then programs that it needs beside it. */
  processes: ProcessMark[];
  /** How the server is asked to end, and how long it may take. */
  stopSignal: NodeJS.Signals;
  stopTimeoutMs: number;
  /** The Compose project that runs it, when Docker does. */
  composeProject?: string;
}

function recordPath(dataDir: string, name: ServiceName): string {
  return join(dataDir, 'services', `${name}.json`);
}

/** Undefined when there is none, or when it cannot be read: a broken record is as good as none. */
export async function readRecord(dataDir: string, name: ServiceName): Promise<ServiceRecord | undefined> {
  try {
    const record = JSON.parse(await readFile(recordPath(dataDir, name), 'utf8')) as Partial<ServiceRecord>;
    if (record.name !== name || !record.origin || !record.ports || !Array.isArray(record.processes))
      return undefined;
    return record as ServiceRecord;
  } catch {
    return undefined;
  }
}

/** Written beside and renamed: a reader never sees half a record, whatever kills the writer. */
export async function writeRecord(dataDir: string, record: ServiceRecord): Promise<void> {
  const path = recordPath(dataDir, record.name);
  await mkdir(join(dataDir, 'services'), { recursive: true });
  const temporary = `${path}.${process.pid}`;
  await writeFile(temporary, `${JSON.stringify(record, null, 2)}\n`);
  await rename(temporary, path);
}
