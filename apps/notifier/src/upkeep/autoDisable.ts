import type { Clock } from '@kassahook/platform/clock';
import type { Logger } from '@kassahook/platform/logger';

/** A webhook that has only failed for a while. */
export interface FailingWebhook {
  accountId: string;
  webhookId: string;
  url: string;
  failingSince: Date;
  lastFailureAt: Date;
  warnedPercent: number;
}

export interface AutoDisableDeps {
  /** Webhooks that are on and have only failed since before an instant, by id. */
  failing(query: { before: Date; afterId: string | null; limit: number }): Promise<FailingWebhook[]>;
  /** False when the account was told already. */
  warn(webhook: FailingWebhook, warning: { percent: number; disableAt: Date }): Promise<boolean>;
  /** Switches off, unless its owner switched it on since `observedAt`; tells the account. */
  disable(webhook: { accountId: string; webhookId: string; reason: string; observedAt: Date }): Promise<void>;
  /** How long nothing but failures switches a webhook off; 0: never. */
  limitMs: number;
  clock: Clock;
  logger: Logger;
}

/** When an owner is warned, in per cent of the limit, the last first. */
const WARNINGS = [90, 70, 50] as const;
const PAGE = 200;

/**
 * Switches webhooks off that have done nothing but fail for so long, and warns their owners before. The failures themselves must span the
 * limit: one that failed once and has had nothing to do since is warned of, which is true, but stays on.
 */
export function createAutoDisable(deps: AutoDisableDeps) {
  const { limitMs, clock, logger } = deps;

  async function look(webhook: FailingWebhook): Promise<void> {
    const { accountId, webhookId, failingSince, lastFailureAt, warnedPercent } = webhook;
    const sinceMs = failingSince.getTime();
    if (lastFailureAt.getTime() - sinceMs >= limitMs) {
      await deps.disable({ accountId, webhookId, reason: 'FAILING', observedAt: lastFailureAt });
      logger.warn({ webhookId, failingSince }, 'webhook.disabled');
      return;
    }
    const passed = ((clock.now() - sinceMs) / limitMs) * 100;
    const percent = WARNINGS.find((step) => passed >= step) ?? 0;
    if (percent <= warnedPercent) return;
    if (await deps.warn(webhook, { percent, disableAt: new Date(sinceMs + limitMs) })) {
      logger.info({ webhookId, percent }, 'webhook.warned');
    }
  }

  /** One round over all failing webhooks. */
  return async function round(): Promise<void> {
    if (limitMs === 0) return;
    const before = new Date(clock.now() - (limitMs * Math.min(...WARNINGS)) / 100);
    let afterId: string | null = null;
    for (;;) {
      const page: FailingWebhook[] = await deps.failing({ before, afterId, limit: PAGE });
      for (const webhook of page) await look(webhook);
      afterId = page.at(-1)?.webhookId ?? null;
      if (page.length < PAGE) return;
    }
  };
}
