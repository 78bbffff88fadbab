/** Chance as a dependency: a number from 0 (inclusive) to 1 (exclusive), like Math.random. */
export type Random = () => number;

export const systemRandom: Random = () => Math.random();
