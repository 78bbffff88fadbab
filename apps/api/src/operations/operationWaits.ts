/**
 * Registers that wait in a long poll. One that waits here is woken by an operation that this process takes, and looks for itself now
 * and then for what came through another process or whose hold has run out. Rejected: a message to all processes for each operation; it
 * would save at most one look's interval, and a message can be lost.
 */
export function createOperationWaits() {
  const waiting = new Map<number, Set<() => void>>();
  let isStopped = false;

  return {
    isStopped: () => isStopped,

    /** An operation waits for this register. */
    wake(deviceId: number): void {
      for (const resume of [...(waiting.get(deviceId) ?? [])]) resume();
    },

    /** Waits for a wake, the time, the signal or the stop, whichever is first. */
    async until(deviceId: number, { ms, signal }: { ms: number; signal: AbortSignal }): Promise<void> {
      if (isStopped || signal.aborted) return;
      await new Promise<void>((resolve) => {
        const others = waiting.get(deviceId) ?? new Set();
        const resume = (): void => {
          clearTimeout(timer);
          signal.removeEventListener('abort', resume);
          others.delete(resume);
          if (others.size === 0 && waiting.get(deviceId) === others) waiting.delete(deviceId);
          resolve();
        };
        const timer = setTimeout(resume, ms);
        signal.addEventListener('abort', resume, { once: true });
        waiting.set(deviceId, others.add(resume));
      });
    },

    /** Sends everybody home: the process stops. */
    stop(): void {
      isStopped = true;
      for (const deviceId of [...waiting.keys()]) this.wake(deviceId);
    },
  };
}
export type OperationWaits = ReturnType<typeof createOperationWaits>;
