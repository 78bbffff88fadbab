import { createHash } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Below the ranges that Linux (32768 up) and macOS (49152 up) hand to outgoing connections: a port from those could be
 * taken by any client while the service that owns it is being restarted.
 */
const firstPort = 20_000;
const portCount = 12_000;

/** True when nobody listens on 127.0.0.1:port. Connections in TIME_WAIT do not count, as for the servers themselves. */
export async function isPortFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host: '127.0.0.1', port, exclusive: true }, resolve);
    });
    return true;
  } catch {
    return false;
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

export interface PortRequest {
  /** Same key, same first candidate: two data folders rarely meet, and one folder keeps its ports. */
  key: string;
  names: readonly string[];
  /** Ports of the last run; kept when still free. */
  known: Readonly<Record<string, number>>;
  /** Ports that others of the same set have been promised but do not listen on yet. */
  reserved: Set<number>;
  isFree?: (port: number) => Promise<boolean>;
}

/** Chooses a free port for each name and adds it to `reserved`. */
export async function choosePorts(wanted: PortRequest): Promise<Record<string, number>> {
  const isFree = wanted.isFree ?? isPortFree;
  const chosen: Record<string, number> = {};
  for (const name of wanted.names) {
    const known = wanted.known[name];
    chosen[name] =
      known !== undefined && (await tryToReserve(known, wanted.reserved, isFree))
        ? known
        : await reserveNextFree(`${wanted.key}/${name}`, wanted.reserved, isFree);
  }
  return chosen;
}

/** Reserved before it is tested, so that two services that choose at the same time cannot agree on one. */
async function tryToReserve(
  port: number,
  reserved: Set<number>,
  isFree: (port: number) => Promise<boolean>,
): Promise<boolean> {
  if (reserved.has(port)) return false;
  reserved.add(port);
  if (await isFree(port)) return true;
  reserved.delete(port);
  return false;
}

async function reserveNextFree(
  key: string,
  reserved: Set<number>,
  isFree: (port: number) => Promise<boolean>,
): Promise<number> {
  const offset = createHash('sha256').update(key).digest().readUInt32BE(0) % portCount;
  for (let step = 0; step < portCount; step += 1) {
    const port = firstPort + ((offset + step) % portCount);
    if (await tryToReserve(port, reserved, isFree)) return port;
  }
  throw new Error(`no free port between ${firstPort} and ${firstPort + portCount}`);
}
