/** One row of the table. */
export interface Scenario {
  name: string;
  webhooks: number;
  /** How many of the webhooks accept a request and never answer. */
  hanging: number;
  /** Receipts posted in the burst; about ten seconds' worth on two cores. */
  events: number;
}

/**
 * Warms every process up, not in the table: Node compiles what is hot, Java too, and it takes half a minute of work until the compilers
 * leave two cores alone. An event's commands cost MongoDB's stand-in 400 µs of CPU in its first 20,000, 215 in the next, 160 later: the
 * row that came first paid for it. Accounts of their own: a row's endpoints and breakers are as new when it is measured.
 */
export const WARM_UPS: readonly Scenario[] = [
  { name: 'warm-up, 5 webhooks', webhooks: 5, hanging: 0, events: 8_000 },
  { name: 'warm-up, 1 webhook', webhooks: 1, hanging: 0, events: 30_000 },
];
/** The longest that each of them posts, so that a slow machine is not warmed up for minutes. */
export const WARM_UP_LIMIT_MS = 12_000;

export const SCENARIOS: readonly Scenario[] = [
  { name: '1 webhook', webhooks: 1, hanging: 0, events: 25_000 },
  { name: '5 webhooks', webhooks: 5, hanging: 0, events: 12_000 },
  { name: '20 webhooks', webhooks: 20, hanging: 0, events: 5_000 },
  // Last: what was parked for its hanging webhooks comes back minutes later.
  { name: '20 webhooks, 2 hang', webhooks: 20, hanging: 2, events: 5_000 },
];
