import common from './common.json';

/** Every word of the cabinet in English, by the room that says it. */
export const words = { common };
