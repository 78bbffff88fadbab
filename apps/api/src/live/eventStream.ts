import type { HttpResponse } from '../httpServer.js';

/** An answer that goes on: server-sent events (HTML Living Standard, 9.2). */
export interface EventStream {
  send: (event: string, data: unknown) => void;
  end: () => void;
}

/** A browser comes back after this; the number is its own jitter's base, not ours. */
const RETRY_MS = 2_000;
/** What a client may leave unread. A page that sleeps is dropped and comes back, rather than held in our memory. */
const UNREAD_MAX_BYTES = 256 * 1024;

/**
 * Begins the stream on a response whose other headers are set. Nothing between us and the page may gather or pack it.
 * @param onDropped told when a client reads too slowly; its connection is then gone
 */
export function openEventStream(response: HttpResponse, onDropped: () => void): EventStream {
  response.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store, no-transform',
    'X-Accel-Buffering': 'no',
  });

  function write(text: string): void {
    if (response.destroyed || response.writableEnded) return;
    response.write(text);
    if (response.writableLength <= UNREAD_MAX_BYTES) return;
    onDropped();
    response.destroy();
  }

  write(`retry: ${RETRY_MS}\n\n`);
  return {
    // JSON has no line breaks of its own: one `data` line is enough.
    send: (event, data) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
    end: () => void response.end(),
  };
}
