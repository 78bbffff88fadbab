import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { spawnDetached } from '../detachedProcess.js';
import { portOf, type LocalProgram, type Place } from '../localProgram.js';
import { readVersion } from '../readVersion.js';

const dataDirOf = (place: Place) => join(place.dataDir, 'mongo');

export interface MongodOptions {
  origin: 'local' | 'memory-server';
  /** Path of the program. */
  binary: string;
}

/** A real mongod, wherever its binary comes from. Journal and durability as it ships. */
export function createMongodProgram({ origin, binary }: MongodOptions): LocalProgram {
  return {
    name: 'mongo',
    origin,
    portNames: ['main'],
    stopSignal: 'SIGTERM',
    stopTimeoutMs: 30_000,
    readyTimeoutMs: 60_000,
    listMissingPackages: () => [],
    async prepare(place) {
      await mkdir(dataDirOf(place), { recursive: true });
    },
    async launch(place) {
      const port = String(portOf(place.ports, 'main'));
      return [
        await spawnDetached({
          command: binary,
          args: [
            '--dbpath',
            dataDirOf(place),
            '--bind_ip',
            '127.0.0.1',
            '--port',
            port,
            '--wiredTigerCacheSizeGB',
            '0.5',
          ],
          env: process.env,
          cwd: dataDirOf(place),
          logFile: place.logFile,
        }),
      ];
    },
    listDataDirs: (place) => [dataDirOf(place)],
    urls: (ports) => ({ MONGO_URL: `mongodb://127.0.0.1:${portOf(ports, 'main')}/kassahook` }),
    async describe(place) {
      const version = await readVersion(binary, ['--version'], /db version v(\S+)/);
      const source = origin === 'local' ? 'from PATH' : 'downloaded';
      return `MongoDB: mongod ${version} (${source}) on 127.0.0.1:${portOf(place.ports, 'main')}`;
    },
  };
}
