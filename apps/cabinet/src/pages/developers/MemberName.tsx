import { Text } from '@mantine/core';

/** Whose something is; a long name takes more than one line. */
export function MemberName({ name }: { name: string }) {
  return (
    <Text span inherit style={{ overflowWrap: 'anywhere' }}>
      {name}
    </Text>
  );
}
