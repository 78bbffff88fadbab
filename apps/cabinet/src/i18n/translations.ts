import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { isLanguage, LANGUAGES, type Language } from './languages.js';

const LANGUAGE_KEY = 'kassahook-language';

/** All words of a language in one file of the bundle: a page never waits for its words after its code. */
const loaders: Readonly<Record<Language, () => Promise<{ words: Record<string, object> }>>> = {
  ru: () => import('../locales/ru/words.js'),
  en: () => import('../locales/en/words.js'),
};

/** Starts with the language that was chosen, else the browser's; it resolves when its words are there. */
export async function startTranslations(): Promise<void> {
  const language = preferredLanguage();
  const { words } = await loaders[language]();
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: words },
    ns: Object.keys(words),
    defaultNS: 'common',
    // React writes texts as texts: nothing of it becomes markup.
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  document.documentElement.lang = language;
}

/** Changes the language, now and for the next visit. */
export async function changeLanguage(language: Language): Promise<void> {
  const { words } = await loaders[language]();
  for (const [room, texts] of Object.entries(words)) i18next.addResourceBundle(language, room, texts);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  localStorage.setItem(LANGUAGE_KEY, language);
}

function preferredLanguage(): Language {
  const wishes = [localStorage.getItem(LANGUAGE_KEY), ...navigator.languages].map((wish) =>
    (wish ?? '').slice(0, 2).toLowerCase(),
  );
  return wishes.find(isLanguage) ?? LANGUAGES[0];
}
