import type { components } from './apiTypes.js';

type Schemas = components['schemas'];

/** The body of a webhook: `type` says which entity `data` is. */
export type WebhookEvent =
  | Schemas['ProductEvent']
  | Schemas['DeviceEvent']
  | Schemas['DeviceRegistrationEvent']
  | Schemas['ReceiptEvent']
  | Schemas['ShiftEvent']
  | Schemas['EncashmentEvent']
  | Schemas['OperationEvent'];

export interface ReceivedWebhook {
  /** `whsec_...`; several while a secret is being replaced. */
  secret: string | readonly string[];
  /** Of the request: `Headers`, or a plain object with names in lower case, as Node has them. */
  headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The body as it came, before any parsing: another spelling of the same JSON has another signature. */
  body: string | Uint8Array;
  /** How old or how far in the future the timestamp may be; 5 minutes. */
  toleranceMs?: number;
  /** Unix milliseconds. */
  now?: () => number;
}

export interface VerifiedWebhook {
  /** The delivery's id: the same on every attempt, so what came before under it is a repeat. */
  id: string;
  event: WebhookEvent;
}

/** The request is not from whom it says, or is an old one that somebody repeats. Answer 401. */
export class WebhookVerificationError extends Error {
  override readonly name = 'WebhookVerificationError';
}

const TOLERANCE_MS = 5 * 60_000;
const SECRET_PREFIX = 'whsec_';

/**
 * Checks a delivery's signature (Standard Webhooks) and its age, and reads it.
 * @throws WebhookVerificationError
 */
export async function verifyWebhook(received: ReceivedWebhook): Promise<VerifiedWebhook> {
  const { toleranceMs = TOLERANCE_MS, now = Date.now } = received;
  const [id, timestamp, signatures] = ['id', 'timestamp', 'signature'].map((part) =>
    headerOf(received, `webhook-${part}`),
  );
  if (!id || !timestamp || !signatures)
    throw new WebhookVerificationError('the headers webhook-... are missing');
  const atMs = /^\d+$/.test(timestamp) ? Number(timestamp) * 1_000 : Number.NaN;
  if (!(Math.abs(now() - atMs) <= toleranceMs))
    throw new WebhookVerificationError('the timestamp is too old or too new');

  const encoder = new TextEncoder();
  const body = typeof received.body === 'string' ? encoder.encode(received.body) : received.body;
  const prefix = encoder.encode(`${id}.${timestamp}.`);
  const signed = new Uint8Array(prefix.length + body.length);
  signed.set(prefix);
  signed.set(body, prefix.length);
  const given = signatures
    .split(' ')
    .filter((signature) => signature.startsWith('v1,'))
    .map((signature) => bytesOf(signature.slice(3)));
  for (const secret of [received.secret].flat()) {
    if (await isSignedBy(secret, signed, given)) {
      return { id, event: JSON.parse(new TextDecoder().decode(body)) as WebhookEvent };
    }
  }
  throw new WebhookVerificationError('no signature fits');
}

async function isSignedBy(
  secret: string,
  signed: Uint8Array<ArrayBuffer>,
  signatures: readonly (Uint8Array<ArrayBuffer> | null)[],
): Promise<boolean> {
  const bytes = bytesOf(secret.startsWith(SECRET_PREFIX) ? secret.slice(SECRET_PREFIX.length) : secret);
  if (!bytes) throw new WebhookVerificationError('the secret is not whsec_ and base64');
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', bytes, algorithm, false, ['verify']);
  for (const signature of signatures) {
    // In constant time, as the platform does it.
    if (signature && (await crypto.subtle.verify('HMAC', key, signature, signed))) return true;
  }
  return false;
}

function headerOf({ headers }: ReceivedWebhook, name: string): string | undefined {
  const value = headers instanceof Headers ? headers.get(name) : headers[name];
  return typeof value === 'string' ? value : undefined;
}

/** Null for what is not base64. */
function bytesOf(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}
