import { errorCodeOf } from '@kassahook/platform/errors';
import type { Logger } from '@kassahook/platform/logger';

export interface CacheInvalidationDeps {
  /** Makes every process forget the account's list; rejects while the cache cannot be told. */
  invalidate: (accountId: string) => Promise<void>;
  logger: Logger;
}

/** Redis is down for seconds as a rule; a try costs nothing. */
const RETRY_INTERVAL_MS = 500;

/**
 * Tells the cache of subscriptions after each committed change of webhooks, and goes on telling until it was heard: a cache that
 * comes back with its data would show the old list until its TTL ends. A change never fails because of the cache.
 */
export function createCacheInvalidation({ invalidate, logger }: CacheInvalidationDeps) {
  /** Each debt is an object of its own: a call that began before a later change failed must not settle for it. */
  const owed = new Map<string, object>();
  let timer: NodeJS.Timeout | null = null;
  let closed = false;

  async function tell(accountId: string): Promise<void> {
    const debt = owed.get(accountId);
    try {
      await invalidate(accountId);
      if (debt && owed.get(accountId) === debt) owed.delete(accountId);
    } catch (error) {
      if (owed.size === 0) {
        logger.warn({ accountId, code: errorCodeOf(error) }, 'subscriptions.invalidation_owed');
      }
      owed.set(accountId, {});
      if (!closed) timer ??= setTimeout(() => void tellOwed(), RETRY_INTERVAL_MS);
    }
  }

  async function tellOwed(): Promise<void> {
    timer = null;
    await Promise.all([...owed.keys()].map(tell));
    if (owed.size === 0) logger.info('subscriptions.invalidation_paid');
  }

  return {
    /** Resolves when the cache was told, or could not be and the telling goes on behind. */
    async changed(accountIds: readonly string[]): Promise<void> {
      await Promise.all(accountIds.map(tell));
    },
    /** A last try for what is owed. */
    async close(): Promise<void> {
      closed = true;
      if (timer) clearTimeout(timer);
      if (owed.size > 0) await tellOwed();
      if (owed.size > 0) logger.error({ accounts: owed.size }, 'subscriptions.invalidation_lost');
    },
  };
}
