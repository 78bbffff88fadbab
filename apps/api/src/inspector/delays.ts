export interface DelaysOptions {
  /** Answers of one inspector that wait at once. */
  perInspectorMax: number;
  /** Answers of this process that wait at once. */
  max: number;
}

/** A place among the answers that wait. */
export interface Delay {
  /** Waits; less long when the sender goes or the process stops. */
  wait(ms: number, gone: AbortSignal): Promise<void>;
  leave(): void;
}

/** Creates the bound on answers that wait: each holds a socket and a sender. */
export function createDelays({ perInspectorMax, max }: DelaysOptions) {
  const waiting = new Map<string, number>();
  const stopping = new AbortController();
  let all = 0;

  return {
    /** Null when too many wait. */
    take(inspectorId: string): Delay | null {
      const own = waiting.get(inspectorId) ?? 0;
      if (own >= perInspectorMax || all >= max) return null;
      waiting.set(inspectorId, own + 1);
      all += 1;
      return {
        wait: (ms, gone) =>
          new Promise((resolve) => {
            const ends = AbortSignal.any([gone, stopping.signal]);
            const timer = setTimeout(resolve, ms);
            const end = (): void => {
              clearTimeout(timer);
              resolve();
            };
            if (ends.aborted) end();
            else ends.addEventListener('abort', end, { once: true });
          }),
        leave() {
          all -= 1;
          const left = (waiting.get(inspectorId) ?? 1) - 1;
          if (left > 0) waiting.set(inspectorId, left);
          else waiting.delete(inspectorId);
        },
      };
    },
    /** Ends all that wait. */
    stop: () => stopping.abort(),
  };
}
export type Delays = ReturnType<typeof createDelays>;
