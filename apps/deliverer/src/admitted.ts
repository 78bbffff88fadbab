import type { SetAside } from '@kassahook/domain/parking';

/** What a request says of its endpoint; `unknown` when it was our own fault and says nothing. */
export type EndpointOutcome = 'succeeded' | 'failed' | 'unknown';

/** A request that goes to its endpoint now. `done` is due as soon as it is over. */
export interface Going {
  kind: 'go';
  done: (outcome: EndpointOutcome) => void;
}

/** May a request go to its endpoint now, or is it set aside? */
export type Admitted = Going | SetAside;
