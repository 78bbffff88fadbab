import type { HttpRequest } from '../httpServer.js';

/** What was read of a body. */
export interface ReceivedBody {
  bytes: Buffer;
  /** There was more than we read. */
  isCut: boolean;
}

/**
 * Reads a body up to a limit, and leaves the rest.
 * @throws Error when the sender goes away
 */
export async function receivedBody(request: HttpRequest, maxBytes: number): Promise<ReceivedBody> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Not destroyed when there is more: it still gets its answer.
  const incoming = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  for await (const chunk of incoming) {
    const room = maxBytes - size;
    size += chunk.length;
    if (size > maxBytes) {
      chunks.push(chunk.subarray(0, room));
      return { bytes: Buffer.concat(chunks), isCut: true };
    }
    chunks.push(chunk);
  }
  return { bytes: Buffer.concat(chunks), isCut: false };
}

/** The beginning of a body as JSON can carry it: text where it is some, else base64. */
export function shownBody(bytes: Buffer, keptMax: number) {
  const kept = bytes.subarray(0, keptMax);
  const isTruncated = kept.length < bytes.length;
  const text = textOf(kept, isTruncated);
  return text === null
    ? { body: kept.toString('base64'), bodyEncoding: 'base64' as const, isTruncated }
    : { body: text, bodyEncoding: 'text' as const, isTruncated };
}

/** Null for what is no UTF-8, or has NUL; a character that was cut at the end is left out. */
function textOf(bytes: Buffer, isTruncated: boolean): string | null {
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: isTruncated });
  } catch {
    return null;
  }
}
