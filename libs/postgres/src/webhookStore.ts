import type { Transaction } from 'sequelize';
import type { Subscription } from '@kassahook/contracts/subscription';
import { WEBHOOK_TIMEOUT_MS, type WebhookBatch } from '@kassahook/contracts/webhook';
import type { Action, EntityFlag } from '@kassahook/domain/eventType';
import type { Filter } from '@kassahook/domain/filter';
import type { EventActions, EventTypes } from '@kassahook/domain/mask';
import type { Clock } from '@kassahook/platform/clock';
import { AppError, notFound } from '@kassahook/platform/errors';
import type { SecretBox } from '@kassahook/platform/secretBox';
import { scopedTo } from './accountScope.js';
import { given } from './given.js';
import type { Postgres } from './postgres.js';
import { storeWrite } from './storeWrite.js';
import { writeNotification } from './notificationWrite.js';
import { presentWebhook, toSubscription, type Webhook } from './webhook/presentWebhook.js';
import type { WebhookRow } from './webhook/webhookModel.js';

/** What an owner sets, already validated. `events` overrides `types`; in both an absent entity is left as it is. */
export interface WebhookInput {
  url: string;
  isActive?: boolean | undefined;
  types?: Partial<Record<EntityFlag, boolean | undefined>> | undefined;
  events?: Partial<Record<EntityFlag, readonly Action[] | undefined>> | undefined;
  description?: string | null | undefined;
  timeoutMs?: number | undefined;
  headers?: Record<string, string> | undefined;
  metadata?: Record<string, string> | undefined;
  filter?: Filter | null | undefined;
  deviceIds?: number[] | null | undefined;
  shopIds?: number[] | null | undefined;
  maxPerSecond?: number | null | undefined;
  batch?: WebhookBatch | null | undefined;
}
export type WebhookPatch = { [Field in keyof WebhookInput]?: WebhookInput[Field] | undefined };

/** Which webhook of which account. */
export interface WebhookKey {
  accountId: string;
  id: string;
}

export interface WebhookStoreDeps {
  secretBox: SecretBox;
  clock: Clock;
  webhooksPerAccountMax: number;
}

/** What an absent field means when a webhook is made or replaced. */
const DEFAULTS = {
  isActive: true,
  mask: 0,
  description: null,
  timeoutMs: WEBHOOK_TIMEOUT_MS.default,
  headers: {},
  metadata: {},
  filter: null,
  deviceIds: null,
  shopIds: null,
  maxPerSecond: null,
  batch: null,
};

/**
 * Creates the store of webhooks. Every call is scoped to an account; another account's id is NOT_FOUND.
 * @throws from each call: AppError NOT_FOUND, VALIDATION_FAILED
 */
export function createWebhookStore(
  postgres: Postgres,
  { secretBox, clock, webhooksPerAccountMax }: WebhookStoreDeps,
) {
  const { account, webhook } = postgres.models;

  /** Changes a locked row; null when there is none. */
  function change(
    { accountId, id }: WebhookKey,
    work: (row: WebhookRow, transaction: Transaction) => Promise<void> | void,
  ): Promise<WebhookRow | null> {
    return storeWrite(postgres, async (transaction) => {
      const row = await scopedTo(webhook, accountId).find(id, { transaction, lock: transaction.LOCK.UPDATE });
      if (!row) return null;
      await work(row, transaction);
      return row.save({ transaction });
    });
  }

  /** What an owner sets; switching on, or another URL, makes a new beginning. */
  function applyInput(row: WebhookRow, { types, events, ...columns }: WebhookPatch): void {
    row.set(given(columns));
    if (types) row.set('types', types as EventTypes);
    if (events) row.set('events', events as EventActions);
    if (!row.isActive) return;
    row.set({ disabledReason: null, disabledAt: null });
    if (row.isNewRecord || row.changed('isActive') || row.changed('url')) {
      row.set({ enabledAt: new Date(clock.now()) });
    }
  }

  const toWebhook = (row: WebhookRow): Webhook => presentWebhook(row, clock.now());

  async function changed(key: WebhookKey, work: (row: WebhookRow) => void): Promise<Webhook> {
    const row = await change(key, work);
    if (!row) throw notFound('webhook');
    return toWebhook(row);
  }

  return {
    async list(accountId: string): Promise<Webhook[]> {
      const rows = await scopedTo(webhook, accountId).list({ order: ['createdAt', 'id'] });
      return rows.map(toWebhook);
    },

    async get(accountId: string, id: string): Promise<Webhook> {
      return toWebhook(await scopedTo(webhook, accountId).get(id));
    },

    /**
     * @param input.secret the signing secret in plain text; it is stored sealed
     * @throws AppError WEBHOOK_LIMIT_REACHED (409)
     */
    create(accountId: string, { secret, ...input }: WebhookInput & { secret: string }): Promise<Webhook> {
      return storeWrite(postgres, async (transaction) => {
        // Makes creators of one account queue up, so that the count holds; NO KEY: rows that refer to it are not kept waiting.
        const owner = await account.findByPk(accountId, {
          transaction,
          lock: transaction.LOCK.NO_KEY_UPDATE,
        });
        if (!owner) throw notFound('account');
        const count = await scopedTo(webhook, accountId).count({ transaction });
        if (count >= webhooksPerAccountMax) throw limitReached(webhooksPerAccountMax);
        const row = webhook.build({ accountId, url: input.url, sealedSecret: secretBox.seal(secret) });
        applyInput(row, input);
        return toWebhook(await row.save({ transaction }));
      });
    },

    /** Changes only what is given, inside `types` and `events` too. */
    patch(key: WebhookKey, patch: WebhookPatch): Promise<Webhook> {
      return changed(key, (row) => applyInput(row, patch));
    },

    /** What is absent takes its default; the secret stays. */
    replace(key: WebhookKey, input: WebhookInput): Promise<Webhook> {
      return changed(key, (row) => {
        row.set(DEFAULTS);
        applyInput(row, input);
      });
    },

    async remove(accountId: string, id: string): Promise<void> {
      await storeWrite(postgres, async (transaction) => {
        const row = await scopedTo(webhook, accountId).get(id, { transaction });
        await row.destroy({ transaction });
      });
    },

    /** The signing secret, in plain text. */
    async secret(accountId: string, id: string): Promise<string> {
      const row = await scopedTo(webhook, accountId).get(id, { attributes: ['id', 'sealedSecret'] });
      return secretBox.open(row.sealedSecret);
    },

    /** All webhooks of the account as the workers know them, inactive ones too: off is not the same as deleted. */
    async subscriptions(accountId: string): Promise<Subscription[]> {
      const rows = await scopedTo(webhook, accountId).list({ order: ['createdAt', 'id'] });
      const now = clock.now();
      return rows.map((row) => toSubscription(row, now));
    },

    /**
     * Switches a webhook off for a reason of ours, and tells its account in the same commit. One that is off already keeps its reason;
     * one that is gone does not matter; one that the owner switched on, or gave another URL, after `observedAt` is left alone: a repeated
     * message may bring an old answer.
     */
    async disable({ accountId, webhookId, reason, observedAt }: DisableWebhook): Promise<void> {
      await change({ accountId, id: webhookId }, async (row, transaction) => {
        if (!row.isActive || (observedAt && row.enabledAt > observedAt)) return;
        const disabledAt = new Date(clock.now());
        row.set({ isActive: false, disabledReason: reason, disabledAt });
        const told = { url: row.url, reason, disabledAt: disabledAt.toISOString() };
        const data = { kind: 'WEBHOOK_DISABLED' as const, ...told };
        await writeNotification(postgres, { accountId, webhookId, data }, transaction);
      });
    },
  };
}

export interface DisableWebhook {
  accountId: string;
  webhookId: string;
  reason: string;
  /** When that was seen which speaks against the webhook; absent: now. */
  observedAt?: Date;
}

function limitReached(max: number): AppError {
  return new AppError(`an account may have ${max} webhooks at most`, {
    code: 'WEBHOOK_LIMIT_REACHED',
    status: 409,
  });
}
