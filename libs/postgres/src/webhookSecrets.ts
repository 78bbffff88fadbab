import type { Clock } from '@kassahook/platform/clock';
import { notFound } from '@kassahook/platform/errors';
import type { SecretBox } from '@kassahook/platform/secretBox';
import { scopedTo } from './accountScope.js';
import type { Postgres } from './postgres.js';
import { storeWrite } from './storeWrite.js';
import type { WebhookRow } from './webhook/webhookModel.js';

/** A webhook's signing secrets in plain text. */
export interface WebhookSecrets {
  current: string;
  /** Signs as well until then; null when no rotation overlaps. */
  previous: { secret: string; until: Date } | null;
}

export interface Rotation {
  accountId: string;
  id: string;
  /** The new secret, in plain text. */
  secret: string;
  /** How long the old one goes on signing; 0 ends it at once. */
  overlapMs: number;
}

/** The sealed secrets that sign now, the current one first, and when the next of them ends (Unix ms; null: none does). */
export function secretsNow(
  row: Pick<WebhookRow, 'sealedSecret' | 'previousSealedSecret' | 'previousSecretUntil'>,
  nowMs: number,
): { sealed: string[]; endsAtMs: number | null } {
  const { sealedSecret, previousSealedSecret: previous, previousSecretUntil: until } = row;
  if (previous === null || until === null || until.getTime() <= nowMs) {
    return { sealed: [sealedSecret], endsAtMs: null };
  }
  return { sealed: [sealedSecret, previous], endsAtMs: until.getTime() };
}

/**
 * Creates the store of webhooks' secrets.
 * @throws from each call: AppError NOT_FOUND
 */
export function createWebhookSecrets(
  postgres: Postgres,
  { secretBox, clock }: { secretBox: SecretBox; clock: Clock },
) {
  const { webhook } = postgres.models;

  function opened(row: WebhookRow): WebhookSecrets {
    const { sealed, endsAtMs } = secretsNow(row, clock.now());
    const [current = '', previous] = sealed.map((text) => secretBox.open(text));
    return {
      current,
      previous:
        previous === undefined || endsAtMs === null ? null : { secret: previous, until: new Date(endsAtMs) },
    };
  }

  return {
    async read(accountId: string, id: string): Promise<WebhookSecrets> {
      return opened(await scopedTo(webhook, accountId).get(id));
    },

    /**
     * Makes another secret the current one; the one before signs as well until the overlap ends. Of two rotations within an overlap the
     * first secret is dropped with the second: two sign at most.
     */
    rotate({ accountId, id, secret, overlapMs }: Rotation): Promise<WebhookSecrets> {
      return storeWrite(postgres, async (transaction) => {
        const row = await scopedTo(webhook, accountId).find(id, {
          transaction,
          lock: transaction.LOCK.UPDATE,
        });
        if (!row) throw notFound('Webhook');
        const overlaps = overlapMs > 0;
        row.set({
          previousSealedSecret: overlaps ? row.sealedSecret : null,
          previousSecretUntil: overlaps ? new Date(clock.now() + overlapMs) : null,
          sealedSecret: secretBox.seal(secret),
        });
        return opened(await row.save({ transaction }));
      });
    },
  };
}
export type WebhookSecretStore = ReturnType<typeof createWebhookSecrets>;
