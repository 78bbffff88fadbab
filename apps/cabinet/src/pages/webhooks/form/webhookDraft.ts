import { ENTITY_FLAGS, type EntityFlag } from '@kassahook/domain/eventType';
import { maskToActions, maskWithActions, maskWithTypes } from '@kassahook/domain/mask';
import type { Filter } from '@kassahook/domain/filter';
import type { CreateWebhook, UpdateWebhook, Webhook } from '../webhookTypes.js';

/** A pair of texts that is being typed. */
export interface DraftPair {
  name: string;
  value: string;
}

/** A webhook while it is being written: what fields hold, right or wrong. */
export interface WebhookDraft {
  url: string;
  description: string;
  mask: number;
  filter: Filter | null;
  /** What the filter's editor holds is not a filter: nothing of it can be kept. */
  isFilterBroken: boolean;
  deviceIds: string[];
  shopIds: string[];
  headers: DraftPair[];
  metadata: DraftPair[];
  timeoutSeconds: number | string;
  /** Empty: no limit. */
  maxPerSecond: number | string;
  isBatched: boolean;
  batchEvents: number | string;
  batchWaitSeconds: number | string;
  /** Of a new webhook; empty: generated. */
  secret: string;
}

const MS = 1_000;

/** As the API's own defaults are, but for the events: receipts, which every shop asks for; who wants more ticks it. */
export const NEW_DRAFT: WebhookDraft = {
  url: '',
  description: '',
  mask: maskWithTypes({ receipts: true }),
  filter: null,
  isFilterBroken: false,
  deviceIds: [],
  shopIds: [],
  headers: [],
  metadata: [],
  timeoutSeconds: 5,
  maxPerSecond: '',
  isBatched: false,
  batchEvents: 20,
  batchWaitSeconds: 1,
  secret: '',
};

export function draftOf(webhook: Webhook): WebhookDraft {
  const { batch } = webhook;
  return {
    ...NEW_DRAFT,
    url: webhook.url,
    description: webhook.description ?? '',
    mask: maskWithActions(webhook.events),
    filter: webhook.filter,
    deviceIds: (webhook.deviceIds ?? []).map(String),
    shopIds: (webhook.shopIds ?? []).map(String),
    headers: pairsOf(webhook.headers),
    metadata: pairsOf(webhook.metadata),
    timeoutSeconds: webhook.timeoutMs / MS,
    maxPerSecond: webhook.maxPerSecond ?? '',
    isBatched: batch !== null,
    ...(batch && { batchEvents: batch.maxEvents, batchWaitSeconds: batch.maxWaitMs / MS }),
  };
}

/** The body that makes the webhook of a draft without problems. */
export function createBodyOf(draft: WebhookDraft): CreateWebhook {
  return { ...fieldsOf(draft), ...(draft.secret.trim() !== '' && { secret: draft.secret.trim() }) };
}

/** The body that changes what a draft changed, and nothing else: what a colleague changed meanwhile stays. */
export function updateBodyOf(draft: WebhookDraft, before: WebhookDraft): UpdateWebhook {
  const [now, then] = [fieldsOf(draft), fieldsOf(before)];
  return Object.fromEntries(
    Object.entries(now).filter(
      ([field, value]) => JSON.stringify(value) !== JSON.stringify(then[field as keyof typeof then]),
    ),
  );
}

/** The entities of which anything is heard. */
export function heardFlags(mask: number): EntityFlag[] {
  const actions = maskToActions(mask);
  return ENTITY_FLAGS.filter((flag) => actions[flag].length > 0);
}

function fieldsOf(draft: WebhookDraft) {
  return {
    url: draft.url.trim(),
    description: draft.description.trim() === '' ? null : draft.description.trim(),
    events: maskToActions(draft.mask),
    filter: draft.filter,
    deviceIds: idsOf(draft.deviceIds),
    shopIds: idsOf(draft.shopIds),
    headers: recordOf(draft.headers),
    metadata: recordOf(draft.metadata),
    timeoutMs: Math.round(Number(draft.timeoutSeconds) * MS),
    maxPerSecond: draft.maxPerSecond === '' ? null : Number(draft.maxPerSecond),
    batch: draft.isBatched
      ? { maxEvents: Number(draft.batchEvents), maxWaitMs: Math.round(Number(draft.batchWaitSeconds) * MS) }
      : null,
  };
}

function idsOf(ids: readonly string[]): number[] | null {
  return ids.length === 0 ? null : ids.map(Number);
}

function pairsOf(record: Readonly<Record<string, string>>): DraftPair[] {
  return Object.entries(record).map(([name, value]) => ({ name, value }));
}

/** Rows that are left empty are no entries. */
function recordOf(pairs: readonly DraftPair[]): Record<string, string> {
  return Object.fromEntries(
    pairs
      .filter(({ name, value }) => name.trim() !== '' || value !== '')
      .map(({ name, value }) => [name.trim(), value]),
  );
}
