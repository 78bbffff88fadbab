import { decide, type DecidedAttempt } from '@kassahook/domain/decide';
import type { Ladder } from '@kassahook/domain/ladder';
import type { SetAside } from '@kassahook/domain/parking';
import type { Clock } from '@kassahook/platform/clock';

export interface ParkingDeps {
  ladder: Ladder;
  clock: Clock;
  parkLimitMs: number;
}

/**
 * For how long a message, of one delivery or of a batch, is parked, and since when it is; null when it was for too long. The limit counts
 * from the first parking: time in a queue, while no deliverer ran, is nobody's fault.
 */
export function parkingOf(
  {
    parks,
    parkedSinceMs,
    ...attempt
  }: DecidedAttempt & { parks: number; parkedSinceMs?: number | undefined },
  because: SetAside,
  { ladder, clock, parkLimitMs }: ParkingDeps,
): { delayMs: number; parkedSinceMs: number } | null {
  const now = clock.now();
  const sinceMs = parkedSinceMs ?? now;
  const parkedForMs = now - sinceMs;
  const decision = decide(
    { kind: 'notMade', because, parks, parkedForMs, parkLimitMs },
    attempt,
    ladder,
    now,
  );
  return decision.state === 'parked' ? { delayMs: decision.delayMs, parkedSinceMs: sinceMs } : null;
}
