import type { PackageNeed } from './systemPackages.js';
import type { ProcessMark } from './processTable.js';
import type { LogLine, ServiceName, ServiceOrigin, ServiceUrls } from './types.js';

/** Where one program runs: its corner of the data folder and its ports. */
export interface Place {
  dataDir: string;
  ports: Readonly<Record<string, number>>;
  logFile: string;
  log: LogLine;
}

/** One kind of server that can be run from a program on this machine. */
export interface LocalProgram {
  readonly name: ServiceName;
  readonly origin: ServiceOrigin;
  /** The first is the one that clients use; it is called `main`. */
  readonly portNames: readonly string[];
  readonly stopSignal: NodeJS.Signals;
  readonly stopTimeoutMs: number;
  /** From the launch to the first answer, recovery after a crash included. */
  readyTimeoutMs: number;
  /** What the operating system must install before `prepare` may run. */
  listMissingPackages(): PackageNeed[];
  /** Makes data folder, configuration, binaries; changes nothing that is there already. */
  prepare(place: Place): Promise<void>;
  /** Starts it. The server's mark is first, then its companions, which end with it. */
  launch(place: Place): Promise<ProcessMark[]>;
  /** Folders that hold its data. */
  listDataDirs(place: Place): string[];
  urls(ports: Readonly<Record<string, number>>): Partial<ServiceUrls>;
  describe(place: Place): Promise<string>;
}

export function portOf(ports: Readonly<Record<string, number>>, name: string): number {
  const port = ports[name];
  if (port === undefined) throw new Error(`no port was chosen for "${name}"`);
  return port;
}
