/** When a gather is closed: by number, by time, by size. */
export interface GatherLimits {
  maxEvents: number;
  /** From its first item on. */
  maxWaitMs: number;
}

interface Gather<Item, End> {
  items: { item: Item; resolve: (end: End) => void; reject: (error: unknown) => void }[];
  chars: number;
  timer: NodeJS.Timeout;
}

export interface GathererDeps<Item, End> {
  /** Sends what was gathered; answers with the end of each, in their order. */
  send: (items: [Item, ...Item[]]) => Promise<End[]>;
  /** Is the intake full? Then nothing more comes to fill what is gathering, and it must not wait for it. */
  isFull: () => boolean;
}

/** Characters of one gather's bodies: a worker's memory and a receiver's patience are bounded. */
const CHARS_MAX = 1024 * 1024;
/** Gathers that are sent at once because the intake is full; more of them would only be smaller. */
const RELIEF_MAX = 20;

/**
 * Creates the place where items gather by key, first come, first out. An item's promise ends with what was made of it, so whoever
 * added it keeps its message, and settles it, as if it had gone alone.
 */
export function createGatherer<Item, End>({ send, isFull }: GathererDeps<Item, End>) {
  /** Oldest first. */
  const gathers = new Map<string, Gather<Item, End>>();
  let sending = 0;
  let isClosing = false;

  function close(key: string): void {
    const gather = gathers.get(key);
    if (!gather) return;
    gathers.delete(key);
    clearTimeout(gather.timer);
    void finish(gather);
  }

  async function finish({ items }: Gather<Item, End>): Promise<void> {
    const [first, ...more] = items.map(({ item }) => item);
    if (first === undefined) return;
    sending += 1;
    try {
      const ends = await send([first, ...more]);
      for (const [index, { resolve, reject }] of items.entries()) {
        const end = ends[index];
        if (end === undefined) reject(new Error('a gathered item has no end'));
        else resolve(end);
      }
    } catch (error) {
      for (const { reject } of items) reject(error);
    } finally {
      sending -= 1;
      relieve();
    }
  }

  function relieve(): void {
    while (gathers.size > 0 && sending < RELIEF_MAX && isFull()) {
      const [oldest] = gathers.keys();
      if (oldest !== undefined) close(oldest);
    }
  }

  return {
    add(key: string, { item, chars }: { item: Item; chars: number }, limits: GatherLimits): Promise<End> {
      return new Promise((resolve, reject) => {
        if ((gathers.get(key)?.chars ?? 0) + chars > CHARS_MAX) close(key);
        let gather = gathers.get(key);
        if (!gather) {
          gather = { items: [], chars: 0, timer: setTimeout(() => close(key), limits.maxWaitMs) };
          gathers.set(key, gather);
        }
        gather.items.push({ item, resolve, reject });
        gather.chars += chars;
        if (gather.items.length >= limits.maxEvents || isClosing) close(key);
        else relieve();
      });
    },
    /** Sends now what has gathered under a key. */
    close,
    /** Sends everything, and from now on whatever comes, at once: the process stops. */
    closeAll(): void {
      isClosing = true;
      for (const key of [...gathers.keys()]) close(key);
    },
  };
}
