import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { waitFor } from './waitFor.js';

/** One request as the receiver got it. */
export interface ReceivedRequest {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  atMs: number;
}

/** What the receiver answers; `hang` never answers, `reset` destroys the socket. */
export type ReceiverAnswer =
  { status: number; headers?: Record<string, string>; body?: string } | { hang: true } | { reset: true };

/** Decides an answer from the request and how many requests with its webhook-id came before it. */
export type ReceiverScript = (request: ReceivedRequest, earlier: number) => ReceiverAnswer;

export interface ScriptedReceiver {
  readonly port: number;
  url(path: string): string;
  /** Sets the script of a path; without one the answer is 204. */
  script(path: string, script: ReceiverScript): void;
  /** All requests so far, to a path if given. */
  requests(path?: string): ReceivedRequest[];
  /** Waits until a path got `count` requests, and returns them. */
  received(path: string, count: number, timeoutMs?: number): Promise<ReceivedRequest[]>;
  close(): Promise<void>;
}

const NO_CONTENT: ReceiverScript = () => ({ status: 204 });

/** Starts a real HTTP receiver on a free port of 127.0.0.1 that answers as it is told and remembers what it got. */
export async function startScriptedReceiver(): Promise<ScriptedReceiver> {
  const scripts = new Map<string, ReceiverScript>();
  const all: ReceivedRequest[] = [];
  const seen = new Map<string, number>();

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const path = request.url ?? '/';
      const body = Buffer.concat(chunks).toString('utf8');
      const received = {
        method: request.method ?? '',
        path,
        headers: request.headers,
        body,
        atMs: Date.now(),
      };
      const key = `${path} ${String(request.headers['webhook-id'])}`;
      const earlier = seen.get(key) ?? 0;
      seen.set(key, earlier + 1);
      all.push(received);
      give(response, (scripts.get(path) ?? NO_CONTENT)(received, earlier));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const requests = (path?: string) =>
    path === undefined ? all : all.filter((request) => request.path === path);

  return {
    port,
    url: (path) => `http://127.0.0.1:${port}${path}`,
    script: (path, script) => void scripts.set(path, script),
    requests,
    received: (path, count, timeoutMs = 20_000) =>
      waitFor(() => requests(path).length >= count && requests(path), {
        timeoutMs,
        what: `${count} requests to ${path}`,
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function give(response: ServerResponse, answer: ReceiverAnswer): void {
  if ('hang' in answer) return;
  if ('reset' in answer) {
    response.destroy();
    return;
  }
  response.writeHead(answer.status, answer.headers).end(answer.body);
}
