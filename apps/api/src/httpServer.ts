import {
  createServer,
  STATUS_CODES,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { errorCodeOf } from '@kassahook/platform/errors';
import { answerToUnread, answerToUntakeable, lastWords, type RefusedRequest } from './http/unreadRequest.js';

export type HttpRequest = IncomingMessage;
export type HttpResponse = ServerResponse;

export interface HttpServerOptions {
  host: string;
  /** 0 takes a free port. */
  port: number;
  handle: RequestListener;
  /** Told of each answer that a client has without `handle`. Must not throw. */
  onRefused: (request: RefusedRequest) => void;
  /** How long requests that were taken may go on after `close`. */
  drainLimitMs: number;
  /** How long a client may read nothing of an answer that waits for it; it is noticed after twice this at most. */
  unreadLimitMs?: number;
  /** How long a client may take to send a request; it is noticed after twice this at most. Its headers have 10 s at most. */
  requestLimitMs?: number;
}

export interface HttpServer {
  listen(): Promise<void>;
  /** The port that is listened on. Throws before `listen`. */
  port(): number;
  /** Takes no more connections, finishes the requests that were taken, closes. */
  close(): Promise<void>;
}

interface Exchange {
  request: HttpRequest;
  response: HttpResponse;
}

/** A client that sends its request more slowly than this is holding a socket, not sending. */
const REQUEST_LIMIT_MS = 30_000;
const HEADERS_LIMIT_MS = 10_000;
/**
 * Likewise one that reads nothing of its answer, which is held in this process until it does: twenty such were 700 MB of it. A client that
 * reads slowly is let be, for as long as it reads at all.
 */
const UNREAD_LIMIT_MS = 30_000;
/** Longer than the minute after which common proxies drop an idle connection: the side that knows must close first. */
const KEEP_ALIVE_TIMEOUT_MS = 65_000;
/** How long what a client still sends is passed over after it was told that it is no request. */
const LINGER_MS = 1_000;
/** Node's code for a request that has not come whole within its time. */
const TOO_SLOW = 'ERR_HTTP_REQUEST_TIMEOUT';
/** During a drain: how soon a connection that has answered its last request is closed. */
const DRAIN_LOOK_MS = 25;
/** During a drain: how long a connection that has never said anything may still begin. Browsers open some to have them at hand. */
const DRAIN_SILENT_MS = 500;

/** Creates the server. Nothing listens before `listen`. */
export function createHttpServer(options: HttpServerOptions): HttpServer {
  const { host, port, handle, onRefused, drainLimitMs } = options;
  const { unreadLimitMs = UNREAD_LIMIT_MS, requestLimitMs = REQUEST_LIMIT_MS } = options;
  let draining = false;
  const server = createServer(
    {
      requestTimeout: requestLimitMs,
      headersTimeout: Math.min(HEADERS_LIMIT_MS, requestLimitMs),
      connectionsCheckingInterval: requestLimitMs,
      keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
      // Node's own refusal has no body; ours is in `take`.
      requireHostHeader: false,
    },
    (request, response) => take(request, response),
  );
  // Node would drop what is beyond a thousand without a word, be it who asks. Their size has a limit.
  server.maxHeadersCount = 0;
  // Node's own refusal has no body; ours is in `take`.
  server.on('checkExpectation', (request, response) => take(request, response, { expects: true }));
  // Node would tell a client to send its body before it is known whether the request is taken.
  server.on('checkContinue', (request, response) => take(request, response, { waits: true }));

  function take(request: HttpRequest, response: HttpResponse, { expects = false, waits = false } = {}): void {
    // A busy client's connection is never seen idle: it is told to go with its next answer.
    if (draining) response.setHeader('Connection', 'close');
    // Node waits anew after each write, and each time it finds that some of one was taken. With nothing unsent it is we who are slow.
    response.setTimeout(unreadLimitMs, () => {
      if (request.socket.writableLength > 0) request.socket.destroy();
    });
    noteExchange({ request, response });
    const { httpVersion, headers, headersDistinct } = request;
    const hosts = headersDistinct['host'] ?? [];
    const refusal = answerToUntakeable({ httpVersion, hosts, headers, expects });
    if (!refusal) {
      if (waits) response.writeContinue();
      handle(request, response);
      return;
    }
    response.writeHead(refusal.refused.status, refusal.headers).end(refusal.body);
    onRefused(refusal.refused);
  }

  const sockets = new Set<Socket>();
  /** What is not over on a connection: with requests sent in a row there are several. */
  const exchangesOf = new WeakMap<Duplex, Set<Exchange>>();

  function noteExchange(exchange: Exchange): void {
    const exchanges = exchangesOf.get(exchange.request.socket);
    // One that was answered before it had come whole has now: another follows it.
    for (const one of exchanges ?? []) if (one.response.closed) exchanges?.delete(one);
    exchanges?.add(exchange);
    exchange.response.once('close', () => exchange.request.complete && exchanges?.delete(exchange));
  }

  server.on('connection', (socket) => {
    sockets.add(socket);
    exchangesOf.set(socket, new Set());
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('clientError', (error, socket) => {
    // Told again of each piece that comes after the first.
    if (socket.writableEnded) return;
    if (!socket.writable) {
      socket.destroy();
      return;
    }
    const code = errorCodeOf(error);
    // A connection that somebody has at hand, and has asked nothing on.
    if (code === TOO_SLOW && 'bytesRead' in socket && socket.bytesRead === 0) {
      socket.destroy();
      return;
    }
    // In the middle of an answer another one would be taken for its rest, before one for the answer to a request that is being carried out, and
    // a request that was answered before it had come whole has its answer.
    const isOfAnother = [...(exchangesOf.get(socket) ?? [])].some(({ request, response }) =>
      response.closed ? !request.complete : response.headersSent || request.complete,
    );
    const answer = isOfAnother ? null : answerToUnread(code);
    if (answer) onRefused(answer.refused);
    const text = answer ? lastWords(answer, STATUS_CODES[answer.refused.status] ?? '') : '';
    if (code === TOO_SLOW) {
      // Nothing is wrong with what was sent, so what still comes would be read as its rest, and carried out after all.
      socket.write(text);
      socket.destroy();
      return;
    }
    socket.end(text);
    // Closed at once while the client still sends, the connection would be reset, and the answer lost on its way (RFC 9112, 9.6).
    const linger = setTimeout(() => socket.destroy(), LINGER_MS);
    socket.once('close', () => clearTimeout(linger));
  });

  /** Node takes these for busy: it waits for the headers of their first request. */
  function destroySilent(): void {
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
  }

  return {
    listen: () =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          resolve();
        });
      }),
    port() {
      const address = server.address();
      if (address === null) throw new Error('the HTTP server does not listen');
      return (address as AddressInfo).port;
    },
    async close() {
      if (!server.listening) return;
      draining = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // `close` drops idle connections once; those that were answering then become idle later, and would stay for their keep-alive.
      const looking = setInterval(() => server.closeIdleConnections(), DRAIN_LOOK_MS);
      const silence = setTimeout(destroySilent, DRAIN_SILENT_MS);
      const limit = setTimeout(() => server.closeAllConnections(), drainLimitMs);
      await closed;
      clearInterval(looking);
      clearTimeout(silence);
      clearTimeout(limit);
    },
  };
}
