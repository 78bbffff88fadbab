import type { EntityType } from './eventType.js';
import { compileFilter, type Filter, type FilterOptions } from './filter.js';

/** What of an event's content a webhook wants to hear; all that are given must hold. */
export interface ContentRules {
  filter?: Filter | undefined;
  /** Only events of these registers. */
  deviceIds?: readonly number[] | undefined;
  /** Only events of these shops. */
  shopIds?: readonly number[] | undefined;
}

/** The register that an entity is about, and its shop. */
export interface EntityRegister {
  deviceId: number;
  shopId?: number | undefined;
}

/** An event → does the webhook hear it? `data` is the entity, parsed; `register` is what it does not show of its register. */
export type ContentTest = (type: EntityType, data: unknown, register?: EntityRegister) => boolean;

/** Does the webhook ask for content at all? Most do not, and their events need not be parsed. */
export function hasContentRules({ filter, deviceIds, shopIds }: ContentRules): boolean {
  return filter !== undefined || deviceIds !== undefined || shopIds !== undefined;
}

/**
 * Compiles the rules. `deviceIds` and `shopIds` are short for a filter on `deviceId` and `shopId`; a DEVICE event is about the register
 * with its `id`, of the shop `groupId`; an operation is about the register that it waits for, though it does not show it. An event that is
 * about no register (PRODUCT) or no shop (also DEVICE_REGISTRATION) is not heard by a webhook that asks for some.
 * A filter that cannot be read, because a later version wrote it, holds nothing back: rather too much than too little.
 */
export function compileContentRules(
  { filter, deviceIds, shopIds }: ContentRules,
  options: FilterOptions = {},
): ContentTest {
  const devices = deviceIds && new Set<unknown>(deviceIds);
  const shops = shopIds && new Set<unknown>(shopIds);
  const test = filter && readable(filter, options);
  return (type, data, register) =>
    (!devices || devices.has(register?.deviceId ?? fieldOf(data, type === 'DEVICE' ? 'id' : 'deviceId'))) &&
    (!shops || shops.has(register?.shopId ?? fieldOf(data, type === 'DEVICE' ? 'groupId' : 'shopId'))) &&
    (!test || test(data));
}

function readable(filter: Filter, options: FilterOptions) {
  try {
    return compileFilter(filter, options);
  } catch {
    return undefined;
  }
}

function fieldOf(data: unknown, name: string): unknown {
  return typeof data === 'object' && data !== null ? (data as Record<string, unknown>)[name] : undefined;
}
