import { Group, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';

interface PageProps {
  title: string;
  /** One line under the title. */
  hint?: ReactNode;
  /** The page's one primary action, at the right. */
  action?: ReactNode;
  /** In one row under the title. */
  filters?: ReactNode;
  /** When what is shown was last true. */
  asOf?: ReactNode;
  children?: ReactNode;
}

/** A page: title and its one action, filters in a row, content. */
export function Page({ title, hint, action, filters, asOf, children }: PageProps) {
  useDocumentTitle(`${title} · kassahook`);
  return (
    <Stack gap="lg">
      <Stack gap={4}>
        <Group justify="space-between" align="center" gap="sm">
          <Title order={1} style={{ overflowWrap: 'anywhere' }}>
            {title}
          </Title>
          {action}
        </Group>
        {hint !== undefined && (
          <Text size="sm" c="dimmed">
            {hint}
          </Text>
        )}
      </Stack>
      {(filters !== undefined || asOf !== undefined) && (
        <Group gap="sm" align="flex-end" justify="space-between">
          {filters !== undefined && (
            <Group gap="sm" align="flex-end" role="search" data-filter>
              {filters}
            </Group>
          )}
          {asOf}
        </Group>
      )}
      {children}
    </Stack>
  );
}
