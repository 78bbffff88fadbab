import { Group, Paper, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** A surface with a line around it. */
export function Card({
  title,
  action,
  isLive = false,
  children,
}: {
  title?: string;
  /** At the right of the title. */
  action?: ReactNode;
  /** What it shows changes by itself: grey while nothing tells of that. */
  isLive?: boolean;
  children: ReactNode;
}) {
  return (
    <Paper
      data-live={isLive || undefined}
      withBorder
      p="md"
      bg="var(--surface)"
      style={{ borderColor: 'var(--line)' }}
    >
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
