/** One row of the table. */
export interface Scenario {
  name: string;
  webhooks: number;
  /** How many of the webhooks accept a request and never answer. */
  hanging: number;
  /** Receipts posted in the burst; about ten seconds' worth on two cores. */
  events: number;
}

/** Warms every process up (Node compiles what is hot, Java too, and both take their time); not in the table. */
export const WARM_UP: Scenario = { name: 'warm-up', webhooks: 5, hanging: 0, events: 8_000 };

export const SCENARIOS: readonly Scenario[] = [
  { name: '1 webhook', webhooks: 1, hanging: 0, events: 20_000 },
  { name: '5 webhooks', webhooks: 5, hanging: 0, events: 12_000 },
  { name: '20 webhooks', webhooks: 20, hanging: 0, events: 5_000 },
  // Last: what was parked for its hanging webhooks comes back minutes later.
  { name: '20 webhooks, 2 hang', webhooks: 20, hanging: 2, events: 5_000 },
];
