import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { deleteComposeProject, dockerAnswers, startComposeService } from './composeService.js';
import { withDataLock } from './dataLock.js';
import { readUrlsFromEnvironment, useEnvironmentService } from './environmentService.js';
import type { LocalProgram } from './localProgram.js';
import { startLocalService } from './localService.js';
import { chooseMongoProgram } from './programs/mongo.js';
import { outsidePostgresHome } from './postgresUser.js';
import { createPostgresProgram } from './programs/postgres.js';
import { createRabbitmqProgram } from './programs/rabbitmq.js';
import { createRedisProgram } from './programs/redis.js';
import { readRecord } from './stateFile.js';
import { settleAll } from './settleAll.js';
import { stopRecorded } from './stopRecorded.js';
import { installPackages } from './systemPackages.js';
import {
  serviceNames,
  type LogLine,
  type ManagedService,
  type ServiceHandle,
  type ServiceName,
  type ServiceUrls,
} from './types.js';

export interface ServiceSetOptions {
  /** State, data and logs; several processes may use one folder. */
  dataDir: string;
  /** For people: what is being installed, built, fetched. */
  log: LogLine;
  /** Default: all four. */
  only?: readonly ServiceName[];
  /** Do not use the URLs of the environment, even when they are set. */
  ignoreEnvironment?: boolean;
  /** Do not use Docker, even when an engine answers. */
  ignoreDocker?: boolean;
  /** The services will be busy for minutes (a bench): they may spend the first half minute on warming up. */
  longRun?: boolean;
}

export interface ServiceSet {
  /**
   * Brings up every service, or takes over those that run in this data folder. Safe to call twice and from several processes.
   * @throws ServiceError that says what to type
   */
  start(): Promise<ServiceUrls>;
  /** Stops what this set started; with `all` also what it found running. Servers of the environment are left alone. */
  stop(options?: { all?: boolean }): Promise<void>;
  /** @throws when the set was not started or does not hold that service */
  service(name: ServiceName): ServiceHandle;
}

/** The services of one data folder. Creating the set does nothing; see `start`. */
export function createServiceSet(options: ServiceSetOptions): ServiceSet {
  const dataDir = resolve(options.dataDir);
  const { log } = options;
  const wanted = serviceNames.filter((name) => options.only?.includes(name) ?? true);
  const services = new Map<ServiceName, ManagedService>();
  const startedHere = new Set<ServiceName>();

  /** A second `start` keeps the handles that were given out, unless a service cannot come back as it was. */
  async function isHeldAndRunning(name: ServiceName): Promise<boolean> {
    try {
      await services.get(name)?.start();
    } catch {
      services.delete(name);
    }
    return services.has(name);
  }

  async function bringUp(): Promise<void> {
    const ours: ServiceName[] = [];
    for (const name of wanted) {
      if (await isHeldAndRunning(name)) continue;
      const given = options.ignoreEnvironment ? undefined : readUrlsFromEnvironment(name, process.env);
      if (given) services.set(name, await useEnvironmentService(name, given));
      else ours.push(name);
    }
    if (ours.length === 0) return;
    const reservedPorts = new Set<number>();
    const keep = (
      name: ServiceName,
      { service, wasRunning }: { service: ManagedService; wasRunning: boolean },
    ) => {
      services.set(name, service);
      if (!wasRunning) startedHere.add(name);
    };
    if (!options.ignoreDocker && (await dockerAnswers())) {
      for (const name of ours) keep(name, await startComposeService({ name, dataDir, log, reservedPorts }));
      return;
    }
    const programs = await Promise.all(ours.map((name) => chooseProgram(name, { ...options, dataDir })));
    await installPackages(
      programs.flatMap((program) => program.listMissingPackages()),
      log,
    );
    // All at once: RabbitMQ takes as long as the other three together.
    await settleAll(
      programs.map(async (program) =>
        keep(program.name, await startLocalService({ program, dataDir, log, reservedPorts })),
      ),
    );
  }

  return {
    async start() {
      await withDataLock(
        dataDir,
        () => log('Waiting for another process that is starting or stopping the services...'),
        bringUp,
      );
      return Object.assign({}, ...[...services.values()].map((service) => service.urls)) as ServiceUrls;
    },
    async stop({ all = false } = {}) {
      const stopping = [...services.values()].filter((service) => all || startedHere.has(service.name));
      await withDataLock(
        dataDir,
        () => undefined,
        () => settleAll(stopping.map((service) => service.stop())),
      );
      services.clear();
      startedHere.clear();
    },
    service(name) {
      const service = services.get(name);
      if (!service) throw new Error(`${name} was not started by this set`);
      return service;
    },
  };
}

/**
 * Stops every service that runs in a data folder, whoever started it.
 * @returns the descriptions of what was stopped
 */
export async function stopAll(dataDir: string): Promise<string[]> {
  const folder = resolve(dataDir);
  return withDataLock(
    folder,
    () => undefined,
    async () => {
      const stopped = await Promise.all(serviceNames.map((name) => stopRecorded(folder, name)));
      return stopped.filter((description) => description !== undefined);
    },
  );
}

/** Stops every service of a data folder and deletes the folder, the volumes, and what had to lie outside of it. */
export async function deleteAll(dataDir: string): Promise<void> {
  const folder = resolve(dataDir);
  await stopAll(folder);
  const records = await Promise.all(serviceNames.map((name) => readRecord(folder, name)));
  const projects = new Set(records.flatMap((record) => record?.composeProject ?? []));
  for (const project of projects) await deleteComposeProject(project);
  await rm(outsidePostgresHome(folder), { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
}

async function chooseProgram(
  name: ServiceName,
  { dataDir, log, longRun = false }: Pick<ServiceSetOptions, 'dataDir' | 'log' | 'longRun'>,
): Promise<LocalProgram> {
  switch (name) {
    case 'postgres':
      return createPostgresProgram();
    case 'redis':
      return createRedisProgram();
    case 'rabbitmq':
      return createRabbitmqProgram();
    case 'mongo': {
      const record = await readRecord(dataDir, 'mongo');
      return chooseMongoProgram({ previous: record?.origin, longRun, dataDir, log });
    }
  }
}
