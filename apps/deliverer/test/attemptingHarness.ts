import type { Attempt } from '@kassahook/contracts/attempt';
import { batchMessageSchema, type BatchMessage, type DeliveryMessage } from '@kassahook/contracts/messages';
import type { Subscription } from '@kassahook/contracts/subscription';
import { createAttempting, type AttemptingDeps } from '@kassahook/deliverer/attempting';
import { createEndpointGate, type EndpointGate } from '@kassahook/deliverer/endpointGate';
import { createPlaces } from '@kassahook/deliverer/places';
import type { WaitingPlace } from '@kassahook/deliverer/stations';
import { DEFAULT_BREAKER } from '@kassahook/domain/breaker';
import { deliveryIdOf, newId } from '@kassahook/platform/ids';

const NOW = 1_800_000_000_000;
const clock = { now: () => NOW };
/** It wants batches. */
export const webhook: Subscription = {
  id: newId(),
  accountId: newId(),
  url: 'https://shop.example/hook',
  isActive: true,
  mask: 1,
  timeoutMs: 5_000,
  headers: {},
  sealedSecrets: [],
  batch: { maxEvents: 3, maxWaitMs: 20 },
};

/** The first attempt of another delivery. */
export function firstAttempt(fields: Partial<DeliveryMessage> = {}): DeliveryMessage {
  const eventId = newId();
  return {
    v: 1,
    deliveryId: deliveryIdOf(eventId, webhook.id),
    eventId,
    webhookId: webhook.id,
    accountId: webhook.accountId,
    type: 'RECEIPT',
    action: 'CREATE',
    entityId: newId(),
    occurredAt: '2026-05-01T12:00:00.000Z',
    attempt: 1,
    rung: 0,
    dueAtMs: NOW,
    parks: 0,
    repeat: false,
    trigger: 'schedule',
    body: '{"action":"CREATE","type":"RECEIPT","data":{"amount":1}}',
    ...fields,
  };
}
/** The use cases on ports that remember; `status` is what the receiver answers. */
export function attemptingWith(
  options: { status?: number; webhook?: Subscription | null; held?: string[]; gate?: EndpointGate } = {},
) {
  const log = new Map<string, Attempt>();
  const posts: { id: string; body: unknown }[] = [];
  const waiting: { batch: BatchMessage; place: WaitingPlace }[] = [];
  const singles: { id: string; place: WaitingPlace }[] = [];
  const disabled: string[] = [];
  const answer = (id: string, body: string) => {
    posts.push({ id, body: JSON.parse(body) as unknown });
    return Promise.resolve({
      outcome: { kind: 'answered' as const, status: options.status ?? 204, retryAfterMs: null },
      request: null,
      response: null,
      timings: null,
      remoteAddress: null,
    });
  };
  const deps: AttemptingDeps = {
    webhookOf: () => Promise.resolve(options.webhook === null ? undefined : (options.webhook ?? webhook)),
    endpointOf: () => Promise.resolve(options.webhook === null ? undefined : (options.webhook ?? webhook)),
    loggedAttempt: (id) => Promise.resolve(log.get(id) ?? null),
    deliveredAttempt: (deliveryId) => {
      const attempts = [...log.values()].filter((attempt) => attempt.deliveryId === deliveryId);
      return Promise.resolve(attempts.find(({ state }) => state === 'delivered') ?? null);
    },
    bodyOf: () => Promise.resolve(null),
    post: (message, _webhook, body) => answer(message.deliveryId, body),
    postBatch: (batch, _webhook, body) => answer(batch.batchId, body),
    claim: (id) => Promise.resolve(!options.held?.includes(id)),
    record: (attempt) => {
      if (log.has(attempt.id)) return Promise.resolve(false);
      log.set(attempt.id, attempt);
      return Promise.resolve(true);
    },
    publishText: (text, { messageId, kind, delayMs }) => {
      const json: unknown = JSON.parse(text);
      const parsed = batchMessageSchema.safeParse(json);
      if (parsed.success) waiting.push({ batch: parsed.data, place: { kind, delayMs } });
      else singles.push({ id: messageId, place: { kind, delayMs } });
      return Promise.resolve();
    },
    disableWebhook: ({ reason }) => Promise.resolve(void disabled.push(reason)),
    turns: { turnOf: () => Promise.resolve({ kind: 'now' }), giveUp: () => Promise.resolve() },
    isBatchIntakeFull: () => false,
    gate: options.gate ?? createEndpointGate({ clock, concurrencyMax: 20, breaker: DEFAULT_BREAKER }),
    places: createPlaces(10),
    ladder: [0, 60_000, 600_000],
    clock,
    worker: 'test',
    parkLimitMs: 3_600_000,
  };
  return { ...createAttempting(deps), log, posts, waiting, singles, disabled };
}
