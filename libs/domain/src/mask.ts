import {
  ACTIONS,
  ENTITY_FLAGS,
  ENTITY_TYPES,
  type Action,
  type EntityFlag,
  type EntityType,
} from './eventType.js';

/** An entity's flags as the API shows them: true when the webhook hears all three actions of the entity. */
export type EventTypes = Record<EntityFlag, boolean>;
/** The actions of each entity that a webhook hears. */
export type EventActions = Record<EntityFlag, Action[]>;

const ACTIONS_PER_ENTITY = ACTIONS.length;
const ALL_ACTIONS = (1 << ACTIONS_PER_ENTITY) - 1;

/** All 21 bits: 7 entities × 3 actions. Fits a signed 32-bit integer, which is what Postgres int4 and JS bit operators are. */
export const MASK_ALL = (1 << (ENTITY_TYPES.length * ACTIONS_PER_ENTITY)) - 1;

/** The one bit of (entity, action). */
export function eventBit(type: EntityType, action: Action): number {
  return 1 << (ENTITY_TYPES.indexOf(type) * ACTIONS_PER_ENTITY + ACTIONS.indexOf(action));
}

/** True when a webhook with this mask hears the event. */
export function maskMatches(mask: number, type: EntityType, action: Action): boolean {
  return (mask & eventBit(type, action)) !== 0;
}

/** True for a whole number that has no bit outside the 21 known ones. */
export function isMask(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= MASK_ALL;
}

/** The flags of a mask. A flag is true only when all three actions are set; `maskToActions` shows the rest. */
export function maskToTypes(mask: number): EventTypes {
  return fromFlags((shift) => ((mask >> shift) & ALL_ACTIONS) === ALL_ACTIONS);
}

/** The actions of each entity in a mask; loses nothing. */
export function maskToActions(mask: number): EventActions {
  return fromFlags((shift) => ACTIONS.filter((_, action) => (mask & (1 << (shift + action))) !== 0));
}

/**
 * The mask after setting flags: true sets the entity's three bits, false clears them, absent leaves them as they are.
 * @param types flags to set; may be partial
 * @param base the mask before, 0 for a new webhook
 */
export function maskWithTypes(types: Partial<Record<EntityFlag, boolean | undefined>>, base = 0): number {
  return eachFlag(base, (flag, bits) => {
    const wanted = types[flag];
    return wanted === undefined ? undefined : wanted ? bits : 0;
  });
}

/**
 * The mask after setting actions: an entity that is given hears exactly the listed actions, an absent one is left as it is.
 * @param actions per entity a list of actions; may be partial
 * @param base the mask before, 0 for a new webhook
 */
export function maskWithActions(
  actions: Partial<Record<EntityFlag, readonly Action[] | undefined>>,
  base = 0,
): number {
  return eachFlag(base, (flag, _bits, shift) =>
    actions[flag]?.reduce((bits, action) => bits | (1 << (shift + ACTIONS.indexOf(action))), 0),
  );
}

function fromFlags<T>(read: (shift: number) => T): Record<EntityFlag, T> {
  return Object.fromEntries(
    ENTITY_FLAGS.map((flag, entity) => [flag, read(entity * ACTIONS_PER_ENTITY)]),
  ) as Record<EntityFlag, T>;
}

function eachFlag(
  base: number,
  choose: (flag: EntityFlag, bits: number, shift: number) => number | undefined,
): number {
  return ENTITY_FLAGS.reduce((mask, flag, entity) => {
    const shift = entity * ACTIONS_PER_ENTITY;
    const bits = ALL_ACTIONS << shift;
    const chosen = choose(flag, bits, shift);
    return chosen === undefined ? mask : (mask & ~bits) | chosen;
  }, base);
}
