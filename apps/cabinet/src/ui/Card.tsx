import { Group, Paper, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** A surface with a line around it. */
export function Card({
  title,
  action,
  children,
}: {
  title?: string;
  /** At the right of the title. */
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Paper withBorder p="md" bg="var(--surface)" style={{ borderColor: 'var(--line)' }}>
      {title !== undefined && (
        <Group justify="space-between" mb="sm" wrap="nowrap">
          <Title order={2} size="h3">
            {title}
          </Title>
          {action}
        </Group>
      )}
      {children}
    </Paper>
  );
}
