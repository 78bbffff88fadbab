import type { SetAside } from '@kassahook/domain/parking';

/** What a request says of its endpoint; `unknown` when it was our own fault and says nothing. */
export type EndpointOutcome = 'succeeded' | 'failed' | 'unknown';

/** May a request go to its endpoint now, or is it set aside? `done` is due as soon as the request is over. */
export type Admitted = { kind: 'go'; done: (outcome: EndpointOutcome) => void } | SetAside;
