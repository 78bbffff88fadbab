import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { LRUCache } from 'lru-cache';
import type { Clock } from '@kassahook/platform/clock';
import { toError } from '@kassahook/platform/errors';
import type { Logger } from '@kassahook/platform/logger';
import { deliveryBodySchema, eventLine } from './eventLine.js';
import type { SignatureCheck } from './signatureCheck.js';

/** What became of a request. */
export type Reception =
  'event' | 'repeat' | 'bad_signature' | 'malformed' | 'too_large' | 'not_post' | 'broken';

export interface ReceiverDeps {
  isSigned: SignatureCheck;
  /** Shows a line to the person who watches. */
  print: (line: string) => void;
  clock: Clock;
  logger: Logger;
  onReception: (reception: Reception) => void;
  bodyLimitBytes?: number;
  /** Deliveries that are remembered to recognise repeats. */
  rememberedMax?: number;
}

const STATUS: Readonly<Record<Reception, number>> = {
  event: 204,
  repeat: 204,
  bad_signature: 401,
  malformed: 400,
  too_large: 413,
  not_post: 405,
  broken: 400,
};

/**
 * Creates the receiver's server, not listening yet: what a shop's server does with a delivery, on one screen. It checks the signature
 * over the very bytes that came, answers at once, and only then does its work; a delivery that comes again (same `webhook-id`) is
 * answered like the first time and not worked on again. A real shop remembers ids in its database, in the transaction of its work.
 */
export function createReceiver(deps: ReceiverDeps): Server {
  const { isSigned, print, clock, logger, onReception } = deps;
  const { bodyLimitBytes = 2 * 1024 * 1024, rememberedMax = 50_000 } = deps;
  const seen = new LRUCache<string, true>({ max: rememberedMax });

  /** What the request is, and the line to show when it is a delivery. */
  async function judge(request: IncomingMessage): Promise<{ reception: Reception; line?: string }> {
    if (request.method !== 'POST') return { reception: 'not_post' };
    const body = await readBody(request, bodyLimitBytes);
    if (body === null) return { reception: 'too_large' };
    if (!isSigned(body, request.headers)) return { reception: 'bad_signature' };
    const deliveryId = String(request.headers['webhook-id']);
    if (seen.has(deliveryId)) {
      return { reception: 'repeat', line: `(delivery ${deliveryId} again, known)` };
    }
    const event = deliveryBodySchema.safeParse(parseJson(body)).data;
    if (!event) return { reception: 'malformed' };
    seen.set(deliveryId, true);
    return { reception: 'event', line: eventLine({ event, deliveryId, ageMs: ageOf(request, clock) }) };
  }

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { reception, line } = await judge(request);
    const status = STATUS[reception];
    // What was not read cannot be skipped cheaply: the connection goes with it.
    response.writeHead(status, reception === 'too_large' ? { connection: 'close' } : {}).end();
    onReception(reception);
    if (line !== undefined) print(line);
    if (status >= 400)
      logger.warn({ reception, deliveryId: request.headers['webhook-id'] }, 'receiver.refused');
  }

  return createServer((request, response) => {
    receive(request, response).catch((error: unknown) => {
      onReception('broken');
      logger.warn({ reason: toError(error).message }, 'receiver.broken_request');
      if (response.headersSent) response.destroy();
      else response.writeHead(STATUS.broken, { connection: 'close' }).end();
    });
  });
}

/** The body as text; null when it is longer than the limit, of which no more is read. */
async function readBody(request: IncomingMessage, limitBytes: number): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  // Left alone at an early end: destroyed, it would take the socket along, and with it the answer.
  const reading = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  for await (const chunk of reading) {
    length += chunk.length;
    if (length > limitBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function ageOf(request: IncomingMessage, clock: Clock): number | null {
  const occurredAtMs = Date.parse(String(request.headers['kassahook-occurred-at']));
  return Number.isNaN(occurredAtMs) ? null : clock.now() - occurredAtMs;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
