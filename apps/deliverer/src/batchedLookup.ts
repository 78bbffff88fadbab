/**
 * Gathers lookups by key that are asked for within a moment and answers them with one read: what a batch can read once is
 * never read per message.
 * @param readMany reads many keys; a key that it does not answer is null
 */
export function createBatchedLookup<T>(
  readMany: (keys: string[]) => Promise<Map<string, T>>,
  batchMax = 200,
) {
  let waiting: { key: string; resolve: (value: T | null) => void; reject: (error: unknown) => void }[] = [];

  async function run(): Promise<void> {
    const batch = waiting.slice(0, batchMax);
    waiting = waiting.slice(batchMax);
    if (waiting.length > 0) setImmediate(() => void run());
    try {
      const found = await readMany([...new Set(batch.map((item) => item.key))]);
      for (const item of batch) item.resolve(found.get(item.key) ?? null);
    } catch (error) {
      for (const item of batch) item.reject(error);
    }
  }

  return function lookup(key: string): Promise<T | null> {
    return new Promise((resolve, reject) => {
      waiting.push({ key, resolve, reject });
      if (waiting.length === 1) setImmediate(() => void run());
    });
  };
}
