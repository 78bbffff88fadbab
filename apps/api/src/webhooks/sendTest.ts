import { deliveryBody } from '@kassahook/contracts/event';
import { sampleEntity } from '@kassahook/contracts/sampleEvents';
import type { WebhookTestAnswer, WebhookTestBody } from '@kassahook/contracts/webhookCare';
import { errorClassOf } from '@kassahook/domain/outcome';
import type { Clock } from '@kassahook/platform/clock';
import { AppError } from '@kassahook/platform/errors';
import { newId } from '@kassahook/platform/ids';
import type { Sender } from '@kassahook/sender/sender';
import type { signatureHeaders } from '@kassahook/sender/signature';

/** What of a webhook a test needs. */
export interface TestedWebhook {
  id: string;
  url: string;
  headers: Record<string, string>;
  timeoutMs: number;
}

export interface SendTestDeps {
  send: Sender['send'];
  sign: typeof signatureHeaders;
  /** The secrets that sign now, the current one first. */
  secretsOf: (accountId: string, webhookId: string) => Promise<string[]>;
  /** Takes one test of the webhook's; answers with 0, or for how many ms there is none left. */
  takeQuota: (webhookId: string) => Promise<number>;
  userAgent: string;
  clock: Clock;
}

/** Values of the owner's own headers are often credentials. */
const MASKED = '•••';

/** Too many tests of one webhook. */
export class TestsExhausted extends AppError {
  constructor(readonly retryAfterMs: number) {
    super('too many tests of this webhook: try again later', { code: 'RATE_LIMITED', status: 429 });
  }
}

/**
 * Sends a sample to a webhook at once, past all queues, with the guard, the deadline and the signature of any delivery. What says that it
 * is a test is a header, so that a receiver verifies and parses it like any other; its `webhook-id` is its own. It is in no log and in no
 * statistics, and works while the webhook is off.
 * @throws TestsExhausted; whatever a dependency throws; what the receiver does is the answer
 */
export function createSendTest({ send, sign, secretsOf, takeQuota, userAgent, clock }: SendTestDeps) {
  return async function sendTest(
    accountId: string,
    webhook: TestedWebhook,
    { type, action }: WebhookTestBody,
  ): Promise<WebhookTestAnswer> {
    const retryAfterMs = await takeQuota(webhook.id);
    if (retryAfterMs > 0) throw new TestsExhausted(retryAfterMs);
    const secrets = await secretsOf(accountId, webhook.id);
    const id = newId();
    const nowMs = clock.now();
    const body = deliveryBody({
      type,
      action,
      snapshot: JSON.stringify(sampleEntity({ type, action }, nowMs)),
    });
    const own = {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': userAgent,
      ...sign({ id, timestampSeconds: Math.floor(nowMs / 1_000), body, secrets }),
      'kassahook-event-id': id,
      'kassahook-occurred-at': new Date(nowMs).toISOString(),
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
      at: new Date(nowMs).toISOString(),
      delivered: errorClass === null,
      errorClass,
      request: { url: webhook.url, headers: { ...masked, ...own }, body },
      response,
      timings,
      remoteAddress,
    };
  };
}
