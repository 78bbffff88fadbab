import { parseArgs } from 'node:util';
import { ON_ITS_WAY_MS } from '@kassahook/domain/parking';
import type { ReplayOptions } from './replay.js';

export const REPLAY_USAGE = `options:
  --since 7d            events from then on: a duration (90s, 30m, 12h, 7d) or an instant (2026-05-01T12:00:00Z); default 7d
  --broker-lost         RabbitMQ came back without its data: what waits for its next tier is put into a queue again,
                        and nothing counts as on its way (--grace 0s unless you say otherwise)
  --grace 60s           what is younger, or due for less, than this counts as on its way`;

/** Thrown for options that cannot be used; the message says which. */
export class ReplayUsageError extends Error {
  override readonly name = 'ReplayUsageError';
}

const UNITS_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
/** A ladder takes 25 hours and an outage of a broker rarely a weekend. */
const SINCE_DEFAULT_MS = 7 * 86_400_000;
/**
 * Retention leaves at least 30 days of attempts. An older event's may be gone from the log: it would look as if it had never been sent,
 * and everything of that age would be delivered a second time.
 */
const SINCE_LIMIT_MS = 28 * 86_400_000;

/**
 * Reads the options of a replay.
 * @param now Unix ms
 * @throws ReplayUsageError
 */
export function readReplayOptions(args: readonly string[], now: number): ReplayOptions {
  const { since, grace, 'broker-lost': brokerLost = false } = parse(args);
  const sinceMs = since === undefined ? now - SINCE_DEFAULT_MS : instantOf(since, now);
  if (sinceMs > now) throw new ReplayUsageError(`--since ${since ?? ''} is in the future`);
  if (sinceMs < now - SINCE_LIMIT_MS) {
    throw new ReplayUsageError(
      '--since may be 28 days at most: older attempts may be gone from the log, and all of those events would be sent again',
    );
  }
  const graceMs =
    grace === undefined
      ? brokerLost
        ? 0
        : ON_ITS_WAY_MS
      : (durationOf(grace) ?? unreadable('grace', grace));
  return { since: new Date(sinceMs), graceMs, brokerLost };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        since: { type: 'string' },
        grace: { type: 'string' },
        'broker-lost': { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new ReplayUsageError(error instanceof Error ? error.message : String(error));
  }
}

function instantOf(text: string, now: number): number {
  const ago = durationOf(text);
  if (ago !== null) return now - ago;
  const at = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? unreadable('since', text) : at;
}

/** `90s`, `30m`, `12h`, `7d` → ms; null for anything else. */
function durationOf(text: string): number | null {
  const [, count, unit = ''] = /^(\d{1,9})([smhd])$/.exec(text) ?? [];
  return count === undefined ? null : Number(count) * (UNITS_MS[unit] ?? 0);
}

function unreadable(option: string, text: string): never {
  throw new ReplayUsageError(`--${option} ${text} is neither a duration nor an instant`);
}
