import { col, fn, Op } from 'sequelize';
import type { OutboxRecord } from '@kassahook/contracts/event';
import type { EventHint } from '@kassahook/contracts/messages';
import type { OutboxRow } from './outbox/outboxModel.js';
import type { Postgres } from './postgres.js';
import { isUuid } from './uuid.js';

/** The events of Postgres that are not fanned out yet. */
export interface OutboxStore {
  /** What is still there of these events. */
  load(eventIds: readonly string[]): Promise<OutboxRecord[]>;
  /** The hints of what is there since before then, oldest first. */
  hintsOlderThan(query: { before: Date; limit: number }): Promise<EventHint[]>;
  /** Removes events that are fanned out; those that are gone already do not matter. */
  clear(eventIds: readonly string[]): Promise<void>;
  stats(): Promise<{ size: number; oldestAt: Date | null }>;
}

/** Creates the store. Every call is one statement, up to 500 ids are expected. */
export function createOutboxStore({ models: { outbox } }: Postgres): OutboxStore {
  return {
    async load(eventIds) {
      const eventId = eventIds.filter(isUuid);
      if (eventId.length === 0) return [];
      const rows = await outbox.findAll({ where: { eventId } });
      return rows.map(toRecord);
    },
    async hintsOlderThan({ before, limit }) {
      const rows = await outbox.findAll({
        attributes: { exclude: ['snapshot'] },
        where: { occurredAt: { [Op.lt]: before } },
        order: ['occurredAt', 'eventId'],
        limit,
      });
      return rows.map(toHint);
    },
    async clear(eventIds) {
      const eventId = eventIds.filter(isUuid);
      if (eventId.length > 0) await outbox.destroy({ where: { eventId } });
    },
    async stats() {
      const [row] = (await outbox.findAll({
        attributes: [
          [fn('count', col('event_id')), 'size'],
          [fn('min', col('occurred_at')), 'oldestAt'],
        ],
        raw: true,
      })) as unknown as { size: string; oldestAt: Date | null }[];
      return { size: Number(row?.size ?? 0), oldestAt: row?.oldestAt ?? null };
    },
  };
}

function toRecord(row: OutboxRow): OutboxRecord {
  const { v: _version, ...ids } = toHint(row);
  return { ...ids, snapshot: row.snapshot };
}

function toHint(row: OutboxRow): EventHint {
  return {
    v: 1,
    eventId: row.eventId,
    source: 'postgres',
    accountId: row.accountId,
    type: row.type,
    action: row.action,
    entityId: row.entityId,
    occurredAt: row.occurredAt.toISOString(),
  };
}
