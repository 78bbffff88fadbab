import { Box, Group, Text } from '@mantine/core';
import { useMemo } from 'react';
import * as json from 'sugar-high/lang/json';
import { CodeText } from './CodeText.js';
import { CopyButton } from './CopyButton.js';
import classes from './JsonView.module.css';

/** Beyond this a text is shown without colours: a page of a megabyte must not stop the browser. */
const COLOURED_MAX = 60_000;

/** A text of a request or an answer: indented and coloured when it is JSON, as it is when it is not. Never as HTML. */
export function JsonView({ text, label }: { text: string; label: string }) {
  const pretty = useMemo(() => prettyJson(text), [text]);
  const shown = pretty ?? text;
  return (
    <Box className={classes.box}>
      <Group justify="space-between" className={classes.head ?? ''}>
        <Text size="xs" c="dimmed">
          {label}
        </Text>
        <CopyButton text={text} />
      </Group>
      <pre className={classes.text} tabIndex={0} aria-label={label}>
        {pretty !== null && shown.length <= COLOURED_MAX ? <CodeText code={shown} syntax={json} /> : shown}
      </pre>
    </Box>
  );
}

function prettyJson(text: string): string | null {
  try {
    return JSON.stringify(JSON.parse(text) as unknown, null, 2);
  } catch {
    return null;
  }
}
