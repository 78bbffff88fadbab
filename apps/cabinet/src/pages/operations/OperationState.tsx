import { StateBadge } from '../../ui/StateBadge.js';
import { STATE_LOOKS, useOperationWords, type OperationStatus } from './operation.js';

/** How far an operation is: dot and word. */
export function OperationState({ status }: { status: OperationStatus }) {
  const { states } = useOperationWords();
  return <StateBadge state={STATE_LOOKS[status]} word={states[status]} />;
}
