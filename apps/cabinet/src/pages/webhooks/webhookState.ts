import type { Webhook, WebhookHealth } from './webhookTypes.js';

/** How a webhook is, as people are told. */
export type WebhookState =
  | { kind: 'works' }
  /** Nothing was sent yet, or since it was switched on. */
  | { kind: 'untried' }
  /** Since when nothing succeeded, and when we stop it unless something does; null: never. */
  | { kind: 'failing'; since: string; stopsAt: string | null }
  | { kind: 'stoppedByYou' }
  /** `days` of nothing but failures; null when that is not known. */
  | { kind: 'stoppedFailing'; at: string | null; days: number | null }
  /** It answered 410. */
  | { kind: 'stoppedGone'; at: string | null };

type StateOfWebhook = Pick<Webhook, 'isActive'> & Partial<Pick<Webhook, 'disabledReason' | 'disabledAt'>>;

const DAY_MS = 24 * 3_600_000;

/** @param health undefined while it is not known */
export function webhookStateOf(
  { isActive, disabledReason, disabledAt }: StateOfWebhook,
  health: Pick<WebhookHealth, 'failingSince' | 'disableAt' | 'lastSuccessAt'> | undefined,
): WebhookState {
  const since = health?.failingSince ?? null;
  if (!isActive) {
    if (disabledReason === undefined) return { kind: 'stoppedByYou' };
    const at = disabledAt ?? null;
    if (disabledReason === 'GONE') return { kind: 'stoppedGone', at };
    return {
      kind: 'stoppedFailing',
      at,
      days: at !== null && since !== null ? daysBetween(since, at) : null,
    };
  }
  if (since !== null) return { kind: 'failing', since, stopsAt: health?.disableAt ?? null };
  return { kind: health && health.lastSuccessAt === null ? 'untried' : 'works' };
}

/** Whole days, at least one. */
function daysBetween(from: string, to: string): number {
  return Math.max(1, Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS));
}
