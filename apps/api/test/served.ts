import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type Koa from 'koa';
import type { ApiState } from '../src/http/context.js';

/** An application of a few routes on a port of this machine; nothing follows its redirects. */
export interface Served {
  get(path: string, headers: Readonly<Record<string, string>>): Promise<Response>;
  call(method: string, path: string, headers: Readonly<Record<string, string>>): Promise<Response>;
  close(): Promise<void>;
}

export async function serve(app: Koa<ApiState>): Promise<Served> {
  const handle = app.callback();
  const server: Server = createServer((incoming, outgoing) => void handle(incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const call: Served['call'] = (method, path, headers) =>
    fetch(`http://127.0.0.1:${port}${path}`, { method, headers, redirect: 'manual' });
  return {
    call,
    get: (path, headers) => call('GET', path, headers),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
