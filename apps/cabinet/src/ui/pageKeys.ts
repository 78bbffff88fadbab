/** A key that a page listens to: a letter or sign as it is printed on a Latin keyboard, `Escape`, or `mod+k`. */
export type PageKey = 'j' | 'k' | 'r' | '/' | '?' | 'Escape' | 'mod+k';

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** What a Russian keyboard writes with the key that is `/`, plain and with Shift. */
const RUSSIAN_SLASH: Readonly<Record<string, PageKey>> = { '.': '/', ',': '?' };

/** Floating things that take the keys for themselves: dialogs, popovers, menus, lists of choices. */
export const FLOATING = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';

/**
 * Which of a page's keys was pressed. A letter is what the layout writes; where it writes no Latin letter (Russian `о` is `j`), it is the
 * place on the keyboard.
 */
export function pageKeyOf({ key, code, ctrlKey, metaKey, altKey }: Pressed): PageKey | null {
  if (altKey) return null;
  const letter = /^[a-z]$/i.test(key) ? key.toLowerCase() : isForeign(key) ? letterAt(code) : null;
  if (ctrlKey || metaKey) return letter === 'k' ? 'mod+k' : null;
  if (key === 'Escape') return 'Escape';
  if (key === '/' || key === '?') return key;
  if (code === 'Slash') return RUSSIAN_SLASH[key] ?? null;
  return letter === 'j' || letter === 'k' || letter === 'r' ? letter : null;
}

/** Whether keys are text there, and so none of the page's. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName);
}

function isForeign(key: string): boolean {
  return /^\p{L}$/u.test(key);
}

function letterAt(code: string): string | null {
  return /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? null;
}
