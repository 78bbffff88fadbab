import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { LocalProgram, Place } from '../localProgram.js';
import { findOnPath } from '../systemPackages.js';
import type { ServiceOrigin } from '../types.js';
import { createMongodProgram } from './mongod.js';
import { createMongoStandIn } from './mongoStandIn.js';

const downloadAnswerTimeoutMs = 2_000;

/**
 * Which MongoDB server this machine can have: the one on PATH, the real one that mongodb-memory-server-core fetches, else the
 * stand-in.
 * @param previous what ran on this data before: each has a format of its own, and a download host that answers today and not
 *   tomorrow must not make the data come and go
 */
export async function chooseMongoProgram(
  previous: ServiceOrigin | undefined,
  longRun: boolean,
): Promise<LocalProgram> {
  const mongod = findOnPath('mongod');
  if (mongod) return createMongodProgram({ origin: 'local', findBinary: () => Promise.resolve(mongod) });
  if (previous === 'stand-in') return createMongoStandIn(longRun);
  if (previous === 'memory-server' || (await downloadAnswers())) {
    return createMongodProgram({ origin: 'memory-server', findBinary: fetchMongod });
  }
  return createMongoStandIn(longRun);
}

/** Asks the very address that the package would download from; where that is, is the package's and the user's affair. */
async function downloadAnswers(): Promise<boolean> {
  try {
    const [{ MongoBinaryDownloadUrl }, { DryMongoBinary }] = await Promise.all([
      import('mongodb-memory-server-core/lib/util/MongoBinaryDownloadUrl.js'),
      import('mongodb-memory-server-core/lib/util/DryMongoBinary.js'),
    ]);
    const { version, platform, arch, os } = await DryMongoBinary.generateOptions();
    const url = await new MongoBinaryDownloadUrl({
      version,
      platform,
      arch,
      os,
    }).getDownloadUrl();
    const answer = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(downloadAnswerTimeoutMs) });
    return answer.ok;
  } catch {
    return false;
  }
}

async function fetchMongod(place: Place): Promise<string> {
  const { MongoBinary } = await import('mongodb-memory-server-core');
  const downloadDir = join(place.dataDir, 'mongod-binaries');
  await mkdir(downloadDir, { recursive: true });
  place.log('MongoDB: fetching mongod unless it is already there...');
  return MongoBinary.getPath({ downloadDir });
}
