/** Hears that the palette is wanted, or no longer. */
type Listener = (isWanted: boolean) => void;
const listeners = new Set<Listener>();

/** What was typed since the palette was asked for, until its field has the focus. */
let typed = '';

/**
 * Opens the command palette, wherever the wish comes from. What is typed from this moment on is kept for its field, which takes a while
 * the first time: else the first letters of what is looked for would go to the page, whose keys they may be.
 */
export function openPalette(): void {
  if (listeners.size === 0) return;
  window.addEventListener('keydown', keepTyped, { capture: true });
  tell(true);
}

/** Calls back at each wish; returns how to stop. */
export function onPaletteWish(listener: Listener): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    takeTyped();
  };
}

/** Gives what was typed since the palette was asked for, once; from here on keys are the page's and the field's again. */
export function takeTyped(): string {
  window.removeEventListener('keydown', keepTyped, { capture: true });
  const taken = typed;
  typed = '';
  return taken;
}

function keepTyped(event: KeyboardEvent): void {
  const { key, ctrlKey, metaKey, altKey, isComposing } = event;
  if (ctrlKey || metaKey || altKey || isComposing) return;
  if (key === 'Escape') {
    takeTyped();
    tell(false);
  } else if (key === 'Backspace') typed = typed.slice(0, -1);
  else if (key.length === 1) typed += key;
  // There is nothing to open yet, and what has the focus meanwhile is not meant.
  else if (key !== 'Enter') return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

function tell(isWanted: boolean): void {
  for (const listener of listeners) listener(isWanted);
}
