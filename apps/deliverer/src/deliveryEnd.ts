import type { Attempt } from '@kassahook/contracts/attempt';
import type { Decision } from '@kassahook/domain/decide';

/** How a delivery message ended: every message ends in exactly one of these. */
export type DeliveryEnd =
  | { kind: 'attempted'; attempt: Attempt; decision: Decision }
  /** Its endpoint is busy or broken. */
  | { kind: 'parked'; delayMs: number }
  /** It waits in a queue for its turn at its webhook's rate. */
  | { kind: 'paced'; notBeforeMs: number }
  /** Its webhook wants batches: it went to the queue where they are gathered. */
  | { kind: 'sentToBatch' }
  /** The attempt was already logged: this message is a repeat. */
  | { kind: 'known'; attempt: Attempt };
