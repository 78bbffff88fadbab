/** Places for first attempts that are in hand at once. */
export interface Places {
  /** Resolves when there is a place, first come, first served; it is free again when the answer is called. */
  take(): Promise<() => void>;
  taken(): number;
}

/**
 * Creates a worker's places. The prefetch counts messages, of which one may bring 32 first attempts, and holds them until their
 * attempts are logged; places count requests, and are free as soon as the answer is there.
 */
export function createPlaces(max: number): Places {
  const waiting: (() => void)[] = [];
  let next = 0;
  let taken = 0;

  function enter(): () => void {
    taken += 1;
    let isOpen = true;
    return () => {
      if (!isOpen) return;
      isOpen = false;
      taken -= 1;
      leave();
    };
  }

  function leave(): void {
    const wake = waiting[next];
    if (wake === undefined) return;
    next += 1;
    // Not shifted one by one: the line may be thousands long.
    if (next === waiting.length) {
      waiting.length = 0;
      next = 0;
    }
    wake();
  }

  return {
    take() {
      if (taken < max) return Promise.resolve(enter());
      return new Promise((resolve) => waiting.push(() => resolve(enter())));
    },
    taken: () => taken,
  };
}
