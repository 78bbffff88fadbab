/** Time as a dependency: production passes `systemClock`, tests a clock of their own. */
export interface Clock {
  /** Unix milliseconds. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };
