import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { spawnDetached } from '../detachedProcess.js';
import { portOf, type LocalProgram, type Place } from '../localProgram.js';
import { readVersion } from '../readVersion.js';
import { findOnPath } from '../systemPackages.js';

const dataDirOf = (place: Place) => join(place.dataDir, 'redis');

/** Persistence as Redis ships it plus the append-only file, so that a killed Redis loses at most a second. */
function configuration(place: Place): string {
  return [
    'bind 127.0.0.1',
    `port ${portOf(place.ports, 'main')}`,
    'protected-mode yes',
    'daemonize no',
    `dir "${dataDirOf(place)}"`,
    'appendonly yes',
    'appendfsync everysec',
    '',
  ].join('\n');
}

/** redis-server of this machine. */
export function createRedisProgram(): LocalProgram {
  const findBinary = () => findOnPath('redis-server');
  return {
    name: 'redis',
    origin: 'local',
    portNames: ['main'],
    stopSignal: 'SIGTERM',
    stopTimeoutMs: 10_000,
    readyTimeoutMs: 30_000,
    listMissingPackages: () => (findBinary() ? [] : [{ title: 'Redis', apt: 'redis-server', brew: 'redis' }]),
    async prepare(place) {
      await mkdir(dataDirOf(place), { recursive: true });
      await writeFile(join(place.dataDir, 'redis.conf'), configuration(place));
    },
    async launch(place) {
      return [
        await spawnDetached({
          command: findBinary() ?? 'redis-server',
          args: [join(place.dataDir, 'redis.conf')],
          env: process.env,
          cwd: place.dataDir,
          logFile: place.logFile,
        }),
      ];
    },
    listDataDirs: (place) => [dataDirOf(place)],
    urls: (ports) => ({ REDIS_URL: `redis://127.0.0.1:${portOf(ports, 'main')}` }),
    async describe(place) {
      const version = await readVersion(findBinary() ?? 'redis-server', ['--version'], /v=(\S+)/);
      return `Redis: ${version} on 127.0.0.1:${portOf(place.ports, 'main')}`;
    },
  };
}
