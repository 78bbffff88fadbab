import { batchBody, batchItem, deliveryBody } from '@kassahook/contracts/event';
import { sampleEntity } from '@kassahook/contracts/sampleEvents';
import type { WebhookTestAnswer, WebhookTestBody } from '@kassahook/contracts/webhookCare';
import { errorClassOf } from '@kassahook/domain/outcome';
import type { Clock } from '@kassahook/platform/clock';
import { newId } from '@kassahook/platform/ids';
import type { Sender } from '@kassahook/sender/sender';
import type { signatureHeaders } from '@kassahook/sender/signature';
import { QuotaExhausted } from '../http/quotaExhausted.js';

/** What of a webhook a test needs. */
export interface TestedWebhook {
  id: string;
  url: string;
  headers: Record<string, string>;
  timeoutMs: number;
  /** Null, or absent: it wants none. */
  batch?: object | null | undefined;
}

export interface SendTestDeps {
  send: Sender['send'];
  sign: typeof signatureHeaders;
  /** The secrets that sign now, the current one first. */
  secretsOf: (accountId: string, webhookId: string) => Promise<string[]>;
  /** Takes one test of the webhook's and of the account's; answers with 0, or for how many ms there is none left. */
  takeQuota: (accountId: string, webhookId: string) => Promise<number>;
  /** Takes a place among the tests under way; null when too many are. Calling the answer frees it. */
  takePlace: (accountId: string) => (() => void) | null;
  userAgent: string;
  clock: Clock;
}

/** Values of the owner's own headers are often credentials. */
const MASKED = '•••';

/** A test under way takes a few seconds, unless its receiver hangs. */
const PLACE_RETRY_AFTER_MS = 5_000;

/**
 * Sends a sample to a webhook at once, past all queues, with the guard, the deadline and the signature of any delivery. What says that it
 * is a test is a header, so that a receiver verifies and parses it like any other; its `webhook-id` is its own. A webhook that wants batches
 * gets a batch of one: nothing but arrays reaches it otherwise. It is in no log and in no statistics, and works while the webhook is off.
 * @throws QuotaExhausted; whatever a dependency throws; what the receiver does is the answer
 */
export function createSendTest(deps: SendTestDeps) {
  const { send, sign, secretsOf, takeQuota, takePlace, userAgent, clock } = deps;

  return async function sendTest(
    accountId: string,
    webhook: TestedWebhook,
    wanted: WebhookTestBody,
  ): Promise<WebhookTestAnswer> {
    const retryAfterMs = await takeQuota(accountId, webhook.id);
    if (retryAfterMs > 0) throw new QuotaExhausted('too many tests: try again later', retryAfterMs);
    const leave = takePlace(accountId);
    if (!leave) throw new QuotaExhausted('too many tests under way: try again later', PLACE_RETRY_AFTER_MS);
    try {
      return await sample(accountId, webhook, wanted);
    } finally {
      leave();
    }
  };

  async function sample(
    accountId: string,
    webhook: TestedWebhook,
    { type, action }: WebhookTestBody,
  ): Promise<WebhookTestAnswer> {
    const secrets = await secretsOf(accountId, webhook.id);
    const id = newId();
    const nowMs = clock.now();
    const occurredAt = new Date(nowMs).toISOString();
    const alone = deliveryBody({
      type,
      action,
      snapshot: JSON.stringify(sampleEntity({ type, action }, nowMs)),
    });
    const isBatch = (webhook.batch ?? null) !== null;
    const body = isBatch ? batchBody([batchItem({ deliveryId: id, eventId: id, occurredAt }, alone)]) : alone;
    const own = {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': userAgent,
      ...sign({ id, timestampSeconds: Math.floor(nowMs / 1_000), body, secrets }),
      ...(isBatch
        ? { 'kassahook-batch-size': '1' }
        : { 'kassahook-event-id': id, 'kassahook-occurred-at': occurredAt }),
      'kassahook-attempt': '1',
      'kassahook-test': 'true',
    };
    const given = Object.entries(webhook.headers).map(
      ([name, value]) => [name.toLowerCase(), value] as const,
    );
    const { outcome, response, timings, remoteAddress } = await send({
      url: webhook.url,
      headers: { ...Object.fromEntries(given), ...own },
      body,
      timeoutMs: webhook.timeoutMs,
    });
    const errorClass = errorClassOf(outcome);
    const masked = Object.fromEntries(given.map(([name]) => [name, MASKED]));
    return {
      id,
      at: occurredAt,
      delivered: errorClass === null,
      errorClass,
      request: { url: webhook.url, headers: { ...masked, ...own }, body },
      response,
      timings,
      remoteAddress,
    };
  }
}
