import { ACTIONS, ENTITY_TYPES } from '@kassahook/domain/eventType';
import type { operations } from '@kassahook/client';
import { anyText, oneOf as isOneOf, type FilterChecks } from '../../ui/filterChecks.js';

export type DeliveryQuery = NonNullable<operations['listDeliveries']['parameters']['query']>;

/** The filters of the browser, as the address has them; `from` and `to` are days of the browser's zone, both included. */
export const FILTER_NAMES = [
  'webhook',
  'state',
  'type',
  'action',
  'entity',
  'event',
  'from',
  'to',
  'status',
] as const;
export type FilterName = (typeof FILTER_NAMES)[number];
export type FilterValues = Readonly<Record<FilterName, string>>;

export const STATES = ['delivered', 'waiting', 'dead', 'cancelled'] as const;
export const STATUS_CLASSES = ['2xx', '3xx', '4xx', '5xx', 'none'] as const;

const DAY = /^\d{4}-\d\d-\d\d$/;
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** The id of an event is typed: one that is none finds nothing. */
export const DELIVERY_FILTERS: FilterChecks<FilterName> = {
  webhook: (text) => UUID.test(text),
  state: isOneOf(STATES),
  type: isOneOf(ENTITY_TYPES),
  action: isOneOf(ACTIONS),
  entity: anyText,
  event: anyText,
  from: isDay,
  to: isDay,
  status: isOneOf(STATUS_CLASSES),
};

/**
 * The API's query for what the address says. What it says wrongly (an address can be typed) is left out, but an event's id that is none
 * finds nothing: `null`.
 */
export function deliveryQueryOf(values: FilterValues): DeliveryQuery | null {
  const { webhook, entity, event } = values;
  if (event !== '' && !UUID.test(event.trim())) return null;
  const state = oneOf(STATES, values.state);
  const type = oneOf(ENTITY_TYPES, values.type);
  const action = oneOf(ACTIONS, values.action);
  const statusClass = oneOf(STATUS_CLASSES, values.status);
  const from = startOfDay(values.from, 0);
  const to = startOfDay(values.to, 1);
  return {
    ...(UUID.test(webhook) && { webhookId: webhook }),
    ...(state && { state }),
    ...(type && { type }),
    ...(action && { action }),
    ...(entity.trim() !== '' && { entityId: entity.trim().slice(0, 64) }),
    ...(event !== '' && { eventId: event.trim() }),
    ...(from && { from }),
    ...(to && { to }),
    ...(statusClass && { statusClass }),
  };
}

function isDay(text: string): boolean {
  return startOfDay(text, 0) !== null;
}

/** Midnight of the browser's zone, so many days later; a day that is 23 or 25 hours long counts as one. */
function startOfDay(day: string, daysLater: number): string | null {
  if (!DAY.test(day)) return null;
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const instant = new Date(year, month - 1, date + daysLater);
  return Number.isNaN(instant.getTime()) ? null : instant.toISOString();
}

function oneOf<Value extends string>(values: readonly Value[], text: string): Value | undefined {
  return values.find((value) => value === text);
}
