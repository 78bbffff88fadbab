import { lazy, Suspense, useEffect, useState } from 'react';
import { loadWords } from '../i18n/translations.js';
import { usePageKeys } from '../ui/usePageKeys.js';
import { onPaletteWish, openPalette, paletteLoaded, takeTyped } from './paletteState.js';

const Palette = lazy(async () => {
  // What it finds is named in the words of receipts.
  try {
    const [{ Palette: component }] = await Promise.all([import('./Palette.js'), loadWords()]);
    paletteLoaded();
    return { default: component };
  } catch (error) {
    // There will be no field for what is typed.
    takeTyped();
    throw error;
  }
});
const KeysHelp = lazy(async () => ({ default: (await import('./KeysHelp.js')).KeysHelp }));

/** The keys that work on every page; what they open is loaded when it is first wanted. */
export function Shortcuts() {
  const [palette, setPalette] = useState({ wasWanted: false, isOpen: false });
  const [help, setHelp] = useState({ wasWanted: false, isOpen: false });
  useEffect(() => onPaletteWish((isOpen) => setPalette({ wasWanted: true, isOpen })), []);
  usePageKeys({
    'mod+k': openPalette,
    '?': () => setHelp({ wasWanted: true, isOpen: true }),
    '/': focusFilter,
  });
  return (
    <Suspense fallback={null}>
      {palette.wasWanted && (
        <Palette isOpen={palette.isOpen} onClose={() => setPalette({ wasWanted: true, isOpen: false })} />
      )}
      {help.wasWanted && (
        <KeysHelp isOpen={help.isOpen} onClose={() => setHelp({ wasWanted: true, isOpen: false })} />
      )}
    </Suspense>
  );
}

/** A page's first filter is marked with `data-filter`. */
function focusFilter(): void {
  document.querySelector<HTMLElement>('[data-filter] input, input[data-filter]')?.focus();
}
