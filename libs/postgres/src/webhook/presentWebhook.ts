import type { Subscription } from '@kassahook/contracts/subscription';
import type { WebhookBatch } from '@kassahook/contracts/webhook';
import type { Filter } from '@kassahook/domain/filter';
import type { EventActions, EventTypes } from '@kassahook/domain/mask';
import { secretsNow } from '../secretRotation.js';
import type { WebhookRow } from './webhookModel.js';

/** An account's subscription. */
export interface Webhook {
  id: string;
  url: string;
  isActive: boolean;
  /** True when all three actions of the entity are heard. */
  types: EventTypes;
  events: EventActions;
  description: string | null;
  timeoutMs: number;
  headers: Record<string, string>;
  metadata: Record<string, string>;
  filter: Filter | null;
  deviceIds: number[] | null;
  shopIds: number[] | null;
  maxPerSecond: number | null;
  batch: WebhookBatch | null;
  createdAt: Date;
  updatedAt: Date;
  /** Why we switched it off; null when we did not. */
  disabledReason: string | null;
  disabledAt: Date | null;
  /** Until when the secret before the last rotation signs as well; null when it does not (any more). */
  previousSecretUntil: Date | null;
}

/** A webhook as its account sees it; no secret is in it. */
export function presentWebhook(row: WebhookRow, nowMs: number): Webhook {
  const { endsAtMs } = secretsNow(row, nowMs);
  return {
    id: row.id,
    url: row.url,
    isActive: row.isActive,
    types: row.types,
    events: row.events,
    description: row.description,
    timeoutMs: row.timeoutMs,
    headers: row.headers,
    metadata: row.metadata,
    filter: row.filter,
    deviceIds: row.deviceIds,
    shopIds: row.shopIds,
    maxPerSecond: row.maxPerSecond,
    batch: row.batch,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    disabledReason: row.disabledReason,
    disabledAt: row.disabledAt,
    previousSecretUntil: endsAtMs === null ? null : new Date(endsAtMs),
  };
}

/** The same as the workers know it. */
export function toSubscription(row: WebhookRow, nowMs: number): Subscription {
  const { sealed, endsAtMs } = secretsNow(row, nowMs);
  return {
    id: row.id,
    accountId: row.accountId,
    url: row.url,
    isActive: row.isActive,
    mask: row.mask,
    timeoutMs: row.timeoutMs,
    headers: row.headers,
    sealedSecrets: sealed,
    ...(endsAtMs !== null && { secretEndsAtMs: endsAtMs }),
    ...(row.filter && { filter: { ...row.filter } }),
    ...(row.deviceIds && { deviceIds: row.deviceIds }),
    ...(row.shopIds && { shopIds: row.shopIds }),
    ...(row.maxPerSecond !== null && { maxPerSecond: row.maxPerSecond }),
    ...(row.batch && { batch: row.batch }),
  };
}
