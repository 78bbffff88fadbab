import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toError } from './errors.js';
import type { Metrics } from './metrics.js';

/** A dependency's check: resolves when it is up, rejects with the reason when not. */
export type Check = () => Promise<void>;

export interface OpsServerOptions {
  host: string;
  /** 0 takes a free port. */
  port: number;
  metrics: Metrics;
  checks: Readonly<Record<string, Check>>;
  /** False before the start is complete and while the process drains. */
  isServing: () => boolean;
}

export interface OpsServer {
  readonly port: number;
  close(): Promise<void>;
}

/** A check that takes longer than this counts as down: an orchestrator asks again. */
const CHECK_TIMEOUT_MS = 2_000;

/**
 * Serves `GET /health/live` (the process runs), `/health/ready` (every dependency answers; says which does not) and `/metrics`.
 * It listens on a port of its own, so that the public API's port shows none of it.
 */
export async function startOpsServer({
  host,
  port,
  metrics,
  checks,
  isServing,
}: OpsServerOptions): Promise<OpsServer> {
  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0];
    if (request.method !== 'GET') return json(response, 405, { status: 'method not allowed' });
    if (path === '/health/live') return json(response, 200, { status: 'live' });
    if (path === '/health/ready') return void answerReady(response);
    if (path === '/metrics') return void answerMetrics(response);
    return json(response, 404, { status: 'not found' });
  });

  async function answerReady(response: ServerResponse): Promise<void> {
    const results = await runChecks(checks);
    const down = Object.entries(results).filter(([, problem]) => problem !== null);
    const ready = isServing() && down.length === 0;
    const dependencies = Object.fromEntries(
      Object.entries(results).map(([name, problem]) => [name, problem ?? 'up']),
    );
    json(response, ready ? 200 : 503, {
      status: ready ? 'ready' : 'not ready',
      serving: isServing(),
      dependencies,
    });
  }

  async function answerMetrics(response: ServerResponse): Promise<void> {
    try {
      const text = await metrics.render();
      response.writeHead(200, { 'content-type': metrics.contentType }).end(text);
    } catch (error) {
      json(response, 500, { status: toError(error).message });
    }
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Runs all checks at once; null for what is up, else the reason. */
async function runChecks(checks: Readonly<Record<string, Check>>): Promise<Record<string, string | null>> {
  const results = await Promise.all(
    Object.entries(checks).map(async ([name, check]): Promise<[string, string | null]> => {
      try {
        await withTimeout(check(), CHECK_TIMEOUT_MS);
        return [name, null];
      } catch (error) {
        return [name, toError(error).message];
      }
    }),
  );
  return Object.fromEntries(results);
}

async function withTimeout(work: Promise<void>, timeoutMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
