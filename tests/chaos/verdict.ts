import type { EvidentEvent, LoggedDelivery } from './evidence.js';
import { kindOfKey } from './eventKey.js';
import type { Ledger } from './receiverClient.js';
import { endsOf, faultsOfOperations } from './operationVerdict.js';
import type { Hook } from './shop.js';
import type { Truth } from './truth.js';

/** What one webhook got. */
interface HookVerdict {
  name: string;
  healthy: boolean;
  /** Events that it had to hear. */
  expected: number;
  /** Deliveries that its receiver acknowledged, each counted once. */
  received: number;
  /** Acknowledged requests with a `webhook-id` that had been acknowledged before: when they came, Unix ms. */
  repeatedAtMs: number[];
  /** What the log says. */
  delivered: number;
  dead: number;
}

export interface Verdict {
  events: number;
  hooks: HookVerdict[];
  /** How many of the online shop's operations came to which end: SUCCESS or the code of an error. */
  operationEnds: Record<string, number>;
  /** Committed events that a healthy webhook never heard. */
  lost: { hook: string; key: string; occurredAtMs: number | null }[];
  /** Everything else that must not be, in words; empty when all is well. */
  faults: string[];
}

export interface VerdictFacts {
  truth: Truth;
  events: ReadonlyMap<string, EvidentEvent>;
  attempts: ReadonlyMap<string, ReadonlyMap<string, LoggedDelivery>>;
  ledger: Ledger;
  hooks: readonly Hook[];
  rolledBack: ReadonlySet<string>;
  /** Of the ladder. */
  rungs: number;
  receiptsMade: number;
  /** What the online shop was answered, by its own id of each receipt: the operations' ids. */
  posted: ReadonlyMap<string, ReadonlySet<string>>;
  /** Its receipts that were refused, in words. */
  refused: readonly string[];
  /** Registers that come back, whatever happens to them. */
  workingDeviceIds: ReadonlySet<number>;
  /** Messages that lie in queues though everything should have come to rest, by queue. */
  queues: Readonly<Record<string, number>>;
}

/** Compares what was committed with what the event store, the attempt log and the receivers have of it. Pure. */
export function judge(facts: VerdictFacts): Verdict {
  const { truth, events, hooks } = facts;
  const faults = [...truth.contradictions, ...faultsOfStore(facts), ...faultsOfOperations(facts)];
  if (facts.receiptsMade !== truth.receipts) {
    faults.push(`the registers made ${facts.receiptsMade} receipts, the journal has ${truth.receipts}`);
  }
  for (const [queue, count] of Object.entries(facts.queues)) {
    if (count > 0) faults.push(`${count} messages are left in the queue ${queue}`);
  }
  const occurredAt = new Map([...events.values()].map((event) => [event.key, event.occurredAtMs]));
  const lost: Verdict['lost'] = [];
  const verdicts = hooks.map((hook): HookVerdict => {
    const page = facts.ledger[hook.name] ?? { deliveries: {}, repeats: [], changed: [] };
    const received = Object.entries(page.deliveries);
    const heard = new Set(received.map(([, delivery]) => delivery.key));
    const expected = [...truth.keys].filter((key) => {
      const { type, action } = kindOfKey(key);
      return hook.hears(type, action);
    });
    const wanted = new Set(expected);
    const log = facts.attempts.get(hook.id) ?? new Map<string, LoggedDelivery>();
    const say = (what: string) => faults.push(`${hook.name}: ${what}`);
    const countOf = (state: LoggedDelivery['state']) =>
      [...log.values()].filter((delivery) => delivery.state === state).length;

    for (const [id, { eventId, key, hash, occurredAtMs }] of received) {
      if (!wanted.has(key)) say(`heard of what was not committed or not subscribed: ${key}`);
      const stored = events.get(eventId);
      if (stored?.bodyHash !== hash) say(`got another body than was stored: ${key}`);
      if (stored && stored.occurredAtMs !== occurredAtMs)
        say(`was told another instant than is stored: ${key}`);
      const state = log.get(id)?.state;
      // Where the receiver fails often, an answer may be lost with its deliverer and all later attempts may fail.
      if (state !== 'delivered' && (hook.healthy || state !== 'dead'))
        say(`the log does not say delivered: ${key} (${id})`);
    }
    if (heard.size < received.length) say(`${received.length - heard.size} events came as two deliveries`);
    for (const id of page.changed) say(`a repeat brought another body: ${id}`);
    if (hook.healthy) {
      for (const key of expected.filter((one) => !heard.has(one))) {
        lost.push({ hook: hook.name, key, occurredAtMs: occurredAt.get(key) ?? null });
      }
    } else if (log.size !== expected.length) {
      say(`${expected.length} events, but the log has ${log.size} deliveries`);
    }
    for (const [id, delivery] of log) {
      const problem = problemOf(delivery, hook, facts.rungs);
      if (problem !== null) say(`${problem}: ${id} after ${delivery.errors.join(', ')}`);
    }
    return {
      name: hook.name,
      healthy: hook.healthy,
      expected: expected.length,
      received: received.length,
      repeatedAtMs: page.repeats.map((repeat) => repeat.atMs),
      delivered: countOf('delivered'),
      dead: countOf('dead'),
    };
  });
  const operationEnds = endsOf(truth.operations);
  return { events: truth.keys.size, hooks: verdicts, operationEnds, lost, faults };
}

/** A delivery is delivered, or, where the receiver fails on purpose, dead on the last rung (`Retry-After` may have skipped some). */
function problemOf({ state, lastRung }: LoggedDelivery, hook: Hook, rungs: number): string | null {
  if (state === 'delivered') return null;
  if (state !== 'dead') return `a delivery is still ${state}`;
  if (hook.healthy) return 'a delivery died';
  return lastRung === rungs - 1 ? null : `a delivery died on rung ${lastRung}`;
}

function faultsOfStore({ truth, events, rolledBack }: VerdictFacts): string[] {
  const counts = new Map<string, number>();
  for (const { key } of events.values()) counts.set(key, (counts.get(key) ?? 0) + 1);
  const faults: string[] = [];
  for (const key of truth.keys) if (!counts.has(key)) faults.push(`not in the event store: ${key}`);
  for (const [key, count] of counts) {
    if (!truth.keys.has(key)) faults.push(`in the event store, but never committed: ${key}`);
    if (count > 1) faults.push(`in the event store ${count} times: ${key}`);
    if (rolledBack.has(key.split(' ')[2] ?? '')) faults.push(`rolled back, but in the event store: ${key}`);
  }
  return faults;
}
