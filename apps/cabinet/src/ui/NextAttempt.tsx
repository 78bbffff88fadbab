import { Text } from '@mantine/core';
import { TimeText } from './TimeText.js';
import { useNow } from './useNow.js';

interface NextAttemptProps {
  delivery: { state: string; nextAttemptAt: string | null };
  /** Said before the time, where it does not stand under a state. */
  word?: string;
}

/** When a delivery is tried again; nothing when it is not, and once that is due. */
export function NextAttempt({ delivery: { state, nextAttemptAt }, word }: NextAttemptProps) {
  const nowMs = useNow();
  // After a resend that was delivered the schedule still has a time, but nobody waits for it.
  if (state !== 'waiting' || nextAttemptAt === null || Date.parse(nextAttemptAt) <= nowMs) return null;
  return (
    <Text span size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
      {word} <TimeText iso={nextAttemptAt} />
    </Text>
  );
}
