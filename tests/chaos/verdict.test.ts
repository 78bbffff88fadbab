/** The kill suite says "nothing was lost": these say that it would notice. */
import { describe, expect, it } from '@jest/globals';
import { eventKey } from './eventKey.js';
import type { Ledger } from './receiverClient.js';
import type { StoredOperation } from './truth.js';
import { judge, type VerdictFacts } from './verdict.js';

const CREATED = eventKey('PRODUCT', 'CREATE', 'p', 'v1');
const CHANGED = eventKey('PRODUCT', 'UPDATE', 'p', 'v2');
const RUNGS = 3;

const delivery = (eventId: string, key: string) => ({
  eventId,
  key,
  hash: `hash of ${key}`,
  occurredAtMs: 1,
  atMs: 2,
});
const page = (): Ledger[string] => ({
  deliveries: { d1: delivery('e1', CREATED), d2: delivery('e2', CHANGED) },
  repeats: [],
  changed: [],
});
const logged = (state: 'delivered' | 'waiting' | 'dead', lastRung = 0) => ({ state, lastRung, errors: [] });

/** Two events, both delivered once, to a healthy webhook and to a failing one. */
function allIsWell() {
  return {
    truth: {
      keys: new Set([CREATED, CHANGED]),
      contradictions: [] as string[],
      receipts: 5,
      operations: [] as StoredOperation[],
      receiptsOf: new Map<string, string[]>(),
    },
    events: new Map(
      [CREATED, CHANGED].map((key, index) => [
        `e${index + 1}`,
        { key, bodyHash: `hash of ${key}`, occurredAtMs: 1 },
      ]),
    ),
    attempts: new Map(
      ['healthy', 'flaky'].map((hook) => [
        hook,
        new Map([
          ['d1', logged('delivered')],
          ['d2', logged('delivered')],
        ]),
      ]),
    ),
    ledger: { healthy: page(), flaky: page() },
    hooks: [
      { name: 'healthy', id: 'healthy', healthy: true, hears: () => true },
      { name: 'flaky', id: 'flaky', healthy: false, hears: () => true },
    ],
    rolledBack: new Set<string>(),
    rungs: RUNGS,
    receiptsMade: 5,
    posted: new Map<string, Set<string>>(),
    refused: [] as string[],
    workingDeviceIds: new Set([1]),
    queues: { dead: 0 } as Record<string, number>,
  } satisfies VerdictFacts;
}

describe('the verdict of the kill suite', () => {
  it('when everything arrived once, then nothing is lost and nothing is wrong', () => {
    const verdict = judge(allIsWell());
    expect(verdict).toMatchObject({ events: 2, lost: [], faults: [] });
    expect(verdict.hooks[0]).toMatchObject({ expected: 2, received: 2, repeatedAtMs: [], dead: 0 });
  });

  it('when a healthy webhook did not hear of a committed event, then it is lost', () => {
    const facts = allIsWell();
    delete facts.ledger.healthy.deliveries['d2'];
    expect(judge(facts).lost).toEqual([{ hook: 'healthy', key: CHANGED, occurredAtMs: 1 }]);
  });

  it('when a delivery came twice with the same id, then it is a duplicate and no fault', () => {
    const facts = allIsWell();
    facts.ledger.healthy.repeats.push({ id: 'd1', atMs: 7 });
    expect(judge(facts)).toMatchObject({ faults: [], hooks: [{ repeatedAtMs: [7] }, {}] });
  });

  const faults: [string, RegExp, (facts: ReturnType<typeof allIsWell>) => void][] = [
    [
      'an event is not in the event store',
      /not in the event store: PRODUCT UPDATE/,
      (facts) => {
        facts.events.delete('e2');
      },
    ],
    [
      'the event store has what was never committed',
      /never committed: PRODUCT DELETE x/,
      (facts) => {
        const key = eventKey('PRODUCT', 'DELETE', 'x', 'v1');
        facts.events.set('e3', { key, bodyHash: '', occurredAtMs: 1 });
      },
    ],
    [
      'one change became two events',
      /2 times: PRODUCT CREATE/,
      (facts) => {
        facts.events.set('e3', { key: CREATED, bodyHash: '', occurredAtMs: 1 });
      },
    ],
    [
      'a rolled back change was told',
      /rolled back, but in the event store/,
      (facts) => {
        facts.rolledBack.add('p');
      },
    ],
    [
      'another body arrived than was stored',
      /healthy: got another body/,
      (facts) => {
        facts.ledger.healthy.deliveries['d1'] = { ...delivery('e1', CREATED), hash: 'other' };
      },
    ],
    [
      'a receiver heard of what it did not subscribe to',
      /healthy: heard of what was not committed or not subscribed: RECEIPT/,
      (facts) => {
        facts.ledger.healthy.deliveries['d3'] = delivery('e1', eventKey('RECEIPT', 'CREATE', 'r'));
      },
    ],
    [
      'one event came as two deliveries',
      /healthy: 1 events came as two deliveries/,
      (facts) => {
        facts.ledger.healthy.deliveries['d3'] = delivery('e1', CREATED);
      },
    ],
    [
      'the log does not say delivered',
      /healthy: the log does not say delivered: PRODUCT CREATE/,
      (facts) => {
        facts.attempts.get('healthy')?.delete('d1');
      },
    ],
    [
      'a delivery to a healthy webhook died',
      /healthy: a delivery died: d9/,
      (facts) => {
        facts.attempts.get('healthy')?.set('d9', logged('dead', RUNGS - 1));
      },
    ],
    [
      'a delivery to the failing webhook gave up early',
      /flaky: a delivery died on rung 1/,
      (facts) => {
        facts.attempts.get('flaky')?.set('d2', logged('dead', 1));
      },
    ],
    [
      'a delivery to the failing webhook is forgotten',
      /flaky: 2 events, but the log has 1 deliveries/,
      (facts) => {
        facts.attempts.get('flaky')?.delete('d2');
      },
    ],
    [
      'a message is left in a queue',
      /1 messages are left in the queue dead/,
      (facts) => {
        facts.queues['dead'] = 1;
      },
    ],
    [
      'a receipt that was acknowledged is not in the journal',
      /made 6 receipts, the journal has 5/,
      (facts) => {
        facts.receiptsMade = 6;
      },
    ],
    [
      'a receipt that the shop posted is not there',
      /the receipt x is 0 operations/,
      (facts) => {
        facts.posted.set('x', new Set(['o']));
      },
    ],
    [
      'an event was told with another instant',
      /healthy: was told another instant than is stored/,
      (facts) => {
        facts.ledger.healthy.deliveries['d1'] = { ...delivery('e1', CREATED), occurredAtMs: 3 };
      },
    ],
  ];
  it.each(faults)('when %s, then it says so', (_what, pattern, spoil) => {
    const facts = allIsWell();
    spoil(facts);
    expect(judge(facts).faults.join('\n')).toMatch(pattern);
  });

  it('when the failing webhook acknowledged and the answer was lost, then a death after that is no fault', () => {
    const facts = allIsWell();
    facts.attempts.get('flaky')?.set('d2', logged('dead', RUNGS - 1));
    expect(judge(facts)).toMatchObject({ faults: [], hooks: [{}, { received: 2, delivered: 1, dead: 1 }] });
  });

  it('when a delivery to the failing webhook died on the last rung, then that is no fault', () => {
    const facts = allIsWell();
    facts.attempts.get('flaky')?.set('d2', logged('dead', RUNGS - 1));
    delete facts.ledger.flaky.deliveries['d2'];
    expect(judge(facts)).toMatchObject({ faults: [], lost: [], hooks: [{}, { dead: 1 }] });
  });
});
