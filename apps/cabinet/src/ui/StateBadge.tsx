import type { ParseKeys } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './StateBadge.module.css';

/** The states that people see; one colour, one shape and one word each, everywhere. */
const SHOWN_STATES = ['delivered', 'waiting', 'retrying', 'dead', 'cancelled'] as const;
export type ShownState = (typeof SHOWN_STATES)[number];

/** The word of each state, for where a badge has no room. */
export const STATE_WORDS: Readonly<Record<ShownState, ParseKeys>> = {
  delivered: 'states.delivered',
  waiting: 'states.waiting',
  retrying: 'states.retrying',
  dead: 'states.dead',
  cancelled: 'states.cancelled',
};

/** What people call a delivery's state: one that waits after a failure is being retried. */
export function shownStateOf({ state, attempts }: { state: string; attempts: number }): ShownState {
  if (state === 'waiting') return attempts > 0 ? 'retrying' : 'waiting';
  return (SHOWN_STATES as readonly string[]).includes(state) ? (state as ShownState) : 'waiting';
}

/** A state: dot and word. @param word instead of the state's own @param isSentence the word is one, and takes the lines that it needs */
export function StateBadge({
  state,
  word,
  isSentence = false,
}: {
  state: ShownState;
  word?: ReactNode;
  isSentence?: boolean;
}) {
  const { t } = useTranslation();
  return (
    <span className={classes.state} data-state={state} data-sentence={isSentence || undefined}>
      <span className={classes.dot} aria-hidden />
      {word ?? t(STATE_WORDS[state])}
    </span>
  );
}
