import type { IncomingHttpHeaders } from 'node:http';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';

/** True when one of the secrets signed this body, not more than five minutes from now (the package's own limit). */
export type SignatureCheck = (body: string, headers: IncomingHttpHeaders) => boolean;

/**
 * Creates the check with the official package, so that this receiver proves what any shop's receiver will see. Several secrets,
 * because several webhooks may point here and a secret may be in rotation.
 * @throws Error for a secret that is not `whsec_` and base64
 */
export function createSignatureCheck(secrets: readonly string[]): SignatureCheck {
  const webhooks = secrets.map((secret) => new Webhook(secret));
  return (body, headers) => {
    const plain = Object.fromEntries(
      Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
    );
    return webhooks.some((webhook) => isSignedBy(webhook, body, plain));
  };
}

function isSignedBy(webhook: Webhook, body: string, headers: Record<string, string>): boolean {
  try {
    webhook.verify(body, headers, { jsonParse: false });
    return true;
  } catch (error) {
    if (error instanceof WebhookVerificationError) return false;
    throw error;
  }
}
