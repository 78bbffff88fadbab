import { z } from 'zod';
import { ACTIONS, ENTITY_TYPES, assertNever, type EntityType } from '@kassahook/domain/eventType';

/** The body of a delivery, as any receiver sees it. */
export const deliveryBodySchema = z.object({
  action: z.enum(ACTIONS),
  type: z.enum(ENTITY_TYPES),
  data: z.record(z.string(), z.unknown()),
});
export type DeliveryBody = z.infer<typeof deliveryBodySchema>;

/** `124900` → `1 249,00 ₽`. */
export function roubles(kopecks: number): string {
  const whole = Math.floor(Math.abs(kopecks) / 100);
  const rest = String(Math.abs(kopecks) % 100).padStart(2, '0');
  const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, ' ');
  return `${kopecks < 0 ? '-' : ''}${grouped},${rest} ₽`;
}

export interface EventLineOptions {
  event: DeliveryBody;
  deliveryId: string;
  /** From the commit of the entity to here; null when the sender did not say when that was. */
  ageMs: number | null;
}

/** One event as a line for a person: `RECEIPT CREATE  1 249,00 ₽  3 positions  age 41 ms  (delivery …)`. */
export function eventLine({ event, deliveryId, ageMs }: EventLineOptions): string {
  const age = ageMs === null ? [] : [`age ${ageMs} ms`];
  const parts = [`${event.type} ${event.action}`, ...tell(event.type, event.data), ...age];
  return `${parts.join('  ')}  (delivery ${deliveryId})`;
}

/** What is worth telling of an entity; a field that is missing is left out. */
function tell(type: EntityType, data: Record<string, unknown>): string[] {
  const money = (name: string) => (typeof data[name] === 'number' ? [roubles(data[name])] : []);
  const text = (name: string, before = '') => {
    const value = data[name];
    return typeof value === 'string' || typeof value === 'number' ? [`${before}${value}`] : [];
  };
  switch (type) {
    case 'RECEIPT': {
      const { positions } = data;
      const kind = data['type'] === 'SALE' ? [] : text('type');
      const count = Array.isArray(positions) ? [countOf(positions.length)] : [];
      return [...money('amount'), ...count, ...kind];
    }
    case 'ENCASHMENT':
      return [...money('sum'), ...text('type')];
    case 'SHIFT':
      return [...text('shiftId', 'no. '), ...text('status')];
    case 'OPERATION':
      return text('status');
    case 'PRODUCT':
      return [...text('name'), ...money('price')];
    case 'DEVICE':
      return text('name');
    case 'DEVICE_REGISTRATION':
      return text('registryNumber', 'no. ');
    default:
      return assertNever(type);
  }
}

function countOf(positions: number): string {
  return positions === 1 ? '1 position' : `${positions} positions`;
}
