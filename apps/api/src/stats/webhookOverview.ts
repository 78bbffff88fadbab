import { endpointKey } from '@kassahook/contracts/subscription';
import type { WebhookOverviewView } from '@kassahook/contracts/webhookOverview';
import { dayRangeMs, localDay, type TimeZone } from '@kassahook/domain/timeZone';
import { presentHealth, type HealthFacts } from './presentHealth.js';

interface HourCounts {
  subjectId: string;
  at: Date;
  delivered: number;
  failed: number;
  dead: number;
}

interface ListedWebhook {
  webhookId: string;
  url: string;
  isActive: boolean;
  disabledReason: string | null;
  disabledAt: Date | null;
  health: HealthFacts['health'];
}

export interface WebhookOverviewDeps {
  /** The account's webhooks with their health, in the order of their list. */
  webhooks: (accountId: string) => Promise<ListedWebhook[]>;
  counters: {
    hours(query: { accountId: string; subjectIds: readonly string[]; from: Date }): Promise<HourCounts[]>;
    retrying(query: {
      accountId: string;
      subjectIds: readonly string[];
      nowMs: number;
    }): Promise<Map<string, number>>;
    deliveredSince(accountId: string, from: Date): Promise<number>;
  };
  /** Until when each of these endpoints rests, Unix ms. */
  restsUntil: (endpoints: readonly string[]) => Promise<ReadonlyMap<string, number>>;
  disableAfterMs: number;
}

const HOUR_MS = 3_600_000;
const HOURS = 24;

/** Creates the answer to "how are all webhooks?": four reads of counters and one of rests, however many attempts there were. */
export function createWebhookOverview(deps: WebhookOverviewDeps) {
  const { webhooks, counters, restsUntil, disableAfterMs } = deps;

  return async function webhookOverview(
    { accountId, zone }: { accountId: string; zone: TimeZone },
    nowMs: number,
  ): Promise<WebhookOverviewView> {
    const listed = await webhooks(accountId);
    const subjectIds = [accountId, ...listed.map(({ webhookId }) => webhookId)];
    const firstMs = nowMs - (nowMs % HOUR_MS) - (HOURS - 1) * HOUR_MS;
    const todayMs = dayRangeMs(zone, localDay(zone, nowMs)).first;
    const [hours, retrying, deliveredToday, rests] = await Promise.all([
      counters.hours({ accountId, subjectIds, from: new Date(firstMs) }),
      counters.retrying({ accountId, subjectIds, nowMs }),
      counters.deliveredSince(accountId, new Date(todayMs)),
      restsUntil(listed.map(endpointOf)),
    ]);
    const data = listed.map(({ webhookId, url, health, ...webhook }) => {
      const own = hours.filter(({ subjectId }) => subjectId === webhookId);
      return {
        ...{ webhookId, url },
        ...presentHealth({
          webhook,
          health,
          restsUntilMs: rests.get(endpointOf({ webhookId, url })),
          disableAfterMs,
        }),
        successRate: successRate(own),
        dead: sum(own, 'dead'),
        retrying: retrying.get(webhookId) ?? 0,
        hours: withoutGaps(own, firstMs),
      };
    });
    const inState = (state: string) => data.filter((webhook) => webhook.state === state).length;
    return {
      at: new Date(nowMs).toISOString(),
      totals: {
        webhooks: data.length,
        failing: inState('failing'),
        disabled: inState('disabled'),
        deliveredToday,
        dead: sum(
          hours.filter(({ subjectId }) => subjectId === accountId),
          'dead',
        ),
        retrying: retrying.get(accountId) ?? 0,
      },
      data,
    };
  };
}

function endpointOf({ webhookId, url }: Pick<ListedWebhook, 'webhookId' | 'url'>): string {
  return endpointKey({ id: webhookId, url });
}

function sum(hours: readonly HourCounts[], name: 'delivered' | 'failed' | 'dead'): number {
  return hours.reduce((total, hour) => total + hour[name], 0);
}

function successRate(hours: readonly HourCounts[]): number | null {
  const delivered = sum(hours, 'delivered');
  const attempts = delivered + sum(hours, 'failed');
  return attempts === 0 ? null : delivered / attempts;
}

function withoutGaps(hours: readonly HourCounts[], firstMs: number) {
  const byStart = new Map(hours.map((hour) => [hour.at.getTime(), hour]));
  return Array.from({ length: HOURS }, (_, index) => {
    const atMs = firstMs + index * HOUR_MS;
    const { delivered = 0, failed = 0 } = byStart.get(atMs) ?? {};
    return { at: new Date(atMs).toISOString(), delivered, failed };
  });
}
