import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Subscription } from '@kassahook/contracts/subscription';

/** A webhook of an account; `version` shows in its id, so that a test sees how old a list is. */
export function subscription(accountId: string, version: number): Subscription {
  return {
    id: `webhook-v${version}`,
    accountId,
    url: 'http://127.0.0.1:1/hook',
    isActive: true,
    mask: 1,
    timeoutMs: 5_000,
    headers: {},
    sealedSecrets: ['sealed'],
  };
}

/** Plays the database: holds a version per account and answers a load when the test lets it. */
export function createScriptedDatabase() {
  const versions = new Map<string, number>();
  let held: (() => void)[] | null = null;
  let failure: Error | null = null;
  const database = {
    loads: 0,
    running: 0,
    runningMax: 0,
    write: (accountId: string, version: number) => void versions.set(accountId, version),
    /** From now on a load reads the rows and then waits for `release`. */
    hold: () => void (held ??= []),
    waiting: () => held?.length ?? 0,
    release() {
      const waiting = held ?? [];
      held = null;
      for (const go of waiting) go();
    },
    fail: (error: Error | null) => void (failure = error),
    load: async (accountId: string): Promise<Subscription[]> => {
      database.loads += 1;
      database.running += 1;
      database.runningMax = Math.max(database.runningMax, database.running);
      try {
        const version = versions.get(accountId) ?? 0;
        if (held) await new Promise<void>((resolve) => held?.push(resolve));
        else await new Promise((resolve) => setImmediate(resolve));
        if (failure) throw failure;
        return version === 0 ? [] : [subscription(accountId, version)];
      } finally {
        database.running -= 1;
      }
    },
  };
  return database;
}

/** The version that a list shows. */
export function versionOf(list: readonly Subscription[]): number {
  return list[0] ? Number(list[0].id.replace('webhook-v', '')) : 0;
}

/** A TCP server on a free port; `close` ends its connections too. */
export async function startTcpServer(onConnection: (socket: Socket) => void) {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections: () => sockets.size,
    cut() {
      for (const socket of sockets) socket.destroy();
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** A port where nothing listens. */
export async function deadUrl(): Promise<string> {
  const server = await startTcpServer(() => undefined);
  await server.close();
  return server.url;
}

/**
 * A TCP proxy before the real Redis that can be cut, made to hang, and that can claim to be another run of the server
 * (it puts `runId` over the hex digits of the real one; both have 40).
 */
export async function startRedisProxy(redisUrl: string) {
  const { hostname, port } = new URL(redisUrl);
  const state = { runId: null as string | null, hanging: false, held: [] as (() => void)[] };
  const server = await startTcpServer((socket) => {
    const upstream = connect(Number(port || 6379), hostname);
    socket.on('data', (data) => {
      if (state.hanging) state.held.push(() => upstream.write(data));
      else upstream.write(data);
    });
    upstream.on('data', (data) => {
      if (state.runId === null) return socket.write(data);
      return socket.write(
        data.toString('latin1').replace(/run_id:\w{40}/, `run_id:${state.runId}`),
        'latin1',
      );
    });
    upstream.on('error', () => socket.destroy());
    upstream.on('close', () => socket.destroy());
    socket.on('close', () => upstream.destroy());
  });
  return {
    url: server.url,
    cut: () => server.cut(),
    restartAs: (runId: string) => {
      state.runId = runId;
      server.cut();
    },
    hang: () => void (state.hanging = true),
    resume() {
      state.hanging = false;
      for (const send of state.held.splice(0)) send();
    },
    close: () => server.close(),
  };
}
