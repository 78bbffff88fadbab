/** Hears that the palette is wanted, or no longer. */
type Listener = (isWanted: boolean) => void;
const listeners = new Set<Listener>();

/** What was typed since the palette was asked for, until its field has the focus. */
let typed = '';
/** Ends the keeping; null while nothing is kept. */
let keeping: AbortController | null = null;
let isLoaded = false;

/** A palette that takes longer to load is no longer waited for: whoever types by then types elsewhere. */
const KEPT_MAX_MS = 10_000;

/**
 * Opens the command palette, wherever the wish comes from. What is typed from this moment on is kept for its field, which takes a while
 * the first time: else the first letters of what is looked for would go to the page, whose keys they may be. Whoever goes elsewhere
 * meanwhile, by pointer or Tab, no longer wants it, and what they type there is theirs.
 */
export function openPalette(): void {
  if (listeners.size === 0) return;
  if (!keeping) {
    keeping = new AbortController();
    const options = { capture: true, signal: keeping.signal };
    window.addEventListener('keydown', keepTyped, options);
    window.addEventListener('pointerdown', goElsewhere, options);
    const limit = setTimeout(goElsewhere, KEPT_MAX_MS);
    keeping.signal.addEventListener('abort', () => clearTimeout(limit));
  }
  tell(true);
}

/** From here on the palette opens at once: whoever clicks then clicks in it. */
export function paletteLoaded(): void {
  isLoaded = true;
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
  keeping?.abort();
  keeping = null;
  const taken = typed;
  typed = '';
  return taken;
}

function withdraw(): void {
  takeTyped();
  tell(false);
}

/** Keys are the page's again; a palette that is still being loaded is no longer wanted. */
function goElsewhere(): void {
  if (isLoaded) takeTyped();
  else withdraw();
}

function keepTyped(event: KeyboardEvent): void {
  const { key, isComposing } = event;
  // The key of third letters counts as Ctrl and Alt on Windows.
  const isCommand = !event.getModifierState('AltGraph') && (event.ctrlKey || event.metaKey || event.altKey);
  if (isCommand || isComposing) return;
  if (key === 'Tab') {
    goElsewhere();
    return;
  }
  if (key === 'Escape') withdraw();
  else if (key === 'Backspace') typed = typed.slice(0, -1);
  else if (key.length === 1) typed += key;
  // There is nothing to open yet, and what has the focus meanwhile is not meant.
  else if (key !== 'Enter') return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

function tell(isWanted: boolean): void {
  for (const listener of listeners) listener(isWanted);
}
