import type { components } from '@kassahook/client';

export type Timings = NonNullable<components['schemas']['Attempt']['timings']>;
export type PhaseName = 'dns' | 'connect' | 'tls' | 'firstByte' | 'rest';

/**
 * Why a phase has no time. `kept`: the connection stood already; `notNeeded`: an address that is a number has no name to look up, plain
 * HTTP no TLS; `notReached`: the attempt failed before it.
 */
export type Skipped = 'kept' | 'notNeeded' | 'notReached';

export interface Phase {
  name: PhaseName;
  startMs: number;
  /** Null when there was none. */
  ms: number | null;
  skipped: Skipped | null;
}

/**
 * The phases of a request one after the other, for a waterfall; `rest` is what the total has beyond them: the answer's body, or the wait
 * for an answer that never began. @param isSecure whether TLS was to come at all
 */
export function timingPhases(timings: Timings, isSecure: boolean): Phase[] {
  const { dnsMs, connectMs, tlsMs, firstByteMs, totalMs } = timings;
  const opened = connectMs !== null || tlsMs !== null;
  const isKept = !opened && dnsMs === null && firstByteMs !== null;
  const skipped = (name: PhaseName): Skipped => {
    if (isKept && name !== 'firstByte') return 'kept';
    if (name === 'dns' && opened) return 'notNeeded';
    return name === 'tls' && !isSecure ? 'notNeeded' : 'notReached';
  };
  let startMs = 0;
  const phases = (
    [
      ['dns', dnsMs],
      ['connect', connectMs],
      ['tls', tlsMs],
      ['firstByte', firstByteMs],
    ] as const
  ).map(([name, ms]): Phase => {
    const phase = { name, startMs, ms, skipped: ms === null ? skipped(name) : null };
    startMs = Math.min(totalMs, startMs + (ms ?? 0));
    return phase;
  });
  return [...phases, { name: 'rest', startMs, ms: Math.max(0, totalMs - startMs), skipped: null }];
}
