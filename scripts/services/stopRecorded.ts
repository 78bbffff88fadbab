import { stopComposeService } from './composeService.js';
import { endProcess } from './detachedProcess.js';
import { isRunning, type ProcessMark } from './processTable.js';
import { readRecord, writeRecord, type ServiceRecord } from './stateFile.js';
import type { ServiceName } from './types.js';

/** Companions (epmd) have nothing to save. */
const companionTimeoutMs = 2_000;

/** Ends the server first, then the programs it needs. */
export async function endProcesses(
  processes: readonly ProcessMark[],
  { stopSignal, stopTimeoutMs }: Pick<ServiceRecord, 'stopSignal' | 'stopTimeoutMs'>,
): Promise<void> {
  const [server, ...companions] = processes;
  if (server) await endProcess(server, stopSignal, stopTimeoutMs);
  for (const companion of companions) await endProcess(companion, 'SIGTERM', companionTimeoutMs);
}

/** Stops what the record of a data folder says is running. @returns its description, undefined when nothing ran */
export async function stopRecorded(dataDir: string, name: ServiceName): Promise<string | undefined> {
  const record = await readRecord(dataDir, name);
  if (!record) return undefined;
  if (record.composeProject) {
    await stopComposeService(record.composeProject, name);
    return record.description;
  }
  const alive = await Promise.all(record.processes.map(isRunning));
  await endProcesses(record.processes, record);
  await writeRecord(dataDir, { ...record, processes: [] });
  return alive.includes(true) ? record.description : undefined;
}
