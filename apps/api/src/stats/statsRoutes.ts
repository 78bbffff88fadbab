import {
  statsQuery,
  STATS_STEP_MS,
  type StatsAnswer,
  type StatsCounters,
  type StatsStep,
} from '@kassahook/contracts/stats';
import { endpointKey } from '@kassahook/contracts/subscription';
import type { Clock } from '@kassahook/platform/clock';
import { validationFailed } from '@kassahook/platform/errors';
import type { Authenticate } from '../http/authenticate.js';
import { pathParam, principalOf, type ApiContext, type ApiRouter } from '../http/context.js';
import { validated } from '../http/validate.js';
import type { CountedWebhook } from './countPending.js';
import { presentHealth, type HealthFacts } from './presentHealth.js';
import { presentStats, sumStats } from './presentStats.js';

export interface StatsRoutesDeps {
  authenticate: Authenticate;
  stats: {
    read(query: {
      accountId: string;
      subjectId: string;
      step: StatsStep;
      from: Date;
      to: Date;
    }): Promise<(StatsCounters & { at: Date })[]>;
  };
  health: { get(accountId: string, webhookId: string): Promise<HealthFacts['health']> };
  /** Throws AppError NOT_FOUND when the account has no such webhook. */
  webhooks: {
    get(accountId: string, id: string): Promise<HealthFacts['webhook'] & CountedWebhook>;
  };
  /** Until when each of these endpoints rests, Unix ms. */
  restsUntil: (endpoints: readonly string[]) => Promise<ReadonlyMap<string, number>>;
  disableAfterMs: number;
  clock: Clock;
}

const DEFAULT_RANGE_MS = 86_400_000;
/** A day of minutes, two months of hours, four years of days. */
const STEPS_MAX = 1_500;

/** `/api/stats` and what a webhook's counters say. Needs `read` or `webhooks`. */
export function statsRoutes({ authenticate, stats, health, webhooks, ...deps }: StatsRoutesDeps) {
  const { restsUntil, disableAfterMs, clock } = deps;
  const reader = authenticate('read', 'webhooks');

  async function answer(ctx: ApiContext, subjectId: string): Promise<StatsAnswer> {
    const { from, to, step } = rangeOf(ctx);
    const { accountId } = principalOf(ctx);
    const points = await stats.read({ accountId, subjectId, step, from, to });
    return {
      query: { from: from.toISOString(), to: to.toISOString(), step },
      summary: presentStats(sumStats(points)),
      data: points.map((point) => ({ at: point.at.toISOString(), ...presentStats(point) })),
    };
  }

  function rangeOf(ctx: ApiContext): { from: Date; to: Date; step: StatsStep } {
    const { from: wantedFrom, to: wantedTo, step } = validated(statsQuery, ctx.query);
    const to = wantedTo ?? new Date(clock.now());
    const wanted = wantedFrom ?? new Date(to.getTime() - DEFAULT_RANGE_MS);
    // A step that has begun before `from` is in it: its counters cannot be taken apart.
    const from = new Date(wanted.getTime() - (wanted.getTime() % STATS_STEP_MS[step]));
    if (from >= to) throw validationFailed({ from: 'must be before to' });
    if ((to.getTime() - from.getTime()) / STATS_STEP_MS[step] > STEPS_MAX) {
      throw validationFailed({ from: `at most ${STEPS_MAX} steps: take a longer step or a shorter range` });
    }
    return { from, to, step };
  }

  const webhookOf = (ctx: ApiContext) =>
    webhooks.get(principalOf(ctx).accountId, pathParam(ctx, 'id').toLowerCase());

  return (router: ApiRouter): void => {
    router.get('/api/stats', reader, async (ctx) => {
      ctx.body = await answer(ctx, principalOf(ctx).accountId);
    });

    router.get('/api/webhooks/:id/stats', reader, async (ctx) => {
      ctx.body = await answer(ctx, (await webhookOf(ctx)).id);
    });

    router.get('/api/webhooks/:id/health', reader, async (ctx) => {
      const webhook = await webhookOf(ctx);
      const endpoint = endpointKey(webhook);
      const [found, rests] = await Promise.all([
        health.get(principalOf(ctx).accountId, webhook.id),
        restsUntil([endpoint]),
      ]);
      ctx.body = presentHealth({
        ...{ webhook, health: found, disableAfterMs },
        restsUntilMs: rests.get(endpoint),
      });
    });
  };
}
