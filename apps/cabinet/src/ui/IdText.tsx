import { Group, Text, Tooltip } from '@mantine/core';
import { CopyButton } from './CopyButton.js';

const WHOLE_MAX = 14;
const [HEAD, TAIL] = [6, 5];

/** An id: monospace, cut in the middle, with a button that copies all of it. */
export function IdText({ id }: { id: string }) {
  const shown = id.length <= WHOLE_MAX ? id : `${id.slice(0, HEAD)}…${id.slice(-TAIL)}`;
  return (
    <Group gap={2} wrap="nowrap" display="inline-flex">
      <Tooltip label={id} disabled={shown === id}>
        <Text component="span" size="xs" ff="monospace">
          {shown}
        </Text>
      </Tooltip>
      <CopyButton text={id} />
    </Group>
  );
}
