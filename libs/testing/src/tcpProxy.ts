import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A TCP proxy on the loopback whose connections can be hurt, so that the service behind it need not be. */
export interface TcpProxy {
  /** Connect here instead of to the target. */
  readonly port: number;
  /** Open connections. */
  readonly connections: number;
  /** Destroys all connections: half of the next bytes still passes, so that the cut falls into the middle of a frame. */
  cut(): Promise<void>;
  /** Stops all bytes; connections stay open, new ones are taken and hear nothing. */
  pause(): void;
  resume(): void;
  /** Listens no more, until `accept`: new connections are refused, open ones stay. */
  refuse(): void;
  accept(): Promise<void>;
  close(): Promise<void>;
}

export interface TcpProxyOptions {
  targetPort: number;
  /** Where the target is. */
  host?: string;
}

/** A connection that carries nothing is cut without waiting for bytes any longer. */
const CUT_WAIT_MS = 50;

interface Pipe {
  /** Called with true when the bytes may flow, with false when not. */
  flow(mayFlow: boolean): void;
  cut(): Promise<void>;
}

/** Starts a proxy on a free port of 127.0.0.1. */
export async function createTcpProxy({ targetPort, host = '127.0.0.1' }: TcpProxyOptions): Promise<TcpProxy> {
  const pipes = new Set<Pipe>();
  let isPaused = false;

  const server = createServer((client) => {
    const pipe = createPipe(client, connect(targetPort, host), () => pipes.delete(pipe));
    pipe.flow(!isPaused);
    pipes.add(pipe);
  });
  const listen = async (on: number) => {
    server.listen(on, '127.0.0.1');
    await once(server, 'listening');
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const cut = async () => {
    await Promise.all([...pipes].map((pipe) => pipe.cut()));
  };
  const setPaused = (value: boolean) => {
    isPaused = value;
    for (const pipe of pipes) pipe.flow(!value);
  };

  return {
    port,
    get connections() {
      return pipes.size;
    },
    cut,
    pause: () => setPaused(true),
    resume: () => setPaused(false),
    refuse: () => server.close(),
    accept: () => listen(port),
    async close() {
      const isClosed = server.listening ? once(server.close(), 'close') : null;
      await cut();
      await isClosed;
    },
  };
}

function createPipe(client: Socket, target: Socket, onEnd: () => void): Pipe {
  let isCutting = false;
  let isFlowing = true;
  const destroy = () => {
    client.destroy();
    target.destroy();
    onEnd();
  };
  const forward = (from: Socket, to: Socket) => {
    from.on('data', (bytes) => {
      if (isCutting) {
        to.write(bytes.subarray(0, bytes.length >> 1), destroy);
        return;
      }
      if (to.write(bytes)) return;
      from.pause();
      to.once('drain', () => {
        if (isFlowing) from.resume();
      });
    });
    from.on('error', destroy);
    from.on('close', destroy);
  };
  forward(client, target);
  forward(target, client);

  return {
    flow(mayFlow) {
      isFlowing = mayFlow;
      for (const socket of [client, target]) {
        if (mayFlow) socket.resume();
        else socket.pause();
      }
    },
    async cut() {
      isCutting = true;
      const timer = setTimeout(destroy, CUT_WAIT_MS);
      const open = [client, target].filter((socket) => !socket.destroyed);
      await Promise.all(open.map((socket) => once(socket, 'close')));
      clearTimeout(timer);
    },
  };
}
