import { QueryTypes, type ModelStatic, type Transaction } from 'sequelize';
import { hintOf, type OutboxRecord } from '@kassahook/contracts/event';
import type { EventHint } from '@kassahook/contracts/messages';
import type { Clock } from '@kassahook/platform/clock';
import { toError } from '@kassahook/platform/errors';
import { newEventId } from '@kassahook/platform/ids';
import type { Logger } from '@kassahook/platform/logger';
import { afterDurable, hasSavepoints, outermostOf, sequelizeOf } from '../capture/transactionWatch.js';
import type { OutboxRow } from './outboxModel.js';

/** An event that a write makes. */
export type NewEvent = Pick<OutboxRecord, 'accountId' | 'type' | 'action' | 'entityId' | 'snapshot'>;

/** Writes events into the outbox, in the transaction of the write that made them. */
export interface EventRecorder {
  record(events: readonly NewEvent[], transaction: Transaction): Promise<void>;
}

interface EventRecorderDeps {
  outbox: ModelStatic<OutboxRow>;
  clock: Clock;
  logger: Logger;
  /** Called with the ids of what was committed: a hint for speed, the relay repeats it. */
  onCommitted: (hints: EventHint[]) => void;
}

/** What a transaction has written so far; events of a savepoint that was rolled back are still among it. */
interface Written {
  hints: EventHint[];
  byEntity: Map<string, EventHint[]>;
}

/**
 * Creates the recorder. Events are inserted with the write that made them, one statement for a bulk. Collecting them until COMMIT
 * would save statements, but whoever commits by another way than ours would lose them, and a savepoint would not take
 * its events along when it is rolled back.
 */
export function createEventRecorder({
  outbox,
  clock,
  logger,
  onCommitted,
}: EventRecorderDeps): EventRecorder {
  const writtenBy = new WeakMap<Transaction, Written>();

  function writtenIn(transaction: Transaction): Written {
    const outermost = outermostOf(transaction);
    const known = writtenBy.get(outermost);
    if (known) return known;
    const written: Written = { hints: [], byEntity: new Map() };
    writtenBy.set(outermost, written);
    afterDurable(outermost, () => publish(written.hints, hasSavepoints(outermost)));
    return written;
  }

  async function publish(written: EventHint[], someMayBeRolledBack: boolean): Promise<void> {
    try {
      const hints = someMayBeRolledBack ? await stillThere(written) : written;
      if (hints.length > 0) onCommitted(hints);
    } catch (thrown) {
      logger.warn(
        { err: toError(thrown), events: written.length },
        'hints lost: the relay will publish them',
      );
    }
  }

  async function stillThere(written: EventHint[]): Promise<EventHint[]> {
    const eventId = written.map((hint) => hint.eventId);
    const rows = await outbox.findAll({ attributes: ['eventId'], where: { eventId } });
    const ids = new Set(rows.map((row) => row.eventId));
    return written.filter((hint) => ids.has(hint.eventId));
  }

  return {
    async record(events, transaction) {
      const { hints, byEntity } = writtenIn(transaction);
      const now = clock.now();
      const fresh: OutboxRecord[] = [];
      for (const event of events) {
        const earlier = byEntity.get(entityKey(event)) ?? [];
        if (await mergeIntoCreate(event, earlier, transaction)) continue;
        const occurredAt = new Date(after(earlier, now)).toISOString();
        fresh.push({ ...event, eventId: newEventId(), source: 'postgres', occurredAt });
      }
      if (fresh.length === 0) return;
      await sequelizeOf(transaction).query(INSERT, {
        type: QueryTypes.INSERT,
        bind: [JSON.stringify(fresh)],
        transaction,
      });
      for (const record of fresh) {
        const hint = hintOf(record);
        hints.push(hint);
        const earlier = byEntity.get(entityKey(record));
        if (earlier) earlier.push(hint);
        else byEntity.set(entityKey(record), [hint]);
      }
    },
  };
}

/**
 * Any number of events in one statement of one text and one value. As a bulk of Sequelize's each event is an object of the model, and each
 * value is quoted into a statement of a megabyte. Snapshots are text within the JSON, so that every byte of them stays what it was.
 */
const INSERT = `
  INSERT INTO outbox (event_id, account_id, type, action, entity_id, occurred_at, snapshot)
  SELECT "eventId", "accountId", type, action, "entityId", "occurredAt", snapshot
  FROM json_to_recordset($1::json) AS given
    ("eventId" uuid, "accountId" uuid, type text, action text, "entityId" text, "occurredAt" timestamptz, snapshot text)`;

/**
 * Replaces the snapshot of the CREATE, when that is the entity's last event that is not rolled back. The database is asked which
 * events are left: it alone knows what a rolled back savepoint took along.
 */
const MERGE_INTO_CREATE = `
  UPDATE outbox SET snapshot = $2
  WHERE action = 'CREATE' AND event_id = (
    SELECT event_id FROM outbox WHERE event_id = ANY ($1::uuid[])
    ORDER BY array_position($1::uuid[], event_id) DESC LIMIT 1
  )`;

/** An update of a row that the same transaction created belongs to its CREATE: nobody else has seen the row before. */
async function mergeIntoCreate(
  event: NewEvent,
  earlier: EventHint[],
  transaction: Transaction,
): Promise<boolean> {
  if (event.action !== 'UPDATE' || !earlier.some(({ action }) => action === 'CREATE')) return false;
  const [, merged] = await sequelizeOf(transaction).query(MERGE_INTO_CREATE, {
    type: QueryTypes.UPDATE,
    bind: [earlier.map((hint) => hint.eventId), event.snapshot],
    transaction,
  });
  return merged > 0;
}

function entityKey({ accountId, type, entityId }: Pick<NewEvent, 'accountId' | 'type' | 'entityId'>): string {
  return `${accountId}:${type}:${entityId}`;
}

/** Receivers order an entity's events by `occurredAt`: two of one transaction must not share a millisecond. */
function after(earlier: EventHint[], now: number): number {
  const last = earlier.at(-1);
  return last ? Math.max(now, Date.parse(last.occurredAt) + 1) : now;
}
