import type { InspectorAnswer } from '@kassahook/contracts/inspector';
import type { HttpResponse } from '../httpServer.js';

/** Whatever stands here was written by somebody else: no browser may run it, show it as a page, keep it or tell of it. */
const ISOLATING_HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Robots-Tag': 'noindex',
} as const;

/** Answers as the inspector's owner has set it. */
export function sendSetAnswer(response: HttpResponse, answer: InspectorAnswer): void {
  const { status, headers, body, contentType } = answer;
  if (response.destroyed) return;
  response.writeHead(status, {
    ...headers,
    ...ISOLATING_HEADERS,
    'Content-Type': `${contentType}; charset=utf-8`,
    // XML can hold XHTML, which browsers show.
    ...(contentType === 'application/xml' && { 'Content-Disposition': 'attachment; filename="answer.xml"' }),
  });
  // Node leaves the body out where HTTP has none: HEAD, 204, 304.
  response.end(body);
}

/** Answers when the inspector itself cannot. @param retryAfterMs when the sender may come back */
export function sendRefusal(
  response: HttpResponse,
  { status, text, retryAfterMs }: { status: number; text: string; retryAfterMs?: number },
): void {
  if (response.destroyed || response.headersSent) return;
  response.writeHead(status, {
    ...ISOLATING_HEADERS,
    'Content-Type': 'text/plain; charset=utf-8',
    ...(retryAfterMs !== undefined && {
      'Retry-After': String(Math.max(1, Math.ceil(retryAfterMs / 1_000))),
    }),
    // What was not read of the request must not be taken for the next one.
    Connection: 'close',
  });
  response.end(`${text}\n`);
}
