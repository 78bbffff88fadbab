import type { HealthView } from '@kassahook/contracts/stats';

export interface HealthFacts {
  webhook: { isActive: boolean; disabledReason: string | null; disabledAt: Date | null };
  /** Null while nothing was attempted. */
  health: {
    lastSuccessAt: Date | null;
    lastFailureAt: Date | null;
    failingSince: Date | null;
    failuresInRow: number;
  } | null;
  /** Until when the endpoint rests, Unix ms; undefined while it does not. */
  restsUntilMs: number | undefined;
  /** How long nothing but failures switches a webhook off; 0: never. */
  disableAfterMs: number;
}

/** How a webhook is, as the API shows it. */
export function presentHealth({ webhook, health, restsUntilMs, disableAfterMs }: HealthFacts): HealthView {
  const failingSince = health?.failingSince ?? null;
  const willEnd = webhook.isActive && failingSince !== null && disableAfterMs > 0;
  return {
    state: stateOf(webhook.isActive, health),
    lastSuccessAt: health?.lastSuccessAt?.toISOString() ?? null,
    lastFailureAt: health?.lastFailureAt?.toISOString() ?? null,
    failingSince: failingSince?.toISOString() ?? null,
    failuresInRow: failingSince ? (health?.failuresInRow ?? 0) : 0,
    disableAt: willEnd ? new Date(failingSince.getTime() + disableAfterMs).toISOString() : null,
    restsUntil: webhook.isActive ? restText(restsUntilMs) : null,
    disabledReason: webhook.disabledReason,
    disabledAt: webhook.disabledAt?.toISOString() ?? null,
  };
}

/** The end of a rest as the API shows it. */
export function restText(untilMs: number | undefined): string | null {
  return untilMs === undefined ? null : new Date(untilMs).toISOString();
}

function stateOf(isActive: boolean, health: HealthFacts['health']): HealthView['state'] {
  if (!isActive) return 'disabled';
  if (health?.failingSince) return 'failing';
  return health?.lastSuccessAt ? 'healthy' : 'unknown';
}
