import { AppError } from '@kassahook/platform/errors';
import type { ApiContext } from './context.js';

/** What a limit says to one taker. */
export interface RateVerdict {
  isAllowed: boolean;
  /** Points of a whole window. */
  limit: number;
  remaining: number;
  /** Until the window ends. */
  resetMs: number;
}

/** Tells a client where it stands with a limit (draft-ietf-httpapi-ratelimit-headers, the fields that clients know). */
export function tellRate(ctx: ApiContext, { limit, remaining, resetMs }: RateVerdict): void {
  ctx.set('RateLimit-Limit', String(limit));
  ctx.set('RateLimit-Remaining', String(remaining));
  ctx.set('RateLimit-Reset', String(Math.ceil(resetMs / 1_000)));
}

/** @throws AppError RATE_LIMITED (429) with Retry-After when the verdict is no */
export function refuseTooMany(ctx: ApiContext, verdict: RateVerdict): void {
  if (verdict.isAllowed) return;
  tellRate(ctx, { ...verdict, remaining: 0 });
  const seconds = Math.max(1, Math.ceil(verdict.resetMs / 1_000));
  ctx.set('Retry-After', String(seconds));
  throw new AppError(`too many requests, try again in ${seconds} s`, { code: 'RATE_LIMITED', status: 429 });
}
