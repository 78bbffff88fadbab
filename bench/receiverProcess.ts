/**
 * The shops' server: answers 204 as soon as the body is in, and counts. Paths that begin with `/hang` are never answered.
 * The same server takes the bare loop's requests, so both are slowed down by it alike.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerCalls } from './ownProcess.js';
import type { Arrivals, ReceiverCalls } from './protocol.js';

let seen = new Set<string>();
let latencies: number[] = [];
let repeats = 0;
let hung = 0;
let lastAtMs = 0;
let bodyBytes = 0;
let wanted = Infinity;
let onWanted: (() => void) | null = null;

function count(request: IncomingMessage, bytes: number): void {
  const id = request.headers['webhook-id'];
  const occurredAt = request.headers['kassahook-occurred-at'];
  if (typeof id !== 'string' || typeof occurredAt !== 'string') return;
  if (seen.has(id)) {
    repeats += 1;
    return;
  }
  seen.add(id);
  lastAtMs = Date.now();
  latencies.push(lastAtMs - Date.parse(occurredAt));
  bodyBytes = Math.max(bodyBytes, bytes);
  if (seen.size >= wanted) onWanted?.();
}

const server = createServer((request: IncomingMessage, response: ServerResponse) => {
  if (request.url?.startsWith('/hang')) {
    hung += 1;
    request.resume();
    return;
  }
  let bytes = 0;
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
  });
  request.on('end', () => {
    count(request, bytes);
    response.writeHead(204).end();
  });
});
server.keepAliveTimeout = 60_000;

function arrivals(): Arrivals {
  const sorted = Float64Array.from(latencies).sort();
  const percentile = (part: number): number => sorted[Math.ceil(part * sorted.length) - 1] ?? Number.NaN;
  return {
    deliveries: seen.size,
    repeats,
    hung,
    lastAtMs,
    bodyBytes,
    latencyMs: { p50: percentile(0.5), p95: percentile(0.95), p99: percentile(0.99) },
  };
}

answerCalls<ReceiverCalls>({
  listen: () =>
    new Promise((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve({ port: (server.address() as AddressInfo).port }));
    }),
  reset() {
    seen = new Set();
    latencies = [];
    [repeats, hung, lastAtMs] = [0, 0, 0];
    return Promise.resolve({});
  },
  arrived: ({ deliveries, limitMs }) =>
    new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        wanted = Infinity;
        resolve(arrivals());
      };
      const timer = setTimeout(end, limitMs);
      wanted = deliveries;
      onWanted = end;
      if (seen.size >= wanted) end();
    }),
});
