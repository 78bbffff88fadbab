type Listener = () => void;
const listeners = new Set<Listener>();

/** Opens the command palette, wherever the wish comes from. */
export function openPalette(): void {
  for (const listener of listeners) listener();
}

/** Calls back at each wish; returns how to stop. */
export function onPaletteWish(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What was typed while the palette was being loaded. */
let typed = '';

/** Notes a key that was meant for the palette; false when it is none of typing. */
export function noteTyped({ key, ctrlKey, metaKey, altKey, isComposing }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey || isComposing) return false;
  if (key === 'Backspace') typed = typed.slice(0, -1);
  else if (key.length === 1) typed += key;
  else return false;
  return true;
}

/** Gives what was typed, once. */
export function takeTyped(): string {
  const taken = typed;
  typed = '';
  return taken;
}
