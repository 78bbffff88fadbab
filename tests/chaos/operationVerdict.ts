import { kindOfKey } from './eventKey.js';
import type { StoredOperation } from './truth.js';
import type { VerdictFacts } from './verdict.js';

/** How late an operation may time out: the longest outage of the suite, and a round of the sweep. */
const LATE_MS = 30_000;
const RANKS: Readonly<Record<string, number>> = { PENDING: 0, IN_PROGRESS: 1, SUCCESS: 2, ERROR: 2 };

/** What is wrong with the fiscal operations that an online shop posted, in words; empty when all is well. Pure. */
export function faultsOfOperations(facts: VerdictFacts): string[] {
  const { operations } = facts.truth;
  return [
    ...faultsOfPosting(facts),
    ...operations.flatMap((operation) => {
      const problem = endProblem(operation, facts.workingDeviceIds);
      return problem === null ? [] : [`the operation ${operation.id} ${problem}`];
    }),
    ...faultsOfReceipts(facts),
    ...faultsOfStatuses(facts),
  ];
}

/** How many operations came to which end: SUCCESS, the code of an error, or the status of one that is not over. */
export function endsOf(operations: readonly StoredOperation[]): Record<string, number> {
  const ends: Record<string, number> = {};
  for (const { status, errorCode } of operations) {
    const end = errorCode ?? status;
    ends[end] = (ends[end] ?? 0) + 1;
  }
  return ends;
}

/** What was answered with 202 exists, once, and nothing else does. */
function faultsOfPosting({ truth, posted, refused }: VerdictFacts): string[] {
  const faults = refused.map((what) => `a good receipt was refused: ${what}`);
  const stored = new Map<string, string[]>();
  for (const { id, externalId } of truth.operations) {
    stored.set(externalId, [...(stored.get(externalId) ?? []), id]);
    if (!posted.has(externalId)) faults.push(`in MongoDB, though nobody posted it: ${externalId}`);
  }
  for (const [externalId, answered] of posted) {
    const ids = stored.get(externalId) ?? [];
    const say = (what: string) => faults.push(`the receipt ${externalId} ${what}`);
    if (ids.length !== 1) say(`is ${ids.length} operations in MongoDB`);
    if (answered.size > 1) say(`was answered as ${answered.size} operations`);
    for (const id of ids) if (!answered.has(id)) say(`was answered as another operation than ${id}`);
  }
  return faults;
}

/** Why an operation must not be as it is when everything has come to rest; null when it may. */
function endProblem(operation: StoredOperation, working: ReadonlySet<number>): string | null {
  const { status, errorCode, deviceId, expiresAtMs, completedAtMs } = operation;
  if (status !== 'SUCCESS' && status !== 'ERROR') return `is still ${status}`;
  if (completedAtMs === null) return `is ${status} since nobody knows when`;
  if (status === 'ERROR' && errorCode === null) return 'is an ERROR without a code';
  if (errorCode === 'RegisterLostError' && working.has(deviceId)) {
    return 'counts as lost, though its register came back';
  }
  if (errorCode !== 'TimeoutError') return null;
  if (expiresAtMs === null || completedAtMs < expiresAtMs) return 'timed out before its time';
  return completedAtMs > expiresAtMs + LATE_MS ? 'timed out too late' : null;
}

/** A SUCCESS is one receipt, which it names; whatever else is printed for an operation was printed once too often. */
function faultsOfReceipts({ truth }: VerdictFacts): string[] {
  const faults: string[] = [];
  for (const { id, status, receiptId } of truth.operations) {
    const receipts = truth.receiptsOf.get(id) ?? [];
    if (receipts.length > 1) faults.push(`the operation ${id} was fiscalised ${receipts.length} times`);
    if (status === 'SUCCESS' && receipts.length === 0) faults.push(`the operation ${id} has no receipt`);
    if (status !== 'SUCCESS' && receipts.length > 0)
      faults.push(`the operation ${id} is ${status}, but printed`);
    if (status === 'SUCCESS' && receipts[0] !== undefined && !receipts.includes(receiptId ?? '')) {
      faults.push(`the operation ${id} names another receipt than its own`);
    }
  }
  const known = new Set(truth.operations.map(({ id }) => id));
  for (const id of truth.receiptsOf.keys()) {
    if (!known.has(id)) faults.push(`a receipt was printed for an operation that nobody posted: ${id}`);
  }
  return faults;
}

interface ToldStatus {
  status: string;
  occurredAtMs: number;
}

/** Every stored status arrived at every healthy webhook that hears it; told in order of their instants, they only go forward. */
function faultsOfStatuses({ events, ledger, hooks }: VerdictFacts): string[] {
  const faults: string[] = [];
  for (const hook of hooks.filter(({ healthy }) => healthy)) {
    const told = new Map(
      Object.values(ledger[hook.name]?.deliveries ?? {}).map((delivery) => [delivery.eventId, delivery]),
    );
    const statuses = new Map<string, ToldStatus[]>();
    for (const [eventId, { key }] of events) {
      const { type, action } = kindOfKey(key);
      if (type !== 'OPERATION' || !hook.hears(type, action)) continue;
      if (!told.has(eventId)) faults.push(`${hook.name}: was not told ${key}`);
    }
    for (const { key, occurredAtMs } of told.values()) {
      const [type, , id = '', status = ''] = key.split(' ');
      if (type === 'OPERATION') statuses.set(id, [...(statuses.get(id) ?? []), { status, occurredAtMs }]);
    }
    for (const [id, steps] of statuses) {
      if (goesBackwards(steps)) faults.push(`${hook.name}: the operation ${id} does not only go forward`);
    }
  }
  return faults;
}

/** True when of two statuses the one that comes later is told to have occurred earlier, or when there are two ends. */
function goesBackwards(steps: readonly ToldStatus[]): boolean {
  const rankOf = ({ status }: ToldStatus) => RANKS[status] ?? -1;
  const ordered = [...steps].sort((a, b) => rankOf(a) - rankOf(b));
  return ordered.some((step, index) => {
    const before = ordered[index - 1];
    if (before === undefined) return false;
    return rankOf(before) === rankOf(step) || before.occurredAtMs > step.occurredAtMs;
  });
}
