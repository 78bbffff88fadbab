import { LRUCache } from 'lru-cache';
import type { Attempt } from '@kassahook/contracts/attempt';
import type { BatchMessage, DeliveryMessage } from '@kassahook/contracts/messages';
import type { Subscription } from '@kassahook/contracts/subscription';
import type { AttemptOutcome } from '@kassahook/domain/outcome';
import type { Clock } from '@kassahook/platform/clock';
import type { SecretBox } from '@kassahook/platform/secretBox';
import type { Sender } from '@kassahook/sender/sender';
import { parseWebhookSecret, signatureHeaders } from '@kassahook/sender/signature';

/** What came of a POST: its outcome, and what the attempt log keeps of it. */
export interface Posted extends Pick<Attempt, 'request' | 'response' | 'timings' | 'remoteAddress'> {
  outcome: AttemptOutcome;
}

export interface PostDeliveryDeps {
  sender: Pick<Sender, 'send'>;
  secretBox: SecretBox;
  clock: Clock;
  userAgent: string;
}

/** Opened secrets kept in memory: opening costs about 10 µs, and an endpoint sends thousands with one secret. */
const OPENED_SECRETS_MAX = 5_000;
/** Values of the owner's own headers are often credentials: the log shows that they were sent, not what they were. */
const MASKED = '•••';

/**
 * Creates the functions that POST a delivery or a batch: the body in the default dialect, signed after Standard Webhooks with the same
 * `webhook-id` on every attempt, and headers that let a receiver order and de-duplicate.
 */
export function createPostDelivery({ sender, secretBox, clock, userAgent }: PostDeliveryDeps) {
  const opened = new LRUCache<string, Uint8Array>({ max: OPENED_SECRETS_MAX });

  function keyOf(sealed: string): Uint8Array {
    let key = opened.get(sealed);
    if (!key) {
      key = parseWebhookSecret(secretBox.open(sealed));
      opened.set(sealed, key);
    }
    return key;
  }

  /** The three headers of Standard Webhooks. */
  function signed(id: string, webhook: Subscription, body: string) {
    const timestampSeconds = Math.floor(clock.now() / 1000);
    return signatureHeaders({ id, timestampSeconds, body, secrets: webhook.sealedSecrets.map(keyOf) });
  }

  async function send(own: Record<string, string>, webhook: Subscription, body: string): Promise<Posted> {
    // Most webhooks have no headers of their own, and merging objects is dear.
    const isPlain = Object.keys(webhook.headers).length === 0;
    const { outcome, response, timings, remoteAddress } = await sender.send({
      url: webhook.url,
      headers: isPlain ? own : { ...lowerCased(webhook.headers), ...own },
      body,
      timeoutMs: webhook.timeoutMs,
    });
    const headers = isPlain ? own : { ...masked(webhook.headers), ...own };
    return { outcome, response, timings, remoteAddress, request: { url: webhook.url, headers } };
  }

  return {
    post(message: DeliveryMessage, webhook: Subscription, body: string): Promise<Posted> {
      const signature = signed(message.deliveryId, webhook, body);
      const own = {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': userAgent,
        'webhook-id': signature['webhook-id'],
        'webhook-timestamp': signature['webhook-timestamp'],
        'webhook-signature': signature['webhook-signature'],
        'kassahook-event-id': message.eventId,
        'kassahook-occurred-at': message.occurredAt,
        'kassahook-attempt': String(message.attempt),
      };
      return send(own, webhook, body);
    },

    /** A batch: what identifies an event is in its item. */
    postBatch(batch: BatchMessage, webhook: Subscription, body: string): Promise<Posted> {
      const signature = signed(batch.batchId, webhook, body);
      const own = {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': userAgent,
        'webhook-id': signature['webhook-id'],
        'webhook-timestamp': signature['webhook-timestamp'],
        'webhook-signature': signature['webhook-signature'],
        'kassahook-batch-size': String(batch.deliveries.length),
        'kassahook-attempt': String(batch.attempt),
      };
      return send(own, webhook, body);
    },
  };
}

/** HTTP does not tell `User-Agent` from `user-agent`, but a merge of objects would send both. */
function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function masked(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.keys(headers).map((name) => [name.toLowerCase(), MASKED]));
}
