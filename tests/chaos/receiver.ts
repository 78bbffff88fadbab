/**
 * The shop's server, a program of its own that nobody kills. Each path is a webhook's; it remembers what it acknowledged, by
 * `webhook-id`. `/flaky` fails often, until `POST /heal`. Usage: receiver.ts <seed>; it prints its port, and ends with its parent.
 */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSeededRandom } from '@kassahook/register/seededRandom';
import { keyOfBody, type DeliveredBody } from './eventKey.js';
import type { Ledger, Pulse } from './receiverClient.js';

/** Shares of the flaky webhook's requests. Few hangs: each holds one of the endpoint's few places for a second. */
const FLAKY = { error: 0.22, unavailable: 0.05, hang: 0.015, reset: 0.06 };

const random = createSeededRandom('receiver', process.argv[2] ?? '');
const ledger: Ledger = {};
const pulse: Pulse = { events: 0, newestMs: {} };
let isHealed = false;

type Answer = { status: number; headers?: Record<string, string> } | 'hang' | 'reset';

function flakyAnswer(): Answer {
  let draw = random();
  if ((draw -= FLAKY.error) < 0) return { status: 500 };
  if ((draw -= FLAKY.unavailable) < 0) return { status: 503, headers: { 'retry-after': '1' } };
  if ((draw -= FLAKY.hang) < 0) return 'hang';
  return draw < FLAKY.reset ? 'reset' : { status: 204 };
}

function remember(hook: string, request: IncomingMessage, body: string): void {
  const page = (ledger[hook] ??= { deliveries: {}, repeats: [], changed: [] });
  const id = String(request.headers['webhook-id']);
  const hash = createHash('sha1').update(body).digest('base64');
  const known = page.deliveries[id];
  if (known) {
    page.repeats.push({ id, atMs: Date.now() });
    if (known.hash !== hash) page.changed.push(id);
    return;
  }
  const parsed = JSON.parse(body) as DeliveredBody;
  const eventId = String(request.headers['kassahook-event-id']);
  const occurredAtMs = Date.parse(String(request.headers['kassahook-occurred-at']));
  page.deliveries[id] = { eventId, key: keyOfBody(parsed), hash, occurredAtMs, atMs: Date.now() };
  if (hook !== 'everything') return;
  pulse.events += 1;
  pulse.newestMs[parsed.type] = Math.max(pulse.newestMs[parsed.type] ?? 0, occurredAtMs);
}

function deliver(hook: string, request: IncomingMessage, response: ServerResponse): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const answer = hook === 'flaky' && !isHealed ? flakyAnswer() : { status: 204 };
    if (answer === 'hang') return;
    if (answer === 'reset') return void response.destroy();
    if (answer.status === 204) remember(hook, request, Buffer.concat(chunks).toString('utf8'));
    response.writeHead(answer.status, answer.headers).end();
  });
}

function tell(response: ServerResponse, content: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(content));
}

const server = createServer((request, response) => {
  const path = (request.url ?? '/').slice(1);
  if (request.method === 'GET') return tell(response, path === 'pulse' ? pulse : ledger);
  if (path !== 'heal') return deliver(path, request, response);
  isHealed = true;
  tell(response, {});
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));

// The pipe ends when the parent does, however that was.
process.stdin.resume().on('end', () => process.exit(0));
// Ctrl-C reaches the whole group; what was received is still needed.
process.on('SIGINT', () => undefined);
