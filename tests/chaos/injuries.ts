import { setTimeout as delay } from 'node:timers/promises';
import { waitFor } from '@kassahook/testing/waitFor';
import type { Ground } from './ground.js';
import { PROCESS_PARTS, type Injury, type Part, type ProcessPart } from './plan.js';
import type { Plant } from './plant.js';
import type { Receiver } from './receiverClient.js';

/** An injury and how long it took until everything flowed again. */
export interface Healed {
  injury: Injury;
  /** Unix ms of the first blow. */
  atMs: number;
  /**
   * From the blow until every process says that it is ready and events of both stores have arrived which occurred after the part was
   * back; a service's time out of action is in it.
   */
  recoveryMs: number;
}

export interface InflictDeps {
  ground: Ground;
  plant: Plant;
  receiver: Receiver;
  /** Chooses one of several processes of a part. */
  which: number;
  /** Ends the waiting; what was stopped or killed is brought back before. */
  signal: AbortSignal;
}

const RECOVERY_LIMIT_MS = 90_000;

/**
 * Does one injury and waits until it has healed.
 * @throws Error when the flow does not come back
 */
export async function inflict(injury: Injury, deps: InflictDeps): Promise<Healed> {
  const atMs = Date.now();
  await blow(injury, deps);
  const backMs = Date.now();
  await waitFor(() => deps.signal.aborted || isFlowing(backMs, deps), {
    timeoutMs: RECOVERY_LIMIT_MS,
    intervalMs: 100,
    what: `the flow after ${injury.kind} ${injury.part}`,
  });
  deps.signal.throwIfAborted();
  return { injury, atMs, recoveryMs: Date.now() - atMs };
}

/** True when every process is ready and events of both stores arrive that occurred after `sinceMs`. */
export async function isFlowing(
  sinceMs: number,
  { plant, receiver }: Pick<InflictDeps, 'plant' | 'receiver'>,
): Promise<boolean> {
  const { newestMs } = await receiver.pulse();
  // A receipt came through register, API and MongoDB, a product from Postgres, by a hint of the API's or by the relay.
  const isFresh = (type: string) => (newestMs[type] ?? 0) > sinceMs;
  return isFresh('RECEIPT') && isFresh('PRODUCT') && (await plant.isReady());
}

async function blow(injury: Injury, deps: InflictDeps): Promise<void> {
  const { ground, plant, which } = deps;
  const { part } = injury;
  switch (injury.kind) {
    case 'cut':
      return ground.cut(injury.part);
    case 'kill': {
      if (isProcess(part)) return void process.kill(await plant.pidOf(part, which), 'SIGKILL');
      const service = ground.service(part);
      await service.kill('SIGKILL');
      await delay(injury.downMs);
      return service.start();
    }
    case 'stop': {
      const signal = await stopper(part, deps);
      await signal('SIGSTOP');
      try {
        await delay(injury.forMs);
      } finally {
        await signal('SIGCONT');
      }
    }
  }
}

/** Signals the very process that runs now. */
async function stopper(part: Part, { ground, plant, which }: InflictDeps) {
  if (!isProcess(part)) {
    return (signal: 'SIGSTOP' | 'SIGCONT') => ground.service(part).kill(signal);
  }
  const pid = await plant.pidOf(part, which);
  return (signal: 'SIGSTOP' | 'SIGCONT') => {
    process.kill(pid, signal);
    return Promise.resolve();
  };
}

function isProcess(part: Part): part is ProcessPart {
  return (PROCESS_PARTS as readonly Part[]).includes(part);
}
