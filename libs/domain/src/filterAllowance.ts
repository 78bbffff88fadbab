/** How many steps filters may take for an account, over time. */
export interface FilterAllowance {
  /** Steps that the account may take now. */
  leftOf(accountId: string): number;
  take(accountId: string, steps: number): void;
}

export interface FilterAllowanceDeps {
  /** Of a clock that is never set back, ms: with another one an account would owe as long as it was set back. */
  now: () => number;
  stepsPerSecond?: number;
}

/**
 * A step is some 20 ns: an account's filters have a fifth of a process to themselves. Twenty webhooks with the largest filter, asked of the
 * largest receipt, use that up with seven receipts a second; with filters of three conditions on receipts of fifty lines it is a thousand.
 */
const STEPS_PER_SECOND = 10_000_000;
/** What was not used is kept for so long: events that come at once are what filters are for. */
const KEPT_MS = 1_000;
/** Accounts after which those that owe nothing any more are forgotten. */
const ACCOUNTS_KEPT = 1_000;

/**
 * Creates the allowance: steps come back evenly, and a second's worth may be taken at once. One fan-out serves all accounts, so what the filters of
 * one cost is waited for by everybody; with this, a second of waiting has at most a fifth that is owed to any one of them.
 */
export function createFilterAllowance({
  now,
  stepsPerSecond = STEPS_PER_SECOND,
}: FilterAllowanceDeps): FilterAllowance {
  /** Per account: when everything that it took is back. */
  const backAtMs = new Map<string, number>();
  let forgetAt = ACCOUNTS_KEPT;

  function forgetTheEven(atMs: number): void {
    for (const [accountId, backAt] of backAtMs) if (backAt <= atMs) backAtMs.delete(accountId);
    forgetAt = Math.max(ACCOUNTS_KEPT, 2 * backAtMs.size);
  }

  return {
    leftOf(accountId) {
      const atMs = now();
      const owedMs = Math.max(0, (backAtMs.get(accountId) ?? atMs) - atMs);
      return Math.max(0, Math.floor(((KEPT_MS - owedMs) * stepsPerSecond) / 1_000));
    },
    take(accountId, steps) {
      if (steps <= 0) return;
      const atMs = now();
      const owedFrom = Math.max(atMs, backAtMs.get(accountId) ?? atMs);
      backAtMs.set(accountId, owedFrom + (steps / stepsPerSecond) * 1_000);
      if (backAtMs.size > forgetAt) forgetTheEven(atMs);
    },
  };
}
