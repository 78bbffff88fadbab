/** Creates the bound on tests under way in this process: each holds a request and an endpoint's socket for up to 30 s. */
export function createTestPlaces({ perAccountMax, max }: { perAccountMax: number; max: number }) {
  const taken = new Map<string, number>();
  let all = 0;

  /** Takes a place; null when too many are taken. Calling the answer frees it. */
  return function takePlace(accountId: string): (() => void) | null {
    const own = taken.get(accountId) ?? 0;
    if (own >= perAccountMax || all >= max) return null;
    taken.set(accountId, own + 1);
    all += 1;
    return () => {
      all -= 1;
      const left = (taken.get(accountId) ?? 1) - 1;
      if (left > 0) taken.set(accountId, left);
      else taken.delete(accountId);
    };
  };
}
