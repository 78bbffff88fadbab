import { Group, Title } from '@mantine/core';
import { useDocumentTitle, useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { NARROW } from './ListDetail.js';

/** The title of what is open in a `ListDetail`: on a narrow screen it is the page's. @param children beside the title */
export function DetailHead({ title, children }: { title: string; children?: ReactNode }) {
  const isNarrow = useMediaQuery(NARROW, undefined, { getInitialValueInEffect: false });
  return (
    <>
      {isNarrow && <PageTitle title={title} />}
      {/* The cross that closes is at the right. */}
      <Group gap="sm" pr={36} mb="md" mih={28}>
        <Title order={isNarrow ? 1 : 2} size="h2" style={{ overflowWrap: 'anywhere' }}>
          {title}
        </Title>
        {children}
      </Group>
    </>
  );
}

function PageTitle({ title }: { title: string }) {
  useDocumentTitle(`${title} · kassahook`);
  return null;
}
