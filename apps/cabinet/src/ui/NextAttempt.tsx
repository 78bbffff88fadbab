import { Text } from '@mantine/core';
import { plannedAt } from './plannedAt.js';
import { TimeText } from './TimeText.js';
import { useNow } from './useNow.js';

interface NextAttemptProps {
  delivery: Parameters<typeof plannedAt>[0];
  /** Said before the time, where it does not stand under a state. */
  word?: string;
}

/** When a delivery is tried again; nothing when it is not, and once that is due. */
export function NextAttempt({ delivery, word }: NextAttemptProps) {
  const at = plannedAt(delivery, useNow());
  if (at === null) return null;
  return (
    <Text span size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
      {word} <TimeText iso={at} />
    </Text>
  );
}
