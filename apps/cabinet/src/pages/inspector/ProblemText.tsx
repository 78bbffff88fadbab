import { Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** What went wrong, in place. */
export function ProblemText({ children }: { children: ReactNode }) {
  return (
    <Text size="sm" role="alert" c="var(--state-dead)">
      {children}
    </Text>
  );
}
