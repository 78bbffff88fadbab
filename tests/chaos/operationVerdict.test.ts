/** The kill suite says "none is fiscalised twice, none stays IN_PROGRESS": these say that it would notice. */
import { describe, expect, it } from '@jest/globals';
import { eventKey } from './eventKey.js';
import { endsOf, faultsOfOperations } from './operationVerdict.js';
import type { Ledger } from './receiverClient.js';
import type { StoredOperation } from './truth.js';
import type { VerdictFacts } from './verdict.js';

const WORKING = 1;
const VANISHED = 2;
const EXPIRES_MS = 60_000;

const posted = (id: string, more: Partial<StoredOperation>): StoredOperation => ({
  id,
  externalId: `x-${id}`,
  deviceId: WORKING,
  status: 'ERROR',
  expiresAtMs: EXPIRES_MS,
  completedAtMs: 5_000,
  receiptId: null,
  errorCode: null,
  ...more,
});

const key = (id: string, status: string) =>
  eventKey('OPERATION', status === 'PENDING' ? 'CREATE' : 'UPDATE', id, status);
/** The statuses of the one that was printed, with their instants. */
const TOLD = { PENDING: 1, IN_PROGRESS: 2, SUCCESS: 3 };

/** One operation of each end, and a webhook that was told all of the first one. */
function allIsWell() {
  const operations = {
    printed: posted('printed', { status: 'SUCCESS', receiptId: 'r' }),
    noPaper: posted('noPaper', { errorCode: 'PaperOutError' }),
    late: posted('late', { errorCode: 'TimeoutError', completedAtMs: EXPIRES_MS + 900 }),
    lost: posted('lost', { errorCode: 'RegisterLostError', deviceId: VANISHED }),
  };
  const steps = Object.entries(TOLD).map(([status, occurredAtMs]) => {
    return { eventId: `e-${status}`, key: key('printed', status), occurredAtMs, hash: '', atMs: 0 };
  });
  const ledger: Ledger = {
    healthy: {
      deliveries: Object.fromEntries(steps.map((step) => [`d-${step.eventId}`, step])),
      repeats: [],
      changed: [],
    },
  };
  return {
    operations,
    steps,
    truth: { keys: new Set<string>(), contradictions: [], receipts: 0 },
    receiptsOf: new Map([['printed', ['r']]]),
    posted: new Map(Object.values(operations).map(({ id, externalId }) => [externalId, new Set([id])])),
    refused: [] as string[],
    events: new Map(steps.map((step) => [step.eventId, { ...step, bodyHash: '' }])),
    ledger,
    hooks: [{ name: 'healthy', id: 'h', healthy: true, hears: () => true }],
  };
}
type Facts = ReturnType<typeof allIsWell>;

function faultsOf({ operations, receiptsOf, truth, ...facts }: Facts): string[] {
  const rest = { attempts: new Map(), rolledBack: new Set<string>(), rungs: 1, receiptsMade: 0, queues: {} };
  return faultsOfOperations({
    ...facts,
    ...rest,
    workingDeviceIds: new Set([WORKING]),
    truth: { ...truth, receiptsOf, operations: Object.values(operations) },
  } satisfies VerdictFacts);
}

describe('the verdict on fiscal operations', () => {
  it('when each came to an end of its own, then nothing is wrong, and the ends are counted', () => {
    const facts = allIsWell();
    expect(faultsOf(facts)).toEqual([]);
    expect(endsOf([...Object.values(facts.operations), posted('open', { status: 'PENDING' })])).toEqual({
      SUCCESS: 1,
      PaperOutError: 1,
      TimeoutError: 1,
      RegisterLostError: 1,
      PENDING: 1,
    });
  });

  const faults: [string, RegExp, (facts: Facts) => void][] = [
    [
      'one that was answered is gone',
      /the receipt x-gone is 0 operations/,
      ({ posted }) => void posted.set('x-gone', new Set(['gone'])),
    ],
    [
      'one receipt became two operations',
      /the receipt x-noPaper is 2 operations/,
      ({ operations }) => {
        operations.late.externalId = 'x-noPaper';
      },
    ],
    [
      'a repeat was answered as another operation',
      /the receipt x-late was answered as 2 operations/,
      ({ posted }) => void posted.get('x-late')?.add('other'),
    ],
    [
      'an answer named an operation that is not the stored one',
      /x-late was answered as another operation than late/,
      ({ posted }) => void posted.set('x-late', new Set(['other'])),
    ],
    ['nobody posted one', /nobody posted it: x-late/, ({ posted }) => void posted.delete('x-late')],
    ['a good receipt was refused', /refused: 400/, ({ refused }) => void refused.push('400')],
    ...(['PENDING', 'IN_PROGRESS'] as const).map((status): (typeof faults)[number] => [
      `one stays ${status}`,
      new RegExp(`the operation noPaper is still ${status}`),
      ({ operations }) => {
        Object.assign(operations.noPaper, { status, errorCode: null, completedAtMs: null });
      },
    ]),
    [
      'one ended nobody knows when',
      /is ERROR since nobody knows when/,
      ({ operations }) => {
        operations.noPaper.completedAtMs = null;
      },
    ],
    [
      'an error has no code',
      /is an ERROR without a code/,
      ({ operations }) => {
        operations.noPaper.errorCode = null;
      },
    ],
    [
      'one timed out early',
      /late timed out before its time/,
      ({ operations }) => {
        operations.late.completedAtMs = EXPIRES_MS - 1;
      },
    ],
    [
      'one timed out when nobody waited any more',
      /late timed out too late/,
      ({ operations }) => {
        operations.late.completedAtMs = EXPIRES_MS + 3_600_000;
      },
    ],
    [
      'one counts as lost whose register came back',
      /lost counts as lost, though its register came back/,
      ({ operations }) => {
        operations.lost.deviceId = WORKING;
      },
    ],
    [
      'one was fiscalised twice',
      /printed was fiscalised 2 times/,
      ({ receiptsOf }) => void receiptsOf.set('printed', ['r', 'r2']),
    ],
    ['a SUCCESS has no receipt', /printed has no receipt/, ({ receiptsOf }) => receiptsOf.clear()],
    [
      'a SUCCESS names another receipt',
      /printed names another receipt/,
      ({ receiptsOf }) => void receiptsOf.set('printed', ['r2']),
    ],
    [
      'an ERROR was printed',
      /noPaper is ERROR, but printed/,
      ({ receiptsOf }) => void receiptsOf.set('noPaper', ['r2']),
    ],
    [
      'a receipt belongs to no operation',
      /nobody posted: unknown/,
      ({ receiptsOf }) => void receiptsOf.set('unknown', ['r2']),
    ],
    [
      'a stored status did not arrive',
      /healthy: was not told OPERATION UPDATE printed SUCCESS/,
      ({ ledger }) => {
        delete ledger['healthy']?.deliveries['d-e-SUCCESS'];
      },
    ],
    [
      'a status is told to have occurred before the one that it followed',
      /healthy: the operation printed does not only go forward/,
      ({ steps }) => {
        for (const step of steps.slice(1, 2)) step.occurredAtMs = 9;
      },
    ],
    [
      'an operation is told to have had two ends',
      /healthy: the operation printed does not only go forward/,
      ({ steps }) => {
        for (const step of steps.slice(1, 2)) step.key = key('printed', 'ERROR');
      },
    ],
  ];
  it.each(faults)('when %s, then it says so', (_what, pattern, spoil) => {
    const facts = allIsWell();
    spoil(facts);
    expect(faultsOf(facts).join('\n')).toMatch(pattern);
  });

  it('when a failing webhook was told nothing, then that is no fault of the operations', () => {
    const facts = allIsWell();
    facts.hooks.push({ name: 'flaky', id: 'f', healthy: false, hears: () => true });
    expect(faultsOf(facts)).toEqual([]);
  });
});
