import { createHash } from 'node:crypto';
import type { Random } from '@kassahook/platform/randomness';

/**
 * Chance that can be repeated: the same parts give the same numbers on every machine. A stream of its own per receipt (seed,
 * register, index) instead of one long stream, so that a restart needs no saved position.
 * The generator is mulberry32: 32 bits of state are plenty for the few dozen draws of a receipt.
 */
export function createSeededRandom(...parts: readonly (string | number)[]): Random {
  let state = createHash('sha256').update(parts.join(':')).digest().readUInt32LE(0);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number from `min` to `max`, both included. */
export function wholeBetween(random: Random, min: number, max: number): number {
  return min + Math.floor(random() * (max - min + 1));
}

/** One of the items. @throws RangeError for an empty list */
export function oneOf<T>(random: Random, items: readonly T[]): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError('nothing to choose from');
  return item;
}
