import type { components } from '@kassahook/client';
import type { ErrorClass } from '@kassahook/domain/outcome';
import { errorClassOf, outcomeNameOf } from '../../ui/attemptWords.js';

type DeliveryLog = components['schemas']['DeliveryLog'];

/** What there is to say about a delivery, before it is put into words. */
export type Headline =
  | { kind: 'coming' }
  | { kind: 'delivered'; at: string; tries: number; ms: number | null; byHand: boolean }
  /** Since when nothing worked, and how it fails. */
  | { kind: 'failing'; how: Failure; since: string; status: number | null; errorClass: ErrorClass }
  | { kind: 'dead'; at: string; status: number | null; errorClass: ErrorClass; tries: number }
  | { kind: 'cancelled'; at: string; errorClass: ErrorClass };

/** `silent`: no answer at all; `erring`: an answer that is an error; `held`: nothing was sent. */
type Failure = 'silent' | 'erring' | 'held';

/** Reads a delivery's attempts: the headline speaks of the last one, a failure since the first. */
export function headlineOf({ state, attemptLog }: Pick<DeliveryLog, 'state' | 'attemptLog'>): Headline {
  const scheduled = attemptLog.filter(({ trigger }) => trigger === 'schedule');
  const success = attemptLog.find((attempt) => attempt.state === 'delivered');
  if (success) {
    return {
      kind: 'delivered',
      at: success.at,
      tries: attemptLog.indexOf(success) + 1,
      ms: success.timings?.totalMs ?? null,
      byHand: success.trigger === 'manual',
    };
  }
  const last = scheduled.at(-1) ?? attemptLog.at(-1);
  const first = attemptLog[0];
  if (!last || !first) return { kind: 'coming' };
  const errorClass = errorClassOf(last.errorClass) ?? 'UNKNOWN';
  const status = last.response?.status ?? null;
  if (state === 'cancelled') return { kind: 'cancelled', at: last.at, errorClass };
  if (state === 'dead') return { kind: 'dead', at: last.at, status, errorClass, tries: attemptLog.length };
  return {
    kind: 'failing',
    how: status === null ? failureOf(errorClass) : 'erring',
    since: first.at,
    status,
    errorClass,
  };
}

function failureOf(errorClass: ErrorClass): Failure {
  switch (outcomeNameOf(errorClass)) {
    case 'timeout':
    case 'noAnswer':
      return errorClass === 'BLOCKED_ADDRESS' || errorClass === 'BLOCKED_URL' ? 'held' : 'silent';
    case 'notSent':
      return 'held';
    case 'delivered':
    case 'redirect':
    case 'clientError':
    case 'serverError':
      return 'erring';
  }
}
