import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { LocalProgram } from '../localProgram.js';
import { readVersion } from '../readVersion.js';
import { findOnPath } from '../systemPackages.js';
import type { LogLine, ServiceOrigin } from '../types.js';
import { createMongodProgram } from './mongod.js';
import { createMongoStandIn } from './mongoStandIn.js';

const downloadAnswerTimeoutMs = 2_000;

export interface MongoChoice {
  /**
   * What ran on this data before. Each has a format of its own, and a download host that answers today and not tomorrow must not
   * make the data come and go.
   */
  previous: ServiceOrigin | undefined;
  /** See ServiceSetOptions. */
  longRun: boolean;
  dataDir: string;
  log: LogLine;
}

/**
 * Which MongoDB server this machine can have: the one on PATH, the real one that mongodb-memory-server-core fetches, else the
 * stand-in.
 */
export async function chooseMongoProgram(choice: MongoChoice): Promise<LocalProgram> {
  const onPath = findOnPath('mongod');
  if (onPath) return createMongodProgram({ origin: 'local', binary: onPath });
  const mayFetch =
    choice.previous === 'memory-server' || (choice.previous !== 'stand-in' && (await downloadAnswers()));
  const fetched = mayFetch ? await fetchMongod(choice) : undefined;
  return fetched
    ? createMongodProgram({ origin: 'memory-server', binary: fetched })
    : createMongoStandIn(choice.longRun);
}

/** Asks the very address that the package would download from; where that is, is the package's and the user's affair. */
async function downloadAnswers(): Promise<boolean> {
  try {
    const [{ MongoBinaryDownloadUrl }, { DryMongoBinary }] = await Promise.all([
      import('mongodb-memory-server-core/lib/util/MongoBinaryDownloadUrl.js'),
      import('mongodb-memory-server-core/lib/util/DryMongoBinary.js'),
    ]);
    const { version, platform, arch, os } = await DryMongoBinary.generateOptions();
    const url = await new MongoBinaryDownloadUrl({ version, platform, arch, os }).getDownloadUrl();
    const answer = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(downloadAnswerTimeoutMs) });
    return answer.ok;
  } catch {
    return false;
  }
}

/** Undefined when it cannot be fetched, or does not run on this system (it needs libraries that may be missing). */
async function fetchMongod({ dataDir, log }: MongoChoice): Promise<string | undefined> {
  try {
    const { MongoBinary } = await import('mongodb-memory-server-core');
    const downloadDir = join(dataDir, 'mongod-binaries');
    await mkdir(downloadDir, { recursive: true });
    log('MongoDB: fetching mongod unless it is already there...');
    const binary = await MongoBinary.getPath({ downloadDir });
    if ((await readVersion(binary, ['--version'], /db version v(\S+)/)) === '')
      throw new Error(`${binary} does not run`);
    return binary;
  } catch (error) {
    log(`MongoDB: no mongod could be fetched (${(error as Error).message}); using the stand-in`);
    return undefined;
  }
}
