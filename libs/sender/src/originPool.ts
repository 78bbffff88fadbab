import { Lane } from './lane.js';
import type { ConnectTarget, GuardedConnector } from './guardedConnector.js';

/** Somebody who wants to use a lane for one request. */
export interface LaneClaim {
  /** Gave up waiting meanwhile. */
  readonly isSettled: boolean;
  start(lane: Lane): void;
}

export interface OriginPoolOptions {
  origin: string;
  target: ConnectTarget;
  connector: GuardedConnector;
  maxSockets: number;
  /** Every lane of the sender that is not closed yet, this pool's among them. */
  openLanes: Set<Lane>;
  /** The last lane is gone and nobody waits: the pool can be forgotten. */
  onEmpty(): void;
}

/**
 * The connections to one origin. The one used last is used first, so that the surplus of a burst falls idle and closes itself.
 * Past `maxSockets` requests wait in line, at the cost of their own deadline: the limit is a backstop for the machine; how much
 * one endpoint gets at a time is decided before the sender.
 */
export class OriginPool {
  readonly #options: OriginPoolOptions;
  readonly #idle: Lane[] = [];
  readonly #waiting: LaneClaim[] = [];
  #laneCount = 0;
  #isRetired = false;

  constructor(options: OriginPoolOptions) {
    this.#options = options;
  }

  /** Starts the claim on an idle lane, a new one, or later. */
  take(claim: LaneClaim): void {
    const idle = this.#idle.pop();
    if (idle) {
      idle.isIdle = false;
      claim.start(idle);
    } else if (this.#laneCount < this.#options.maxSockets) {
      claim.start(this.#open());
    } else {
      this.#waiting.push(claim);
    }
  }

  /** After a whole answer: the lane serves the next claim, or waits for one. */
  give(lane: Lane): void {
    const next = this.#nextClaim();
    if (next) return next.start(lane);
    if (this.#isRetired) return this.#drop(lane);
    lane.isIdle = true;
    this.#idle.push(lane);
  }

  /** After a failure: the lane is closed, and its place is free. */
  discard(lane: Lane): void {
    const next = this.#nextClaim();
    if (next) this.replace(lane, next);
    else this.#drop(lane);
  }

  /** Closes the lane and starts the claim on a fresh connection in its place. */
  replace(lane: Lane, claim: LaneClaim): void {
    this.#close(lane);
    claim.start(this.#open());
  }

  /** Closes what is idle now, and the rest as it comes back. */
  retire(): void {
    this.#isRetired = true;
    for (const lane of this.#idle.splice(0)) this.#drop(lane);
  }

  #nextClaim(): LaneClaim | undefined {
    let claim = this.#waiting.shift();
    while (claim?.isSettled) claim = this.#waiting.shift();
    return claim;
  }

  #open(): Lane {
    const { origin, target, connector, openLanes } = this.#options;
    const lane = new Lane({ origin, target, connector, onDisconnect: (gone) => this.#onDisconnect(gone) });
    this.#laneCount++;
    openLanes.add(lane);
    return lane;
  }

  /** A lane in use is left alone: its request is told by undici, or undici opens the next connection for it. */
  #onDisconnect(lane: Lane): void {
    if (!lane.isIdle) return;
    lane.isIdle = false;
    this.#idle.splice(this.#idle.indexOf(lane), 1);
    this.#drop(lane);
  }

  #drop(lane: Lane): void {
    this.#close(lane);
    if (this.#laneCount === 0) this.#options.onEmpty();
  }

  #close(lane: Lane): void {
    this.#laneCount--;
    const { openLanes } = this.#options;
    void lane.destroy().then(() => openLanes.delete(lane));
  }
}
