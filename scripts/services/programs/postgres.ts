import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { spawnDetached } from '../detachedProcess.js';
import { portOf, type LocalProgram, type Place } from '../localProgram.js';
import { findPostgresUser, makePostgresHome, type PostgresUser } from '../postgresUser.js';
import { readVersion } from '../readVersion.js';
import { findOnPath, isExecutable, listVersions } from '../systemPackages.js';
import type { LogLine } from '../types.js';

const run = promisify(execFile);
const role = 'kassahook';
const database = 'kassahook';

/** Loopback without a password, and nothing else: the data folder is for development and tests. */
const hostRules = 'host all all 127.0.0.1/32 trust\n';

/** The newest server of Debian's layout, of Homebrew's, or on PATH. Debian keeps initdb off PATH. */
function findBinDir(): string | undefined {
  const candidates = [
    ...listVersions('/usr/lib/postgresql').map((version) => `/usr/lib/postgresql/${version}/bin`),
    ...['/opt/homebrew/opt', '/usr/local/opt'].flatMap((folder) =>
      listVersions(folder)
        .filter((entry) => entry.startsWith('postgresql'))
        .map((entry) => join(folder, entry, 'bin')),
    ),
  ];
  const onPath = findOnPath('initdb');
  if (onPath) candidates.push(dirname(onPath));
  return candidates.find(
    (folder) => isExecutable(join(folder, 'initdb')) && isExecutable(join(folder, 'postgres')),
  );
}

/** PostgreSQL of this machine: durable as in production (fsync and synchronous commits stay on), reachable on loopback only. */
export function createPostgresProgram(): LocalProgram {
  const binary = (name: string) => join(findBinDir() ?? '', name);
  const homeOf = (place: Place, user: PostgresUser | undefined, log: LogLine = () => undefined) =>
    makePostgresHome(place.dataDir, user, log);
  return {
    name: 'postgres',
    origin: 'local',
    portNames: ['main'],
    // "Fast shutdown": open transactions are rolled back, clients are not waited for.
    stopSignal: 'SIGINT',
    stopTimeoutMs: 20_000,
    readyTimeoutMs: 60_000,
    listMissingPackages: () =>
      findBinDir() ? [] : [{ title: 'PostgreSQL', apt: 'postgresql', brew: 'postgresql@17' }],
    async prepare(place) {
      const user = findPostgresUser();
      const home = homeOf(place, user, place.log);
      const data = join(home, 'data');
      if (!existsSync(join(data, 'PG_VERSION'))) {
        place.log('PostgreSQL: creating the database cluster...');
        // Made beside and renamed: a killed initdb leaves no half cluster that looks whole.
        const unfinished = join(home, 'data.new');
        await rm(unfinished, { recursive: true, force: true });
        await run(
          binary('initdb'),
          ['-D', unfinished, '-U', role, '--auth=trust', '--encoding=UTF8', '--locale=C'],
          { cwd: home, ...user },
        );
        // Single-user mode: the database is there before the server accepts its first client.
        const single = run(binary('postgres'), ['--single', '-D', unfinished, 'postgres'], {
          cwd: home,
          ...user,
        });
        single.child.stdin?.end(`CREATE DATABASE ${database}\n`);
        await single;
        await rename(unfinished, data);
      }
      await writeFile(join(data, 'pg_hba.conf'), hostRules);
    },
    async launch(place) {
      const user = findPostgresUser();
      const home = homeOf(place, user);
      const settings = {
        listen_addresses: '127.0.0.1',
        port: portOf(place.ports, 'main'),
        unix_socket_directories: '',
        // Every test process and application has a pool of its own; the default 100 is reached.
        max_connections: 200,
        log_min_messages: 'warning',
      };
      return [
        await spawnDetached({
          command: binary('postgres'),
          args: [
            '-D',
            join(home, 'data'),
            ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
          ],
          env: { ...process.env, LC_ALL: 'C' },
          cwd: home,
          logFile: place.logFile,
          ...(user ? { user } : {}),
        }),
      ];
    },
    listDataDirs: (place) => [join(homeOf(place, findPostgresUser()), 'data')],
    urls: (ports) => ({
      POSTGRES_URL: `postgres://${role}:${role}@127.0.0.1:${portOf(ports, 'main')}/${database}`,
    }),
    async describe(place) {
      const version = await readVersion(binary('postgres'), ['--version'], /(\d+(?:\.\d+)*)/);
      return `PostgreSQL: ${version} on 127.0.0.1:${portOf(place.ports, 'main')}`;
    },
  };
}
