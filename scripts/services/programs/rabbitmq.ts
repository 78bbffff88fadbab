import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { spawnDetached } from '../detachedProcess.js';
import { portOf, type LocalProgram, type Place } from '../localProgram.js';
import { findOnPath, isExecutable, listVersions } from '../systemPackages.js';

/**
 * RabbitMQ's own start program. Never Debian's /usr/sbin/rabbitmq-server: that wrapper changes to its own user and ignores our
 * folders.
 */
function findServerProgram(): string | undefined {
  const libraries = ['/usr/lib/rabbitmq/lib', '/opt/homebrew/opt/rabbitmq', '/usr/local/opt/rabbitmq'];
  const candidates = libraries.flatMap((library) => [
    ...listVersions(library)
      .filter((entry) => entry.startsWith('rabbitmq_server-'))
      .map((entry) => join(library, entry, 'sbin/rabbitmq-server')),
    join(library, 'sbin/rabbitmq-server'),
  ]);
  const onPath = findOnPath('rabbitmq-server');
  if (onPath && !onPath.startsWith('/usr/sbin')) candidates.push(onPath);
  return candidates.find(isExecutable);
}

/** From the folder's name: asking the program for its version boots a node. */
function versionOf(program: string): string {
  return /(\d+\.\d+\.\d+)/.exec(basename(resolve(dirname(program), '..')))?.[1] ?? '';
}

function configuration(place: Place): string {
  return [
    `listeners.tcp.1 = 127.0.0.1:${portOf(place.ports, 'main')}`,
    'management.tcp.ip = 127.0.0.1',
    `management.tcp.port = ${portOf(place.ports, 'management')}`,
    // The defaults assume a machine of its own: 40 % of the memory, and a write-ahead log of 512 MB that a crashed node reads
    // again at its start.
    'vm_memory_high_watermark.absolute = 1GB',
    'disk_free_limit.absolute = 200MB',
    'raft.wal_max_size_bytes = 67108864',
    'log.console = true',
    'log.console.level = warning',
    'log.file = false',
    '',
  ].join('\n');
}

/** Everything of this node inside the data folder, on ports of its own, on loopback only. */
function environment(place: Place): NodeJS.ProcessEnv {
  const home = homeOf(place);
  return {
    ...process.env,
    HOME: home,
    LANG: 'C.UTF-8',
    LC_ALL: 'C.UTF-8',
    RABBITMQ_NODENAME: nodeNameOf(place),
    RABBITMQ_CONF_ENV_FILE: '/dev/null',
    RABBITMQ_CONFIG_FILE: join(home, 'rabbitmq.conf'),
    RABBITMQ_ADVANCED_CONFIG_FILE: join(home, 'advanced.config'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(home, 'enabled_plugins'),
    RABBITMQ_MNESIA_BASE: join(home, 'mnesia'),
    RABBITMQ_LOG_BASE: join(home, 'log'),
    RABBITMQ_PID_FILE: join(home, 'rabbitmq.pid'),
    RABBITMQ_DIST_PORT: String(portOf(place.ports, 'distribution')),
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1}',
    ERL_EPMD_PORT: String(portOf(place.ports, 'epmd')),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    // The start program then becomes the Erlang machine instead of waiting beside it, and its process id is the server's.
    RUNNING_UNDER_SYSTEMD: 'true',
  };
}

const homeOf = (place: Place) => join(place.dataDir, 'rabbitmq');

function nodeNameOf(place: Place): string {
  return `kassahook-${createHash('sha256').update(place.dataDir).digest('hex').slice(0, 10)}@localhost`;
}

/** RabbitMQ of this machine, with the management plugin. */
export function createRabbitmqProgram(): LocalProgram {
  return {
    name: 'rabbitmq',
    origin: 'local',
    portNames: ['main', 'management', 'distribution', 'epmd'],
    stopSignal: 'SIGTERM',
    stopTimeoutMs: 30_000,
    readyTimeoutMs: 120_000,
    listMissingPackages: () =>
      findServerProgram() ? [] : [{ title: 'RabbitMQ', apt: 'rabbitmq-server', brew: 'rabbitmq' }],
    async prepare(place) {
      const home = homeOf(place);
      await Promise.all(['mnesia', 'log'].map((folder) => mkdir(join(home, folder), { recursive: true })));
      await writeFile(join(home, 'rabbitmq.conf'), configuration(place));
      await writeFile(join(home, 'enabled_plugins'), '[rabbitmq_management].\n');
    },
    async launch(place) {
      const shared = { env: environment(place), cwd: homeOf(place), logFile: place.logFile };
      // Started by us and not by Erlang, which would detach it: so its process id is known, and it can be ended.
      const epmd = await spawnDetached({
        command: findOnPath('epmd') ?? 'epmd',
        args: ['-port', String(portOf(place.ports, 'epmd')), '-address', '127.0.0.1'],
        ...shared,
      });
      const server = await spawnDetached({
        command: findServerProgram() ?? 'rabbitmq-server',
        args: [],
        ...shared,
      });
      return [server, epmd];
    },
    // Queues, quorum logs and users are all below the mnesia folder.
    listDataDirs: (place) => [join(homeOf(place), 'mnesia')],
    urls: (ports) => ({
      RABBITMQ_URL: `amqp://guest:guest@127.0.0.1:${portOf(ports, 'main')}`,
      RABBITMQ_MANAGEMENT_URL: `http://guest:guest@127.0.0.1:${portOf(ports, 'management')}`,
    }),
    describe: (place) =>
      Promise.resolve(
        `RabbitMQ: ${versionOf(findServerProgram() ?? '')} on 127.0.0.1:${portOf(place.ports, 'main')}, management on :${portOf(place.ports, 'management')}`,
      ),
  };
}
