import { appendFile, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { signalTree } from './detachedProcess.js';
import type { LocalProgram, Place } from './localProgram.js';
import { choosePorts } from './ports.js';
import { waitUntilReady } from './probes.js';
import { isRunning, type ProcessMark } from './processTable.js';
import { readRecord, writeRecord } from './stateFile.js';
import { endProcesses } from './stopRecorded.js';
import { ServiceError, serviceTitles, urlVariables, type LogLine, type ManagedService } from './types.js';

/** How long a server that is already there may take to answer before it is replaced. */
const adoptTimeoutMs = 20_000;

export interface LocalServiceOptions {
  program: LocalProgram;
  dataDir: string;
  log: LogLine;
  /** Ports promised to the other services of the set. */
  reservedPorts: Set<number>;
}

export interface LocalServiceStart {
  service: ManagedService;
  /** True when somebody else had started it and it was in good health. */
  wasRunning: boolean;
}

/** Runs a program of this machine in the data folder, or takes over the one that runs there already. */
export async function startLocalService(options: LocalServiceOptions): Promise<LocalServiceStart> {
  const { program, dataDir, log } = options;
  const known = await readRecord(dataDir, program.name);
  const previous = known?.origin === program.origin ? known : undefined;
  let processes: ProcessMark[] = previous?.processes ?? [];
  const isServerRunning = async () => processes[0] !== undefined && (await isRunning(processes[0]));
  const wasRunning = await isServerRunning();
  const ports =
    wasRunning && previous
      ? previous.ports
      : await choosePorts({
          key: `${dataDir}/${program.name}`,
          names: program.portNames,
          known: known?.ports ?? {},
          reserved: options.reservedPorts,
        });
  for (const port of Object.values(ports)) options.reservedPorts.add(port);
  const place: Place = { dataDir, ports, log, logFile: join(dataDir, 'logs', `${program.name}.log`) };
  const urls = program.urls(ports);
  let description = '';

  const remember = async (marks: ProcessMark[]) => {
    processes = marks;
    const { name, origin, stopSignal, stopTimeoutMs } = program;
    await writeRecord(dataDir, { name, origin, description, ports, processes, stopSignal, stopTimeoutMs });
  };
  const waitReady = (timeoutMs: number) =>
    waitUntilReady({ name: program.name, urls, timeoutMs, isAlive: isServerRunning });
  /** Also ends what a killed server left behind (its companions), so that nothing holds its ports. */
  const killAll = async () => {
    for (const mark of processes) await signalTree(mark, 'SIGKILL');
    await remember([]);
  };

  async function launch(): Promise<void> {
    const logStart = await stat(place.logFile).then(
      (entry) => entry.size,
      () => 0,
    );
    try {
      await remember(await program.launch(place));
      await waitReady(program.readyTimeoutMs);
    } catch (error) {
      await killAll();
      throw new ServiceError(
        `${serviceTitles[program.name]} did not start: ${(error as Error).message}\n${await readTail(place.logFile, logStart)}`,
        `Look at ${place.logFile}   (or set ${urlVariables[program.name]} to a server of yours)`,
        { cause: error },
      );
    }
  }

  const service: ManagedService = {
    name: program.name,
    origin: program.origin,
    url: urls[urlVariables[program.name]] ?? '',
    urls,
    get description() {
      return description;
    },
    get pid() {
      return processes[0]?.pid ?? null;
    },
    async kill(signal) {
      if (signal === 'SIGKILL') return killAll();
      if (signal === 'SIGTERM') return service.stop();
      if (processes[0]) await signalTree(processes[0], signal);
    },
    async start() {
      if (await isServerRunning()) return waitReady(program.readyTimeoutMs);
      await killAll();
      await launch();
    },
    async stop() {
      await endProcesses(processes, program);
      await remember([]);
    },
    async wipeData() {
      if (await isServerRunning()) throw new Error(`${program.name} is running: its data cannot be wiped`);
      for (const folder of program.listDataDirs(place)) await rm(folder, { recursive: true, force: true });
      await program.prepare(place);
    },
  };

  if (wasRunning && previous && (await takeOver())) {
    description = previous.description;
    return { service, wasRunning: true };
  }
  await killAll();
  await program.prepare(place);
  description = await program.describe(place);
  await launch();
  return { service, wasRunning: false };

  /** A server that a test had stopped in mid-air is let go first. */
  async function takeOver(): Promise<boolean> {
    try {
      if (processes[0]) await signalTree(processes[0], 'SIGCONT');
      await waitReady(adoptTimeoutMs);
      return true;
    } catch (error) {
      log(`${serviceTitles[program.name]} runs but does not answer; starting it again`);
      await appendFile(place.logFile, `taken over, but: ${String(error)}\n`);
      return false;
    }
  }
}

/** The last lines that a program wrote since `from`, for an error message. */
async function readTail(logFile: string, from: number): Promise<string> {
  const text = await readFile(logFile).then(
    (bytes) => bytes.subarray(from).toString('utf8'),
    () => '',
  );
  return text.trimEnd().split('\n').slice(-12).join('\n');
}
