import type { WebhookOverviewView } from '@kassahook/contracts/webhookOverview';

type OneWebhook = WebhookOverviewView['data'][number];
type Overview = Pick<WebhookOverviewView, 'totals'> & {
  data: readonly Pick<
    OneWebhook,
    'webhookId' | 'url' | 'state' | 'failingSince' | 'disabledReason' | 'disabledAt'
  >[];
};

/** What an owner has to be told about the webhooks, in one line each. */
export type Attention =
  | { kind: 'failing' | 'stoppedFailing' | 'stoppedGone'; webhookId: string; url: string; at: string | null }
  /** So many more have something like that. */
  | { kind: 'more'; count: number }
  /** Deliveries that were given up. */
  | { kind: 'dead'; count: number }
  | { kind: 'allStoppedByYou' | 'untried' | 'fine' };

/** Lines that name a webhook; a page of them is what the list of webhooks is for. */
const NAMED_MAX = 3;

/** The lines, what is worst first. "All are well" is said only when nothing failed and something was delivered. */
export function attentionOf({ totals, data }: Overview): Attention[] {
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
  const named = [...failing, ...stopped];
  const lines: Attention[] = named.slice(0, NAMED_MAX);
  if (named.length > NAMED_MAX) lines.push({ kind: 'more', count: named.length - NAMED_MAX });
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
