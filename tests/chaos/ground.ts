import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createTcpProxy, type TcpProxy } from '@kassahook/testing/tcpProxy';
import { endLeftovers } from '../../scripts/demo/leftovers.js';
import { createServiceSet, deleteAll, stopAll } from '../../scripts/services/serviceSet.js';
import {
  serviceNames,
  urlVariables,
  type LogLine,
  type ServiceHandle,
  type ServiceName,
} from '../../scripts/services/types.js';

type ServiceAddresses = Record<(typeof urlVariables)[ServiceName], string>;

/** Services of our own, and between them and whoever uses them a proxy each. */
export interface Ground {
  dataDir: string;
  logsDir: string;
  pidsDir: string;
  /** Through the proxies: for everybody who is to suffer. */
  proxied: ServiceAddresses;
  /** Past the proxies: for those who look. */
  direct: ServiceAddresses;
  descriptions: readonly string[];
  service(name: ServiceName): ServiceHandle;
  /** Cuts all connections to a service in the middle of a frame. */
  cut(name: ServiceName): Promise<void>;
  /** Stops the services. The folder goes too, unless somebody wants to look at it. */
  close(options: { keepFolder: boolean }): Promise<void>;
}

const ROOT = resolve('.data');
const PREFIX = 'chaos-';

/** Starts the services in a new folder, whatever the environment names: they are going to be killed. */
export async function layGround(log: LogLine): Promise<Ground> {
  await clearAbandoned(log);
  await mkdir(ROOT, { recursive: true });
  // The owner's process id is part of the name, so that a folder whose owner was killed is known by the next run.
  const dataDir = await mkdtemp(join(ROOT, `${PREFIX}${process.pid}-`));
  const logsDir = join(dataDir, 'logs');
  await mkdir(logsDir, { recursive: true });
  await takeOverMongod(dataDir);
  const set = createServiceSet({ dataDir, log, ignoreEnvironment: true, ignoreDocker: true });
  const proxies = new Map<ServiceName, TcpProxy>();

  async function close({ keepFolder }: { keepFolder: boolean }): Promise<void> {
    await Promise.all([...proxies.values()].map((proxy) => proxy.close()));
    await (keepFolder ? stopAll(dataDir) : deleteAll(dataDir));
  }

  try {
    const urls = await set.start();
    for (const name of serviceNames) {
      const targetPort = Number(new URL(urls[urlVariables[name]]).port);
      proxies.set(name, await createTcpProxy({ targetPort }));
    }
    const address = (name: ServiceName, port?: number) => {
      const url = new URL(urls[urlVariables[name]]);
      if (port !== undefined) url.port = String(port);
      // A replica set tells its members' own addresses, which lead past the proxy.
      if (name === 'mongo') url.searchParams.set('directConnection', 'true');
      return [urlVariables[name], url.toString()] as const;
    };
    return {
      dataDir,
      logsDir,
      pidsDir: join(dataDir, 'pids'),
      proxied: Object.fromEntries(
        serviceNames.map((name) => address(name, proxies.get(name)?.port)),
      ) as ServiceAddresses,
      direct: Object.fromEntries(serviceNames.map((name) => address(name))) as ServiceAddresses,
      descriptions: serviceNames.map((name) => set.service(name).description),
      service: (name) => set.service(name),
      async cut(name) {
        await proxies.get(name)?.cut();
      },
      close,
    };
  } catch (error) {
    await close({ keepFolder: true });
    throw error;
  }
}

/** Ends what earlier runs left, which were killed before they could, and deletes their folders and those of failed runs. */
async function clearAbandoned(log: LogLine): Promise<void> {
  if (!existsSync(ROOT)) return;
  for (const name of (await readdir(ROOT)).filter((entry) => entry.startsWith(PREFIX))) {
    const owner = Number(/^chaos-(\d+)-/.exec(name)?.[1]);
    if (!owner || isAlive(owner)) continue;
    log(`clearing ${join('.data', name)}, left by an earlier run`);
    const dataDir = join(ROOT, name);
    await endLeftovers(join(dataDir, 'pids'));
    await deleteAll(dataDir);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** A mongod that another data folder has fetched is copied: a second instead of a download. */
async function takeOverMongod(dataDir: string): Promise<void> {
  const folder = 'mongod-binaries';
  const siblings = (await readdir(ROOT)).filter((name) => !name.startsWith(PREFIX));
  const source = ['', ...siblings].map((name) => join(ROOT, name, folder)).find(existsSync);
  if (source) await cp(source, join(dataDir, folder), { recursive: true });
}
