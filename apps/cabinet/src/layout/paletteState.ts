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
