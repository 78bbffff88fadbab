import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { isLanguage, LANGUAGES, type Language } from './languages.js';

const LANGUAGE_KEY = 'kassahook-language';

type Rooms = Readonly<Record<string, object>>;

/** What the first view needs is loaded before it; the rest comes with the first page that needs it. */
const firstRooms: Readonly<Record<Language, () => Promise<Rooms>>> = {
  ru: async () => (await import('../locales/ru/firstWords.js')).firstWords,
  en: async () => (await import('../locales/en/firstWords.js')).firstWords,
};
const allRooms: Readonly<Record<Language, () => Promise<Rooms>>> = {
  ru: async () => (await import('../locales/ru/words.js')).words,
  en: async () => (await import('../locales/en/words.js')).words,
};

/** Starts with the language that was chosen, else the browser's; it resolves when the words of the first view are there. */
export async function startTranslations(): Promise<void> {
  const language = preferredLanguage();
  const rooms = await firstRooms[language]();
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: rooms },
    ns: Object.keys(rooms),
    defaultNS: 'common',
    // React writes texts as texts: nothing of it becomes markup.
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  document.documentElement.lang = language;
}

/** Resolves when every word of the page's language is there. */
export async function loadWords(): Promise<void> {
  await addRooms(currentLanguage());
}

/** Changes the language, now and for the next visit. */
export async function changeLanguage(language: Language): Promise<void> {
  await addRooms(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  localStorage.setItem(LANGUAGE_KEY, language);
}

async function addRooms(language: Language): Promise<void> {
  const rooms = await allRooms[language]();
  for (const [room, texts] of Object.entries(rooms)) {
    if (!i18next.hasResourceBundle(language, room)) i18next.addResourceBundle(language, room, texts);
  }
}

function currentLanguage(): Language {
  return isLanguage(i18next.language) ? i18next.language : LANGUAGES[0];
}

function preferredLanguage(): Language {
  const wishes = [localStorage.getItem(LANGUAGE_KEY), ...navigator.languages].map((wish) =>
    (wish ?? '').slice(0, 2).toLowerCase(),
  );
  return wishes.find(isLanguage) ?? LANGUAGES[0];
}
