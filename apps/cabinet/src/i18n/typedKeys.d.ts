import 'i18next';
import type { words } from '../locales/ru/words.js';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    /** A key that Russian lacks does not compile; what English lacks, and what nobody says, fails in `npm run check`. */
    resources: typeof words;
    returnNull: false;
  }
}
