import { Anchor, createTheme, type MantineColorsTuple } from '@mantine/core';
import type { MouseEvent } from 'react';

/** Neutral slate: text, borders and surfaces of both schemes. */
const slate: MantineColorsTuple = [
  '#f8fafc',
  '#f1f5f9',
  '#e2e8f0',
  '#cbd5e1',
  '#94a3b8',
  '#64748b',
  '#475569',
  '#334155',
  '#1e293b',
  '#0f172a',
];
/** The one accent: its 600 on light, its 400 on dark. */
const indigo: MantineColorsTuple = [
  '#eef2ff',
  '#e0e7ff',
  '#c7d2fe',
  '#a5b4fc',
  '#818cf8',
  '#6366f1',
  '#4f46e5',
  '#4338ca',
  '#3730a3',
  '#312e81',
];
/** Mantine reads surfaces of the dark scheme here: 0 is text, 7 the page, 6 a card. */
const dark: MantineColorsTuple = [
  '#e2e8f0',
  '#cbd5e1',
  '#a3b1c6',
  '#64748b',
  '#334155',
  '#283548',
  '#1a2438',
  '#0f172a',
  '#0b1120',
  '#070b16',
];

export const theme = createTheme({
  primaryColor: 'indigo',
  // Buttons have white words in both schemes; links and marks of the dark one are indigo 400, which Mantine takes by itself.
  primaryShade: 6,
  colors: { indigo, gray: slate, dark },
  defaultRadius: 8,
  fontFamily: '"Inter Variable", system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
  fontSizes: { xs: '13px', sm: '14px', md: '16px', lg: '20px', xl: '28px' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '28px', lineHeight: '1.25' },
      h2: { fontSize: '20px', lineHeight: '1.3' },
      h3: { fontSize: '16px', lineHeight: '1.4' },
    },
  },
  // A link within a sentence must not be told by its colour alone; one that stands by itself may say `hover`.
  components: {
    Anchor: Anchor.extend({ defaultProps: { underline: 'always' } }),
    // Plain objects: Mantine's types of defaults know none of these, which its components pass on.
    Button: { defaultProps: { onMouseDown: keepFocusOfForm } },
    // Mantine's is a `header`, which beside the page's own would be a second banner to a screen reader.
    ModalHeader: { defaultProps: { role: 'none' } },
    ModalTitle: { defaultProps: { fw: 600 } },
    // The list of what the search found scrolls; keys alone must be able to do that.
    SpotlightActionsList: { defaultProps: { viewportProps: { tabIndex: 0 } } },
  },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
});

/**
 * A press on a form's button leaves the focus where it is until the click. Otherwise the field would be judged between the two, its error
 * would push the button from under the pointer, and the click would be lost.
 */
function keepFocusOfForm(event: MouseEvent<HTMLButtonElement>): void {
  if (event.currentTarget.type === 'submit') event.preventDefault();
}
