import { setTimeout as delay } from 'node:timers/promises';
import { paceDelay } from '@kassahook/domain/pacing';
import type { Clock } from '@kassahook/platform/clock';

/** What the line of a webhook says to those of a worker that stand in it. */
interface Answer {
  /** So many go now, the smallest places first. */
  granted: number;
  /** Ms until the next request may leave. */
  freeInMs: number;
  /** The places that are waited for; null when only this worker's own are known. */
  line: { head: number; tail: number } | null;
  /** Whoever is next does not ask. */
  isHeadMissing: boolean;
}

export interface RateQueueDeps {
  /** Asks for the turns of these places, ascending; never fails. */
  ask: (webhook: { webhookId: string; maxPerSecond: number }, places: number[]) => Promise<Answer>;
  clock: Clock;
}

/** An attempt that stands in line here. */
interface Standing {
  place: number;
  /** Unix ms at which it expected its turn when it came. */
  notBeforeMs: number;
  resolve: (waitMs: number) => void;
}

interface Queue {
  /** Ascending by place. */
  standing: Standing[];
  maxPerSecond: number;
  /** Ends the pause before the next question. */
  wake: AbortController | null;
}

/** More than can ever go at once: what a line catches up with at the highest rate, and one. */
const ASKED_MAX = 128;
/** While others are waited for, the line may move at any moment. */
const LOOK_AGAIN_MS = 20;
/** Rates change, and others leave the line. */
const PAUSE_MAX_MS = 250;

/**
 * Those of a worker that stand in line for their webhook's rate, by webhook. One question is on its way at a time, and it is for the smallest
 * places: within a worker nobody passes anybody, however late the worker itself is.
 */
export function createRateQueue({ ask, clock }: RateQueueDeps) {
  const queues = new Map<string, Queue>();

  async function serve(webhookId: string, queue: Queue): Promise<void> {
    for (;;) {
      const asking = queue.standing.slice(0, ASKED_MAX);
      const { maxPerSecond } = queue;
      const answer = await ask(
        { webhookId, maxPerSecond },
        asking.map(({ place }) => place),
      );
      const going = new Set(asking.slice(0, answer.granted));
      for (const one of going) one.resolve(0);
      // Others may have come to stand before them meanwhile.
      if (going.size > 0) queue.standing = queue.standing.filter((one) => !going.has(one));
      const nextMs = sendAway(queue, answer);
      if (nextMs === null) break;
      queue.wake = new AbortController();
      const pauseMs = Math.min(nextMs, answer.isHeadMissing ? LOOK_AGAIN_MS : PAUSE_MAX_MS);
      await delay(pauseMs, undefined, { signal: queue.wake.signal }).catch(() => undefined);
      queue.wake = null;
    }
    queues.delete(webhookId);
  }

  /** Sends away whose turn is far: those at the end. @returns ms until the turn of the first, null when none is left */
  function sendAway(queue: Queue, { freeInMs, line, isHeadMissing }: Answer): number | null {
    const { standing, maxPerSecond } = queue;
    const now = clock.now();
    const waitOf = ({ place, notBeforeMs }: Standing, index: number): number => {
      const isInLine = line !== null && place >= line.head && place < line.tail;
      const ahead = isInLine ? Math.max(index, place - line.head) : index;
      const waitMs = freeInMs + (ahead * 1_000) / maxPerSecond;
      return line === null ? Math.max(waitMs, notBeforeMs - now) : waitMs;
    };
    for (let last = standing.at(-1); last; last = standing.at(-1)) {
      const index = standing.length - 1;
      const waitMs = waitOf(last, index);
      // Somebody has to be there when the head turns out not to come.
      if (paceDelay(waitMs) === 0 || (index === 0 && isHeadMissing)) break;
      standing.pop();
      last.resolve(waitMs);
    }
    const [first] = standing;
    return first ? waitOf(first, 0) : null;
  }

  return {
    /**
     * Stands in line.
     * @returns 0 when it is its turn; ms when that is so far away that it should wait elsewhere
     */
    stand(
      webhook: { id: string; maxPerSecond: number },
      { place, notBeforeMs }: { place: number; notBeforeMs: number },
    ): Promise<number> {
      return new Promise((resolve) => {
        const { id, maxPerSecond } = webhook;
        const running = queues.get(id);
        const queue: Queue = running ?? { standing: [], maxPerSecond, wake: null };
        queue.maxPerSecond = maxPerSecond;
        let index = queue.standing.length;
        while (index > 0 && (queue.standing[index - 1]?.place ?? 0) > place) index -= 1;
        queue.standing.splice(index, 0, { place, notBeforeMs, resolve });
        queue.wake?.abort();
        if (running) return;
        queues.set(id, queue);
        void serve(id, queue);
      });
    },
  };
}
