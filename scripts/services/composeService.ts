import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { choosePorts } from './ports.js';
import { waitUntilReady } from './probes.js';
import { readRecord, writeRecord } from './stateFile.js';
import { findOnPath } from './systemPackages.js';
import {
  ServiceError,
  serviceTitles,
  urlVariables,
  type LogLine,
  type ManagedService,
  type ServiceName,
  type ServiceUrls,
} from './types.js';

const run = promisify(execFile);
const composeFile = resolve(fileURLToPath(import.meta.url), '../../../docker-compose.yml');
/** A client without an engine answers at once; an engine that is being started may hang. */
const engineTimeoutMs = 4_000;
/** The first `up` fetches an image. */
const upTimeoutMs = 600_000;
const readyTimeoutMs = 120_000;

/** True when a Docker engine with Compose answers. */
export async function dockerAnswers(): Promise<boolean> {
  const docker = findOnPath('docker');
  if (!docker) return false;
  try {
    await run(docker, ['info', '--format', '{{.ServerVersion}}'], {
      timeout: engineTimeoutMs,
      killSignal: 'SIGKILL',
    });
    await run(docker, ['compose', 'version'], { timeout: engineTimeoutMs, killSignal: 'SIGKILL' });
    return true;
  } catch {
    return false;
  }
}

const portNames: Record<ServiceName, readonly string[]> = {
  postgres: ['main'],
  mongo: ['main'],
  redis: ['main'],
  rabbitmq: ['main', 'management'],
};

function portVariables(name: ServiceName, ports: Readonly<Record<string, number>>): Record<string, string> {
  const prefix = name.toUpperCase();
  return {
    [`${prefix}_PORT`]: String(ports.main),
    ...(ports.management ? { [`${prefix}_MANAGEMENT_PORT`]: String(ports.management) } : {}),
  };
}

function urlsOf(name: ServiceName, ports: Readonly<Record<string, number>>): Partial<ServiceUrls> {
  switch (name) {
    case 'postgres':
      return { POSTGRES_URL: `postgres://kassahook:kassahook@127.0.0.1:${ports.main}/kassahook` };
    case 'mongo':
      return { MONGO_URL: `mongodb://127.0.0.1:${ports.main}/kassahook` };
    case 'redis':
      return { REDIS_URL: `redis://127.0.0.1:${ports.main}` };
    case 'rabbitmq':
      return {
        RABBITMQ_URL: `amqp://guest:guest@127.0.0.1:${ports.main}`,
        RABBITMQ_MANAGEMENT_URL: `http://guest:guest@127.0.0.1:${ports.management}`,
      };
  }
}

/** Stops one service of a project, whoever started it. */
export async function stopComposeService(project: string, name: ServiceName): Promise<void> {
  await run(findOnPath('docker') ?? 'docker', ['compose', '-p', project, '-f', composeFile, 'stop', name]);
}

/** Removes the containers and volumes of a project. */
export async function deleteComposeProject(project: string): Promise<void> {
  const args = ['compose', '-p', project, '-f', composeFile, 'down', '--volumes'];
  await run(findOnPath('docker') ?? 'docker', args, { timeout: upTimeoutMs });
}

export interface ComposeServiceOptions {
  name: ServiceName;
  dataDir: string;
  log: LogLine;
  reservedPorts: Set<number>;
}

/** Runs one service of docker-compose.yml, in a project that belongs to this data folder. */
export async function startComposeService(
  options: ComposeServiceOptions,
): Promise<{ service: ManagedService; wasRunning: boolean }> {
  const { name, dataDir, log } = options;
  const project = `kassahook-${createHash('sha256').update(dataDir).digest('hex').slice(0, 10)}`;
  const record = await readRecord(dataDir, name);
  const known = record?.origin === 'docker' ? record.ports : {};
  const isUp = async (ports: Readonly<Record<string, number>>) =>
    (await compose(['ps', '--status', 'running', '--quiet', name], ports)).trim() !== '';

  async function compose(args: readonly string[], ports: Readonly<Record<string, number>>): Promise<string> {
    const { stdout } = await run(
      findOnPath('docker') ?? 'docker',
      ['compose', '-p', project, '-f', composeFile, ...args],
      {
        env: { ...process.env, ...portVariables(name, ports) },
        timeout: upTimeoutMs,
        maxBuffer: 16 << 20,
      },
    );
    return stdout;
  }

  const wasRunning = known.main !== undefined && (await isUp(known));
  const ports = wasRunning
    ? known
    : await choosePorts({
        key: `${dataDir}/${name}`,
        names: portNames[name],
        known,
        reserved: options.reservedPorts,
      });
  const urls = urlsOf(name, ports);
  const description = `${serviceTitles[name]}: Docker Compose project ${project} on 127.0.0.1:${ports.main}`;

  const service: ManagedService = {
    name,
    urls,
    url: urls[urlVariables[name]] ?? '',
    origin: 'docker',
    description,
    // A process of the engine, perhaps in another machine: signalled through the engine only.
    pid: null,
    async kill(signal) {
      if (signal === 'SIGTERM') return service.stop();
      await compose(['kill', '--signal', signal, name], ports);
    },
    async start() {
      await compose(['up', '--detach', name], ports);
      await waitUntilReady({ name, urls, timeoutMs: readyTimeoutMs, isAlive: () => isUp(ports) });
    },
    async stop() {
      await compose(['stop', name], ports);
    },
    async wipeData() {
      if (await isUp(ports)) throw new Error(`${name} is running: its data cannot be wiped`);
      await compose(['rm', '--force', '--volumes', name], ports);
      await run(findOnPath('docker') ?? 'docker', ['volume', 'rm', '--force', `${project}_${name}`]);
    },
  };
  try {
    if (!wasRunning)
      log(
        `${serviceTitles[name]}: starting it with Docker Compose (the first time this fetches its image)...`,
      );
    await writeRecord(dataDir, {
      name,
      origin: 'docker',
      description,
      ports,
      processes: [],
      stopSignal: 'SIGTERM',
      stopTimeoutMs: upTimeoutMs,
      composeProject: project,
    });
    await service.start();
  } catch (error) {
    throw new ServiceError(
      `Docker Compose could not start ${serviceTitles[name]}: ${(error as Error).message}`,
      `Type: docker compose -p ${project} -f ${composeFile} logs ${name}   (or set ${urlVariables[name]})`,
      { cause: error },
    );
  }
  return { service, wasRunning };
}
