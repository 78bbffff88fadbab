import { Webhook, WebhookVerificationError } from 'standardwebhooks';

/** A webhook that may have signed a request, with its secrets in plain text. */
export interface Signer {
  webhookId: string;
  secrets: readonly string[];
}

/** What is to be said of a request's signature. */
export interface SignatureVerdict {
  signature: 'verified' | 'failed' | 'absent' | 'unknown';
  /** Null when it is verified. */
  signatureReason: string | null;
  webhookId: string | null;
}

export interface SignedRequest {
  headers: Readonly<Record<string, string>>;
  body: Buffer;
  /** The body is longer than we read. */
  isCut: boolean;
}

/**
 * Checks a signature with the official package of Standard Webhooks, as a receiver would: not with the code that signs.
 * @param signers asked only for a request that is signed
 */
export async function signatureVerdict(
  { headers, body, isCut }: SignedRequest,
  signers: () => Promise<readonly Signer[]>,
): Promise<SignatureVerdict> {
  const not = (signature: SignatureVerdict['signature'], signatureReason: string): SignatureVerdict => ({
    signature,
    signatureReason,
    webhookId: null,
  });
  if (headers['webhook-signature'] === undefined)
    return not('absent', 'there is no header webhook-signature');
  if (isCut) return not('unknown', 'the body is longer than is read here');
  const candidates = await signers();
  if (candidates.length === 0) return not('unknown', 'no webhook of the account points here');
  let reason = '';
  for (const { webhookId, secrets } of candidates) {
    for (const secret of secrets) {
      const problem = problemWith(new Webhook(secret), body, headers);
      if (problem === null) return { signature: 'verified', signatureReason: null, webhookId };
      reason = problem;
    }
  }
  return not('failed', reason);
}

function problemWith(
  webhook: Webhook,
  body: Buffer,
  headers: Readonly<Record<string, string>>,
): string | null {
  try {
    webhook.verify(body, { ...headers }, { jsonParse: false });
    return null;
  } catch (error) {
    if (error instanceof WebhookVerificationError) return error.message;
    throw error;
  }
}
