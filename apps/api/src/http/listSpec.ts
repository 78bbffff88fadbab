import type { AnswerSpec } from './operationSpec.js';

/** What every description of an endpoint says in the same words. */

/** The header of a list that tells how many items the whole has. */
export const TOTAL_HEADER = { 'X-Total-Count': 'how many items the whole list has' } as const;
/** The header of a page that is not the last one. */
export const NEXT_HEADER = {
  'X-Next-Before': 'the value of `before` that gives the next page; absent on the last one',
} as const;

export const NO_CONTENT: AnswerSpec = { description: 'Gone.' };
