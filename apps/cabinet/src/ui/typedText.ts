/** A field whose text becomes a filter in the address when the typing rests. */
export interface TypedText {
  /** What is in the field. */
  text: string;
  /** What the address says. */
  value: string;
  /** What the field has asked the address for, and not seen there yet; the last one last. */
  asked: readonly string[];
}

/** The field before anything is typed. */
export function untyped(value: string): TypedText {
  return { text: value, value, asked: [] };
}

/**
 * The field after the address has changed. What the field itself asked for comes back late, when more may have been typed: the text stays.
 * What comes from elsewhere (a reset, going back) replaces it.
 */
export function followAddress(typed: TypedText, value: string): TypedText {
  if (value === typed.value) return typed;
  const place = typed.asked.indexOf(value);
  return place === -1 ? untyped(value) : { ...typed, value, asked: typed.asked.slice(place + 1) };
}
