import { readFileSync } from 'node:fs';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { createAddressPolicy } from '@kassahook/sender/addressPolicy';
import { createSender, type Sender, type SenderOptions } from '@kassahook/sender/sender';
import { createUrlPolicy } from '@kassahook/sender/urlPolicy';

/** A server on 127.0.0.1 that a test plays the shop with. */
export interface Receiver {
  port: number;
  url: string;
  /** Connections accepted so far. */
  accepted(): number;
  /** Connections open now. */
  open(): number;
  close(): Promise<void>;
}

export function startHttp(
  listener: RequestListener,
  options: { keepAliveTimeout?: number } = {},
): Promise<Receiver> {
  const server = createHttpServer(listener);
  if (options.keepAliveTimeout !== undefined) server.keepAliveTimeout = options.keepAliveTimeout;
  return started(server, 'http');
}

/** A server that speaks whatever the test writes. */
export function startRaw(onSocket: (socket: Socket) => unknown): Promise<Receiver> {
  const server = createTcpServer((socket) => {
    socket.on('error', () => undefined); // the sender destroys what it will not read
    onSocket(socket);
  });
  return started(server, 'http');
}

export function startHttps(certificate: string, listener: RequestListener): Promise<Receiver> {
  const server = createHttpsServer({ key: fixture('server.key.pem'), cert: fixture(certificate) }, listener);
  server.on('tlsClientError', () => undefined);
  return started(server, 'https');
}

export function fixture(name: string): Buffer {
  return readFileSync(join(__dirname, 'fixtures', name));
}

async function started(server: Server, scheme: string): Promise<Receiver> {
  const sockets = new Set<Socket>();
  let accepted = 0;
  server.on('connection', (socket: Socket) => {
    accepted++;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `${scheme}://127.0.0.1:${port}/hook`,
    accepted: () => accepted,
    open: () => sockets.size,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** A sender that may call this machine on any port. */
export function localSender(options: Partial<SenderOptions> = {}): Sender {
  const addressPolicy = createAddressPolicy({ allowedCidrs: ['127.0.0.0/8'] });
  return createSender({
    addressPolicy,
    urlPolicy: createUrlPolicy({ addressPolicy, anyPort: true }),
    ...options,
  });
}

/** A request as tests send it. */
export function requestTo(url: string, timeoutMs = 5_000) {
  return { url, headers: { 'content-type': 'application/json' }, body: '{"n":1}', timeoutMs };
}
