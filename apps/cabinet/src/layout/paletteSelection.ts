import type { SpotlightStore } from '@mantine/spotlight';

/** How the library marks the place that Enter opens. */
const MARK = 'data-selected';

/**
 * After more has been found: the first of what is listed is chosen, or what the arrows have chosen stays, wherever in the list it is now.
 * The library chooses when the text changes and not when answers come.
 */
export function keepSelection(store: SpotlightStore, isChosen: boolean): void {
  const actions = actionsOf(store);
  const chosen = actions.findIndex((action) => action.hasAttribute(MARK));
  const selected = isChosen && chosen !== -1 ? chosen : 0;
  actions.forEach((action, place) => action.toggleAttribute(MARK, place === selected));
  if (selected !== chosen) actions[selected]?.scrollIntoView({ block: 'nearest' });
  store.updateState((state) => ({ ...state, selected }));
}

/** As Enter does. */
export function openSelection(store: SpotlightStore): void {
  actionsOf(store)
    .find((action) => action.hasAttribute(MARK))
    ?.click();
}

function actionsOf(store: SpotlightStore): HTMLElement[] {
  const list = document.getElementById(store.getState().listId);
  return [...(list?.querySelectorAll<HTMLElement>('[data-action]') ?? [])];
}
