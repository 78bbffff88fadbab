import { ACTIONS, ENTITY_FLAGS, type Action, type EntityFlag } from '@kassahook/domain/eventType';

/** An entity that a webhook hears, with the actions; null when it hears all three. */
export interface EventChip {
  flag: EntityFlag;
  actions: readonly Action[] | null;
}

/** What a webhook hears, in few words: everything, or entity by entity. */
export function eventChips(events: Readonly<Record<EntityFlag, readonly Action[]>>): 'all' | EventChip[] {
  const chips = ENTITY_FLAGS.filter((flag) => events[flag].length > 0).map((flag) => ({
    flag,
    actions: events[flag].length === ACTIONS.length ? null : events[flag],
  }));
  const isAll = chips.length === ENTITY_FLAGS.length && chips.every(({ actions }) => actions === null);
  return isAll ? 'all' : chips;
}
