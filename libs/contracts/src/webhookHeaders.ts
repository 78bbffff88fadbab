/** RFC 9110, 5.6.2: a field name is a token. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
/** RFC 9110, 5.5: visible characters, spaces and tabs inside. Bytes above 0x7E are allowed there, but opaque: not taken. */
const FIELD_VALUE = /^(?:[\x21-\x7e](?:[\t\x20-\x7e]*[\x21-\x7e])?)?$/;

const NAME_LENGTH_MAX = 100;
const VALUE_LENGTH_MAX = 1_000;

/** Headers that mean one connection only (RFC 9110, 7.6.1), or that the client itself must write to stay in step. */
const HOP_BY_HOP: ReadonlySet<string> = new Set([
  'connection',
  'expect',
  'http2-settings',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);
/** Ours to write: what says who calls, describes the body, signs it, or tells receivers about the delivery. */
const RESERVED_NAMES: ReadonlySet<string> = new Set(['user-agent']);
const RESERVED_PREFIXES = ['content-', 'webhook-', 'kassahook-', 'proxy-'] as const;

/** Why a custom header of a webhook may not have this name, or null. */
export function headerNameProblem(name: string): string | null {
  const lower = name.toLowerCase();
  if (!TOKEN.test(name)) return 'is not a valid header name';
  if (name.length > NAME_LENGTH_MAX) return `the name is longer than ${NAME_LENGTH_MAX} characters`;
  if (lower === 'host' || HOP_BY_HOP.has(lower)) return 'this header belongs to the connection';
  if (RESERVED_NAMES.has(lower)) return 'this header is reserved';
  const prefix = RESERVED_PREFIXES.find((reserved) => lower.startsWith(reserved));
  return prefix === undefined ? null : `headers that start with ${prefix} are reserved`;
}

/** Why a custom header of a webhook may not have this value, or null. */
export function headerValueProblem(value: string): string | null {
  if (value.length > VALUE_LENGTH_MAX) return `is longer than ${VALUE_LENGTH_MAX} characters`;
  return FIELD_VALUE.test(value) ? null : 'is not a valid header value: printable ASCII only';
}
