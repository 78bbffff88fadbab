import type { WebhookOverviewView } from '@kassahook/contracts/webhookOverview';

type OneWebhook = WebhookOverviewView['data'][number];
type Overview = Pick<WebhookOverviewView, 'totals'> & {
  data: readonly Pick<
    OneWebhook,
    'webhookId' | 'url' | 'state' | 'failingSince' | 'disabledReason' | 'disabledAt' | 'restsUntil'
  >[];
};

/** What an owner has to be told about the webhooks, in one line each. */
export type Attention =
  | { kind: 'failing' | 'stoppedFailing' | 'stoppedGone'; webhookId: string; url: string; at: string | null }
  /** It accepts again, and yet a part of its deliveries waits for the end of a rest. */
  | { kind: 'resting'; webhookId: string; url: string; at: string }
  /** So many more do not accept, or were stopped by us: apart, because the first are in the number of those that fail now. */
  | { kind: 'moreFailing' | 'moreStopped'; count: number }
  /** Deliveries that were given up. */
  | { kind: 'dead'; count: number }
  | { kind: 'allStoppedByYou' | 'untried' | 'fine' };

/** Lines that name a webhook; a page of them is what the list of webhooks is for. */
const NAMED_MAX = 3;

/** The lines, what is worst first. "All are well" is said only when nothing failed, nothing is held back and something was delivered. */
export function attentionOf({ totals, data }: Overview, nowMs: number): Attention[] {
  const failing = data
    .filter(({ state }) => state === 'failing')
    .map(({ webhookId, url, failingSince }) => ({
      kind: 'failing' as const,
      webhookId,
      url,
      at: failingSince,
    }));
  const stopped = data
    .filter(({ state, disabledReason }) => state === 'disabled' && disabledReason !== null)
    .map(({ webhookId, url, disabledReason, disabledAt }) => ({
      kind: disabledReason === 'GONE' ? ('stoppedGone' as const) : ('stoppedFailing' as const),
      webhookId,
      url,
      at: disabledAt,
    }));
  const resting = data.flatMap(({ state, restsUntil, webhookId, url }): Attention[] => {
    const isHeldBack = state !== 'failing' && restsUntil !== null && Date.parse(restsUntil) > nowMs;
    return isHeldBack ? [{ kind: 'resting', webhookId, url, at: restsUntil }] : [];
  });
  const named = [
    failing.slice(0, NAMED_MAX),
    stopped.slice(0, Math.max(0, NAMED_MAX - failing.length)),
  ] as const;
  const more = (kind: 'moreFailing' | 'moreStopped', count: number): Attention[] =>
    count > 0 ? [{ kind, count }] : [];
  const lines: Attention[] = [
    ...named[0],
    ...more('moreFailing', failing.length - named[0].length),
    ...named[1],
    ...more('moreStopped', stopped.length - named[1].length),
    ...resting.slice(0, NAMED_MAX),
  ];
  if (totals.dead > 0) lines.push({ kind: 'dead', count: totals.dead });
  if (lines.length > 0) return lines;
  if (data.every(({ state }) => state === 'disabled')) return [{ kind: 'allStoppedByYou' }];
  return [{ kind: data.some(({ state }) => state === 'healthy') ? 'fine' : 'untried' }];
}

/** `shop.example/hooks`: what a person tells addresses apart by. */
export function shortUrl(url: string): string {
  const short = url
    .replace(/^https?:\/\//, '')
    .replace(/[?#].*$/, '')
    .replace(/\/$/, '');
  return short === '' ? url : short;
}
