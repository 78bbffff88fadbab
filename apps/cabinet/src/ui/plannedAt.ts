interface Planned {
  state: string;
  nextAttemptAt: string | null;
  /** Until when its endpoint rests. */
  restsUntil?: string | undefined;
}

/**
 * When a delivery is tried next, ISO 8601: at its tier's time, or when its endpoint's rest ends if that is later. Null when that is due, not known, or
 * nobody waits for it: after a resend that was delivered the schedule still has a time.
 */
export function plannedAt({ state, nextAttemptAt, restsUntil }: Planned, nowMs: number): string | null {
  if (state !== 'waiting') return null;
  const times = [nextAttemptAt, restsUntil].filter((time) => typeof time === 'string');
  return times.reduce<string | null>((latest, time) => {
    return Date.parse(time) > (latest === null ? nowMs : Date.parse(latest)) ? time : latest;
  }, null);
}
