import type { ModelStatic, Transaction } from 'sequelize';
import { toError } from '@kassahook/platform/errors';
import type { Logger } from '@kassahook/platform/logger';
import { captureChanges, type RecordChanges } from '../capture/captureChanges.js';
import { afterDurable, outermostOf } from '../capture/transactionWatch.js';
import type { InvalidationRow } from './invalidationModel.js';
import type { WebhookRow } from './webhookModel.js';

/** How long a committer waits for the caches to hear of its change; then it goes on, and the row waits for the relay. */
const CACHES_WAIT_MS = 1_000;

interface InvalidateDeps {
  invalidations: ModelStatic<InvalidationRow>;
  /** Tells the caches that these accounts' webhooks have changed. Rejects when it could not. */
  onWebhooksChanged: (accountIds: string[]) => void | Promise<void>;
  /** What else follows from the same changes: a model's writes can be captured once only. */
  alsoRecord: RecordChanges<WebhookRow>;
  logger: Logger;
}

interface Pending {
  accountIds: Set<string>;
  rowIds: string[];
}

/**
 * Tells the caches of every committed write of a webhook, even if this process dies right after COMMIT: the write leaves a row
 * in the same transaction, which goes when the caches have been told, by us or by the relay.
 */
export function invalidateOnChange(
  model: ModelStatic<WebhookRow>,
  { invalidations, onWebhooksChanged, alsoRecord, logger }: InvalidateDeps,
): void {
  const pendingBy = new WeakMap<Transaction, Pending>();

  function pendingIn(transaction: Transaction): Pending {
    const outermost = outermostOf(transaction);
    const known = pendingBy.get(outermost);
    if (known) return known;
    const pending: Pending = { accountIds: new Set(), rowIds: [] };
    pendingBy.set(outermost, pending);
    afterDurable(outermost, () => within(CACHES_WAIT_MS, tell(pending)));
    return pending;
  }

  async function tell({ accountIds, rowIds }: Pending): Promise<void> {
    try {
      await onWebhooksChanged([...accountIds]);
      await invalidations.destroy({ where: { id: rowIds } });
    } catch (thrown) {
      logger.warn(
        { err: toError(thrown), accounts: accountIds.size },
        'caches not told: the relay will do it',
      );
    }
  }

  captureChanges(model, async (changes, transaction) => {
    const changed = changes.flatMap(({ before, after }) => [before, after]).filter((row) => row !== null);
    const accountIds = [...new Set(changed.map((row) => row.accountId))];
    if (accountIds.length === 0) return;
    await alsoRecord(changes, transaction);
    // Every write leaves its own rows: those of an earlier one may be rolled back with their savepoint.
    const rows = await invalidations.bulkCreate(
      accountIds.map((accountId) => ({ accountId })),
      { transaction, returning: false, hooks: false },
    );
    const pending = pendingIn(transaction);
    for (const accountId of accountIds) pending.accountIds.add(accountId);
    pending.rowIds.push(...rows.map((row) => row.id));
  });
}

async function within(limitMs: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limitMs);
  });
  await Promise.race([work, limit]);
  clearTimeout(timer);
}
