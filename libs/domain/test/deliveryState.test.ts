import { describe, expect, it } from '@jest/globals';
import { deliveryStateOf, type StateOfAttempt } from '../src/deliveryState.js';

type State = StateOfAttempt['state'];
const scheduled = (attempt: number, state: State): StateOfAttempt => ({
  attempt,
  trigger: 'schedule',
  state,
});
const manual = (attempt: number, state: State): StateOfAttempt => ({ attempt, trigger: 'manual', state });

const table: readonly [story: string, attempts: readonly StateOfAttempt[], state: State][] = [
  ['no attempt was made yet', [], 'waiting'],
  ['the first attempt was acknowledged', [scheduled(1, 'delivered')], 'delivered'],
  ['the first attempt failed', [scheduled(1, 'waiting')], 'waiting'],
  ['a later attempt was acknowledged', [scheduled(1, 'waiting'), scheduled(2, 'delivered')], 'delivered'],
  [
    'the last rung failed',
    [1, 2, 3, 4].map((n) => scheduled(n, 'waiting')).concat(scheduled(5, 'dead')),
    'dead',
  ],
  ['the webhook was switched off', [scheduled(1, 'waiting'), scheduled(2, 'cancelled')], 'cancelled'],
  ['the receiver said 410', [scheduled(1, 'dead')], 'dead'],
  ['a resend failed while the schedule goes on', [scheduled(1, 'waiting'), manual(2, 'dead')], 'waiting'],
  [
    'a resend was acknowledged while the schedule goes on',
    [scheduled(1, 'waiting'), manual(2, 'delivered')],
    'delivered',
  ],
  [
    'the schedule failed after a resend was acknowledged',
    [scheduled(1, 'waiting'), manual(2, 'delivered'), scheduled(3, 'dead')],
    'delivered',
  ],
  [
    'the schedule’s number repeats that of a failed resend',
    [scheduled(1, 'waiting'), manual(2, 'dead'), scheduled(2, 'waiting')],
    'waiting',
  ],
  ['a dead delivery was resent in vain', [scheduled(5, 'dead'), manual(6, 'dead')], 'dead'],
  ['a dead delivery was resent with success', [scheduled(5, 'dead'), manual(6, 'delivered')], 'delivered'],
  [
    'a dead delivery was resent to a webhook that was off',
    [scheduled(5, 'dead'), manual(6, 'cancelled')],
    'dead',
  ],
  ['it was resent in vain before its first attempt', [manual(1, 'dead')], 'waiting'],
  ['it was resent in vain twice before its first attempt', [manual(1, 'dead'), manual(2, 'dead')], 'waiting'],
  ['it was resent before its first attempt, with success', [manual(1, 'delivered')], 'delivered'],
  [
    'it was resent in vain before its first attempt, which failed too',
    [manual(1, 'dead'), scheduled(1, 'waiting')],
    'waiting',
  ],
  ['only resends are left in the log', [manual(6, 'dead'), manual(7, 'cancelled')], 'cancelled'],
];

describe('deliveryStateOf', () => {
  it.each(table)('when %s, then the state follows', (_story, attempts, state) => {
    expect(deliveryStateOf(attempts)).toBe(state);
  });

  it.each(table)(
    'when %s and the log comes backwards, then the state is the same',
    (_story, attempts, state) => {
      expect(deliveryStateOf([...attempts].reverse())).toBe(state);
    },
  );
});
