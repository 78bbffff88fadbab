/**
 * The kill suite: real processes under load, everything that can die is killed, and in the end every committed event is looked for.
 * `plan.ts` what is done · `ground.ts` services and proxies · `plant.ts` our processes · `shop.ts`, `load/` who is changed ·
 * `injuries.ts` what is done to them · `receiver.ts` who listens · `truth.ts`, `evidence.ts`, `verdict.ts`, `operationVerdict.ts` what is
 * compared · `report.ts` the table.
 * It builds on scripts/ and libs/testing, and knows the stores, because it has to distrust everything above them.
 */
import type { Random } from '@kassahook/platform/randomness';
import { wholeBetween } from '@kassahook/register/seededRandom';
import { serviceNames, type ServiceName } from '../../scripts/services/types.js';

export const PROCESS_PARTS = ['api', 'notifier', 'deliverer', 'register'] as const;
export type ProcessPart = (typeof PROCESS_PARTS)[number];
export const PARTS = [...PROCESS_PARTS, ...serviceNames] as const;
export type Part = ProcessPart | ServiceName;

/** What is done to a part. */
export type Injury =
  /** SIGKILL; a service stays down for `downMs`, a process is started again by its supervisor. */
  | { kind: 'kill'; part: Part; downMs: number }
  /** SIGSTOP, and SIGCONT after `forMs`. */
  | { kind: 'stop'; part: Part; forMs: number }
  /** All connections to a service are cut in the middle of what passes next. */
  | { kind: 'cut'; part: ServiceName };

export interface Plan {
  name: 'short' | 'long';
  /** The parts that are hurt. */
  parts: readonly Part[];
  killsPerPart: number;
  cutsPerService: number;
  /** How many of the parts are stopped for a while, once each. */
  stops: number;
  /** Events that must have been committed before the load ends. */
  eventsMin: number;
  receiptsPerMinute: number;
  productChangesPerSecond: number;
  operationsPerSecond: number;
  /** Receipts that an online shop posts. */
  postsPerSecond: number;
  /** How many of them go to registers that never answer. */
  unservedPosts: number;
  /** Limit on the part under load. */
  loadLimitMs: number;
  /** Limit on what the registers have still to print after the load. */
  printLimitMs: number;
  /** Limit on what is left to be delivered after the load. */
  drainLimitMs: number;
}

export const SHORT_PLAN: Plan = {
  name: 'short',
  parts: PARTS,
  killsPerPart: 1,
  cutsPerService: 1,
  stops: 1,
  eventsMin: 2_000,
  receiptsPerMinute: 1_800,
  productChangesPerSecond: 10,
  operationsPerSecond: 2,
  postsPerSecond: 3,
  unservedPosts: 6,
  loadLimitMs: 5 * 60_000,
  printLimitMs: 2 * 60_000,
  drainLimitMs: 4 * 60_000,
};

export const LONG_PLAN: Plan = {
  name: 'long',
  parts: PARTS,
  killsPerPart: 5,
  cutsPerService: 5,
  stops: PARTS.length,
  eventsMin: 20_000,
  receiptsPerMinute: 2_400,
  productChangesPerSecond: 10,
  operationsPerSecond: 2,
  postsPerSecond: 3,
  unservedPosts: 30,
  loadLimitMs: 22 * 60_000,
  printLimitMs: 2 * 60_000,
  // What the failing webhook could not take was parked, for five minutes at most; nearly always it is over in seconds.
  drainLimitMs: 7 * 60_000,
};

/** Longer than any timeout of ours but the heartbeats', as the brief pauses of virtual machines are. */
const STOP_MS = 10_000;
const DOWN_MS = { min: 1_000, max: 3_000 };

/** The injuries of a plan, in an order that the seed decides. */
export function injuriesOf(plan: Plan, random: Random): Injury[] {
  const times = <T>(count: number, make: () => T) => Array.from({ length: count }, make);
  const kills = plan.parts.flatMap((part) =>
    times(plan.killsPerPart, () => ({
      kind: 'kill' as const,
      part,
      downMs: wholeBetween(random, DOWN_MS.min, DOWN_MS.max),
    })),
  );
  const cuts = serviceNames
    .filter((part) => plan.parts.includes(part))
    .flatMap((part) => times(plan.cutsPerService, () => ({ kind: 'cut' as const, part })));
  const stops = shuffled(plan.parts, random)
    .slice(0, plan.stops)
    .map((part) => ({ kind: 'stop' as const, part, forMs: STOP_MS }));
  return shuffled<Injury>([...kills, ...cuts, ...stops], random);
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  return items
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
