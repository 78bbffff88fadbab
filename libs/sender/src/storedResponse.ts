const KEPT_HEADERS = new Set([
  'content-type',
  'content-length',
  'retry-after',
  'server',
  'date',
  'location',
  'x-request-id',
]);
/** No dots and dollars: the names become keys of a stored document. */
const WEBHOOK_HEADER = /^webhook-[a-z0-9-]+$/;
const VALUE_LIMIT = 1024;

/**
 * The headers worth keeping with an attempt, never `set-cookie`: it may hold somebody's session.
 * @param raw name, value, name, value, as they came; undici has bounded their size
 */
export function keptHeaders(raw: readonly Buffer[]): Record<string, string> {
  const kept: Record<string, string> = {};
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = raw[i]?.toString('latin1').toLowerCase() ?? '';
    if (!KEPT_HEADERS.has(name) && !WEBHOOK_HEADER.test(name)) continue;
    const value = raw[i + 1]?.toString('latin1', 0, VALUE_LIMIT) ?? '';
    const before = kept[name];
    kept[name] = before === undefined ? value : `${before}, ${value}`.slice(0, VALUE_LIMIT);
  }
  return kept;
}

/**
 * The first bytes of a body as text: valid UTF-8 of at most `limitBytes`, cut between characters. What is not UTF-8 becomes U+FFFD.
 */
export function storedText(bytes: Buffer, limitBytes: number): string {
  if (bytes.length === 0) return '';
  const text = bytes.toString('utf8', 0, cutAt(bytes, limitBytes));
  // One broken byte becomes a replacement character of three, so a body that is not text can grow past the limit.
  if (bytes.length * 3 <= limitBytes || Buffer.byteLength(text) <= limitBytes) return text;
  const valid = Buffer.from(text);
  return valid.toString('utf8', 0, cutAt(valid, limitBytes));
}

/** The end of the last whole character within the limit: a UTF-8 character has at most three bytes after its first. */
function cutAt(bytes: Buffer, limitBytes: number): number {
  if (bytes.length <= limitBytes) return bytes.length;
  for (let end = limitBytes; end > limitBytes - 4 && end >= 0; end--) {
    if (((bytes[end] ?? 0) & 0xc0) !== 0x80) return end;
  }
  return limitBytes;
}
