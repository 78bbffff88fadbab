import type { Action, EntityType } from '@kassahook/domain/eventType';

/** The shape of a delivery's body, as far as the suite looks into it. */
export interface DeliveredBody {
  action: Action;
  type: EntityType;
  data: { id: string | number; status?: string; meta?: { version?: number } };
}

/**
 * What happened, in words of the stores: `PRODUCT UPDATE 0190… v3`. The stores' contents, the event store and a receiver's requests are
 * each turned into these, without using each other, and then compared.
 * @param state what tells the updates of one entity apart: a product's version, a shift's or an operation's status
 */
export function eventKey(
  type: EntityType,
  action: Action,
  id: string | number,
  state?: string | number,
): string {
  return [type, action, id, ...(state === undefined ? [] : [state])].join(' ');
}

/** The key of what a receiver was told. */
export function keyOfBody({ type, action, data }: DeliveredBody): string {
  switch (type) {
    case 'PRODUCT':
      return eventKey(type, action, data.id, `v${data.meta?.version ?? '?'}`);
    case 'SHIFT':
    case 'OPERATION':
      return eventKey(type, action, data.id, data.status ?? '?');
    case 'DEVICE':
    case 'DEVICE_REGISTRATION':
    case 'ENCASHMENT':
    case 'RECEIPT':
      return eventKey(type, action, data.id);
  }
}

/** Type and action of a key. */
export function kindOfKey(key: string): { type: EntityType; action: Action } {
  const [type, action] = key.split(' ') as [EntityType, Action];
  return { type, action };
}
