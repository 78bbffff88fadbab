import type { Ladder } from '@kassahook/domain/ladder';
import { PACE_DELAYS_MS } from '@kassahook/domain/pacing';
import { PARK_DELAYS_MS } from '@kassahook/domain/parking';
import {
  deadQueue,
  delayQueueName,
  deliverBatchQueue,
  deliverFirstQueue,
  deliverPacedQueue,
  deliverRetryQueue,
  eventsQueue,
  paceQueueName,
  parkQueueName,
} from './names.js';

/** One durable quorum queue, in our words; `queueArguments` says it in RabbitMQ's. */
export interface QueueSpec {
  readonly name: string;
  /** What lies in it; printed into docs/topology.md. */
  readonly holds: string;
  /** The queue that takes over what expired, was rejected or was delivered too often. Without it nothing ever leaves by itself. */
  readonly deadLetterTo?: string;
  /** How long every message stays: one delay per queue, because RabbitMQ expires at the head of a queue only. */
  readonly ttlMs?: number;
  /** Redeliveries after which a message goes to `deadLetterTo`. */
  readonly deliveryLimit?: number;
}

/**
 * All queues. There are no exchanges and no bindings on purpose: the default exchange reaches each queue by its name, so
 * there is no binding that could be missing.
 */
export interface Topology {
  readonly queues: readonly QueueSpec[];
}

export interface TopologyOptions {
  ladderMs: Ladder;
  /** How long attempts may be parked: 2 s for a busy endpoint, 30 s growing to 5 min for a broken one. */
  parkDelaysMs?: readonly number[];
  /** Steps in which attempts wait for their webhook's rate. */
  paceDelaysMs?: readonly number[];
}

/** Explicit, because the default differs: none in RabbitMQ 3.x, 20 in 4.x. A poison message is not redelivered for ever. */
const WORK_DELIVERY_LIMIT = 50;
/** Looking at the dead queue (get, then put back) must never delete: "no limit" cannot be spelled for both 3.10 and 4.x. */
const DEAD_DELIVERY_LIMIT = 1_000_000_000;
/** x-message-ttl is an unsigned 32 bit number of milliseconds (49 days). */
const TTL_LIMIT_MS = 4_294_967_295;
const NAME_LIMIT_BYTES = 255;

/**
 * The queues of kassahook for a ladder.
 * @throws Error that lists everything that is wrong, before anything is declared
 */
export function topologyFor({
  ladderMs,
  parkDelaysMs = PARK_DELAYS_MS,
  paceDelaysMs = PACE_DELAYS_MS,
}: TopologyOptions): Topology {
  const work = (name: string, holds: string): QueueSpec => ({
    name,
    holds,
    deadLetterTo: deadQueue,
    deliveryLimit: WORK_DELIVERY_LIMIT,
  });
  const wait = (name: string, holds: string, ttlMs: number, then = deliverRetryQueue): QueueSpec => ({
    name,
    holds,
    ttlMs,
    deadLetterTo: then,
  });
  // Rungs may repeat a delay, and tier 0 needs no waiting: one queue per different delay above 0.
  const delaysMs = [...new Set(ladderMs)].filter((delayMs) => delayMs !== 0);
  return checked({
    queues: [
      work(eventsQueue, 'hints that something was committed'),
      work(deliverFirstQueue, 'first attempts (tier 0)'),
      work(deliverRetryQueue, 'retries and parked attempts that are due'),
      work(deliverPacedQueue, 'attempts whose turn at their webhook’s rate is near'),
      work(deliverBatchQueue, 'first attempts of webhooks that want batches'),
      ...delaysMs.map((ms) => wait(delayQueueName(ms), 'retries that wait for their tier', ms)),
      ...parkDelaysMs.map((ms) => wait(parkQueueName(ms), 'parked attempts', ms)),
      ...paceDelaysMs.map((ms) =>
        wait(paceQueueName(ms), 'attempts that wait for their turn', ms, deliverPacedQueue),
      ),
      { name: deadQueue, holds: 'what nobody could process', deliveryLimit: DEAD_DELIVERY_LIMIT },
    ],
  });
}

/** What is wrong with a topology; empty when it is fine. */
export function topologyProblems({ queues }: Topology): string[] {
  const byName = new Map(queues.map((queue) => [queue.name, queue]));
  const problems: string[] = [];
  if (byName.size < queues.length) problems.push('two queues have the same name');
  for (const { name, ttlMs, deadLetterTo, deliveryLimit } of queues) {
    const says = (what: string) => problems.push(`queue "${name}" ${what}`);
    if (name === '' || name.startsWith('amq.') || Buffer.byteLength(name) > NAME_LIMIT_BYTES)
      says('has a bad name');
    if (ttlMs !== undefined && !isWholeWithin(ttlMs, TTL_LIMIT_MS)) says(`has a bad delay: ${ttlMs} ms`);
    if (ttlMs !== undefined && deadLetterTo === undefined) says('would drop what expires');
    if (deliveryLimit !== undefined && !isWholeWithin(deliveryLimit, TTL_LIMIT_MS))
      says('has a bad delivery limit');
    if (deadLetterTo !== undefined && !byName.has(deadLetterTo))
      says(`hands over to "${deadLetterTo}", which is missing`);
    if (neverEnds(name, byName)) says('hands over in a circle');
  }
  return problems;
}

function isWholeWithin(value: number, limit: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= limit;
}

function neverEnds(name: string, byName: ReadonlyMap<string, QueueSpec>): boolean {
  const seen = new Set<string>();
  for (let next: string | undefined = name; next !== undefined; next = byName.get(next)?.deadLetterTo) {
    if (seen.has(next)) return true;
    seen.add(next);
  }
  return false;
}

function checked(topology: Topology): Topology {
  const problems = topologyProblems(topology);
  if (problems.length > 0) throw new Error(`bad topology: ${problems.join('; ')}`);
  return topology;
}

/**
 * RabbitMQ's arguments of a queue. Dead-lettering is at-least-once (the queue keeps a message until its successor confirmed it),
 * which needs reject-publish; the default, at-most-once, loses messages when a node dies between the two queues.
 */
export function queueArguments({
  deadLetterTo,
  ttlMs,
  deliveryLimit,
}: QueueSpec): Record<string, string | number> {
  return {
    'x-queue-type': 'quorum',
    ...(ttlMs !== undefined && { 'x-message-ttl': ttlMs }),
    ...(deliveryLimit !== undefined && { 'x-delivery-limit': deliveryLimit }),
    ...(deadLetterTo !== undefined && {
      'x-dead-letter-exchange': '',
      'x-dead-letter-routing-key': deadLetterTo,
      'x-dead-letter-strategy': 'at-least-once',
      'x-overflow': 'reject-publish',
    }),
  };
}
