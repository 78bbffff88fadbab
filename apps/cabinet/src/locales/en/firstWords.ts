import common from './common.json';
import overview from './overview.json';

/** The words of the first view: the frame and the overview. The others come with `words.ts`. */
export const firstWords = { common, overview };
