import type { StoredEvent } from '@kassahook/contracts/event';
import type { EventSubject } from '@kassahook/contracts/eventSubject';
import { OPERATION_STATUSES } from '@kassahook/contracts/fiscalOperation';

/** What people know the entity of an event by, read from its snapshot: a list of "receipt, receipt, receipt" tells nobody anything. */
export function eventSubject({ type, snapshot }: Pick<StoredEvent, 'type' | 'snapshot'>): EventSubject {
  const data = JSON.parse(snapshot) as Readonly<Record<string, unknown>>;
  const text = (value: unknown) => (typeof value === 'string' ? { name: value } : {});
  const count = (field: 'number' | 'sum', value: unknown) =>
    Number.isSafeInteger(value) ? { [field]: value as number } : {};
  switch (type) {
    case 'PRODUCT':
    case 'DEVICE':
      return text(data['name']);
    case 'RECEIPT':
      return { ...count('number', data['number']), ...count('sum', data['amount']) };
    case 'SHIFT':
      return count('number', data['shiftId']);
    case 'ENCASHMENT':
      return count('sum', data['sum']);
    case 'OPERATION': {
      const status = OPERATION_STATUSES.find((known) => known === data['status']);
      return status === undefined ? {} : { status };
    }
    case 'DEVICE_REGISTRATION':
      return {};
  }
}
