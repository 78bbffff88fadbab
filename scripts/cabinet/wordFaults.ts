/** The words of one language, by room: nested objects with texts at their ends. */
export type Words = Readonly<Record<string, unknown>>;

export interface WordSources {
  /** Of each language, by its name. */
  languages: Readonly<Record<string, Words>>;
  /** The cabinet's code, as texts. */
  sources: readonly string[];
}

const PLURAL = /_(zero|one|two|few|many|other)$/;
const PLACEHOLDER = /\{\{\s*(\w+)[^}]*\}\}/g;

/**
 * What is wrong with the cabinet's words: a key that a language lacks, a plural form that its grammar needs, a placeholder that only one
 * language has, an empty text, and a key that no code names. Keys that code names and no language has do not compile.
 */
export function wordFaults({ languages, sources }: WordSources): string[] {
  const tables = Object.entries(languages).map(([language, words]) => ({ language, texts: flatten(words) }));
  const keys = new Set(
    tables.flatMap(({ texts }) => [...texts.keys()].map((key) => key.replace(PLURAL, ''))),
  );
  const code = sources.join('\n');
  const faults: string[] = [];
  for (const key of keys) {
    for (const { language, texts } of tables) faults.push(...faultsOf({ key, language, texts }));
    const holders = tables.map(({ texts }) => placeholdersOf(key, texts));
    if (new Set(holders).size > 1) faults.push(`${key}: the placeholders differ: ${holders.join(' / ')}`);
    if (!isNamed(key, code)) faults.push(`${key}: nothing says it`);
  }
  return faults;
}

interface KeyOfLanguage {
  key: string;
  language: string;
  texts: ReadonlyMap<string, string>;
}

function faultsOf({ key, language, texts }: KeyOfLanguage): string[] {
  const forms = [...texts.keys()].filter((name) => name.replace(PLURAL, '') === key);
  if (forms.length === 0) return [`${key}: missing in ${language}`];
  const empty = forms
    .filter((form) => texts.get(form)?.trim() === '')
    .map((form) => `${form}: empty in ${language}`);
  if (forms.includes(key)) return empty;
  const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const missing = needed.filter((category) => !texts.has(`${key}_${category}`));
  const spare = forms.filter((form) => !needed.some((category) => form === `${key}_${category}`));
  return [
    ...empty,
    ...missing.map((category) => `${key}_${category}: missing in ${language}`),
    ...spare.map((form) => `${form}: ${language} has no such form`),
  ];
}

/** The placeholders of a key's texts; `count` may be left out of a form ("one receipt"). */
function placeholdersOf(key: string, texts: ReadonlyMap<string, string>): string {
  const names = [...texts]
    .filter(([name]) => name.replace(PLURAL, '') === key)
    .flatMap(([, text]) => [...text.matchAll(PLACEHOLDER)].map((match) => match[1] ?? ''));
  return [...new Set(names)]
    .filter((name) => name !== 'count')
    .sort()
    .join(',');
}

/** `room:group.key` is named as that, or without its room where the code chose the room. */
function isNamed(key: string, code: string): boolean {
  const [, bare = ''] = key.split(':');
  return [key, bare].some((name) =>
    [`'${name}'`, `"${name}"`, `\`${name}\``].some((text) => code.includes(text)),
  );
}

/** `{room: {group: {key: text}}}` as `room:group.key` → text. */
function flatten(words: Words): Map<string, string> {
  const texts = new Map<string, string>();
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'string') texts.set(path, value);
    else for (const [name, inner] of Object.entries(value as Words)) walk(inner, `${path}.${name}`);
  };
  for (const [room, content] of Object.entries(words)) {
    for (const [name, value] of Object.entries(content as Words)) walk(value, `${room}:${name}`);
  }
  return texts;
}
