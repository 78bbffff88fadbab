import type { Action, EntityType } from '@kassahook/domain/eventType';

export interface ActionText {
  name: string;
  description: string;
}

export interface EntityText extends ActionText {
  /** What happens to it; an action that is missing does not happen today. */
  actions: Readonly<Partial<Record<Action, ActionText>>>;
}

/** The events in words, for those who choose which of them to hear. */
export const EVENT_TYPE_TEXTS: Readonly<Record<EntityType, EntityText>> = {
  PRODUCT: {
    name: 'Product',
    description: 'What is sold: name, price, barcodes, tax. Owners change it in the cabinet and by API.',
    actions: {
      CREATE: { name: 'Product created', description: 'A product was added, alone or in an import.' },
      UPDATE: {
        name: 'Product changed',
        description: 'A field of a product, e.g. its price, has another value.',
      },
      DELETE: { name: 'Product deleted', description: 'A product was removed; `data` is how it was before.' },
    },
  },
  DEVICE: {
    name: 'Register',
    description: 'A cash register: its name, its shop, its time zone.',
    actions: {
      CREATE: { name: 'Register added', description: 'A register was added to a shop.' },
      UPDATE: { name: 'Register changed', description: 'A register was renamed or moved to another shop.' },
    },
  },
  ENCASHMENT: {
    name: 'Money in and out',
    description: 'Money that was put into a register or taken out of it without a sale.',
    actions: {
      CREATE: {
        name: 'Money put in or taken out',
        description: '`type` says which; it never changes afterwards.',
      },
    },
  },
  RECEIPT: {
    name: 'Receipt',
    description: 'A printed receipt: positions, payments, fiscal numbers.',
    actions: {
      CREATE: {
        name: 'Receipt printed',
        description:
          'A sale, a refund, an outflow or the refund of one; `type` says which. A receipt never changes: a refund is another one.',
      },
    },
  },
  SHIFT: {
    name: 'Shift',
    description: 'The time between the opening and the closing of a register.',
    actions: {
      CREATE: { name: 'Shift opened', description: 'A register began to work.' },
      UPDATE: {
        name: 'Shift closed',
        description: 'A register printed its Z-report; `totals` has its sums.',
      },
    },
  },
  OPERATION: {
    name: 'Fiscal operation',
    description: 'A receipt that an online shop asked a register to print.',
    actions: {
      CREATE: { name: 'Operation accepted', description: 'It waits for its register.' },
      UPDATE: {
        name: 'Operation went on',
        description:
          'A register took it (IN_PROGRESS), printed it (SUCCESS, with `data.receiptId`) or could not (ERROR, with `data.error`).',
      },
    },
  },
  DEVICE_REGISTRATION: {
    name: 'Registration of a register',
    description: 'What a register is registered with at the tax service.',
    actions: {
      CREATE: {
        name: 'Register registered',
        description: 'Its registration was entered for the first time.',
      },
      UPDATE: { name: 'Registration changed', description: 'E.g. another fiscal drive or address.' },
    },
  },
};
