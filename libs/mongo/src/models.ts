import type { Connection, Model, Schema } from 'mongoose';
import type { EventHint } from '@kassahook/contracts/messages';
import type { EntityType } from '@kassahook/domain/eventType';
import type { Clock } from '@kassahook/platform/clock';
import type { EventRules } from './documentImage.js';
import { guardCollection } from './eventCollection.js';
import { bearEvents, type EventStatics } from './eventHooks.js';
import { createEncashmentSchema, encashmentRules, type EncashmentFields } from './models/encashment.js';
import { createOperationSchema, operationRules, type OperationFields } from './models/operation.js';
import { createReceiptSchema, receiptRules, type ReceiptFields } from './models/receipt.js';
import { createShiftSchema, shiftRules, type ShiftFields } from './models/shift.js';

/** A model whose every write bears its event. */
export type EventModel<Fields> = Model<Fields> & EventStatics;

export interface Models {
  receipt: EventModel<ReceiptFields>;
  shift: EventModel<ShiftFields>;
  encashment: EventModel<EncashmentFields>;
  operation: EventModel<OperationFields>;
}

export interface EventDeps {
  clock: Clock;
  /** Must not throw. */
  onCommitted: (hints: EventHint[]) => void;
}

/** The kinds of entity that live in MongoDB. */
export type JournalType = Extract<EntityType, 'RECEIPT' | 'SHIFT' | 'ENCASHMENT' | 'OPERATION'>;

/** Where each kind of entity is stored. */
export const JOURNAL_COLLECTIONS: Readonly<Record<JournalType, string>> = {
  RECEIPT: 'receipts',
  SHIFT: 'shifts',
  ENCASHMENT: 'encashments',
  OPERATION: 'operations',
};
export const JOURNAL_TYPES = Object.keys(JOURNAL_COLLECTIONS) as readonly JournalType[];

/** Puts the journals' models on a connection. */
export function createModels(connection: Connection, deps: EventDeps): Models {
  return {
    receipt: createEventModel(connection, {
      ...deps,
      schema: createReceiptSchema(),
      rules: receiptRules,
      collection: JOURNAL_COLLECTIONS.RECEIPT,
    }),
    shift: createEventModel(connection, {
      ...deps,
      schema: createShiftSchema(),
      rules: shiftRules,
      collection: JOURNAL_COLLECTIONS.SHIFT,
    }),
    encashment: createEventModel(connection, {
      ...deps,
      schema: createEncashmentSchema(),
      rules: encashmentRules,
      collection: JOURNAL_COLLECTIONS.ENCASHMENT,
    }),
    operation: createEventModel(connection, {
      ...deps,
      schema: createOperationSchema(),
      rules: operationRules,
      collection: JOURNAL_COLLECTIONS.OPERATION,
    }),
  };
}

/** Compiles a model whose every write bears its event: the plugin writes it, the guarded collection insists on it. */
export function createEventModel<Fields>(
  connection: Connection,
  options: EventDeps & { schema: Schema<Fields>; rules: EventRules<Fields>; collection: string },
): EventModel<Fields> {
  const { schema, rules, collection, clock, onCommitted } = options;
  bearEvents(schema as unknown as Schema, { ...(rules as EventRules<unknown>), clock });
  const model = connection.model<Fields>(collection, schema, collection);
  const insertStamped = guardCollection(model.collection, { type: rules.type, onCommitted });
  return Object.assign(model, { insertStamped }) as EventModel<Fields>;
}
