import type { Model, ModelStatic } from 'sequelize';
import type { EntityType } from '@kassahook/domain/eventType';
import { captureChanges, type RowChange } from './capture/captureChanges.js';
import type { EventRecorder, NewEvent } from './outbox/eventRecorder.js';

/** How a model's rows are told to the world. */
interface EventBearing<Row extends Model> {
  type: EntityType;
  /** The row as the API shows it; its JSON text is the snapshot. */
  present: (row: Row) => object;
  entityIdOf: (row: Row) => string;
  recorder: EventRecorder;
}

/**
 * Makes exactly one event of every create, update and delete of a row, whichever of Sequelize's ways it is written by, in the
 * transaction that writes it; ways that cannot carry that throw (see `captureChanges`).
 * An update that leaves the entity as the API shows it makes none; `updatedAt` alone is not a change: a bulk update sets it
 * on every row it meets.
 * Raw SQL cannot be guarded: it is not used to write to event-bearing tables.
 */
export function bearEvents<Row extends Model & { accountId: string }>(
  model: ModelStatic<Row>,
  { type, present, entityIdOf, recorder }: EventBearing<Row>,
): void {
  const eventOf = (action: RowChange<Row>['action'], row: Row): NewEvent => ({
    accountId: row.accountId,
    type,
    action,
    entityId: entityIdOf(row),
    snapshot: JSON.stringify(present(row)),
  });
  const shown = (row: Row) => JSON.stringify({ ...present(row), updatedAt: undefined });

  captureChanges(model, async (changes, transaction) => {
    const events = changes.flatMap(({ action, before, after }) => {
      switch (action) {
        case 'CREATE':
          return eventOf(action, after);
        case 'UPDATE':
          return shown(before) === shown(after) ? [] : eventOf(action, after);
        case 'DELETE':
          return eventOf(action, before);
      }
    });
    if (events.length > 0) await recorder.record(events, transaction);
  });
}
