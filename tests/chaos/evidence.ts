import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Attempt } from '@kassahook/contracts/attempt';
import { deliveryBody, type StoredEvent } from '@kassahook/contracts/event';
import { deliveryStateOf } from '@kassahook/domain/deliveryState';
import { ATTEMPTS_COLLECTION } from '@kassahook/mongo/attemptStore';
import { EVENTS_COLLECTION } from '@kassahook/mongo/eventStore';
import type { Mongo } from '@kassahook/mongo/mongo';
import { keyOfBody, type DeliveredBody } from './eventKey.js';

/** A stored event, as far as it is compared. */
export interface EvidentEvent {
  key: string;
  /** Of the body that its deliveries must have brought. */
  bodyHash: string;
  occurredAtMs: number;
}

/** The event store, by event id. */
export async function readEvents(mongo: Mongo): Promise<Map<string, EvidentEvent>> {
  const events = new Map<string, EvidentEvent>();
  const rows = mongo
    .db()
    .collection<Pick<StoredEvent, 'type' | 'action' | 'snapshot' | 'occurredAt'> & { _id: string }>(
      EVENTS_COLLECTION,
    )
    .find({});
  for await (const { _id, occurredAt, ...event } of rows) {
    const body = deliveryBody(event);
    events.set(_id, {
      key: keyOfBody(JSON.parse(body) as DeliveredBody),
      bodyHash: createHash('sha1').update(body).digest('base64'),
      occurredAtMs: occurredAt.getTime(),
    });
  }
  return events;
}

/** What the attempt log says of one delivery. */
export interface LoggedDelivery {
  state: 'delivered' | 'waiting' | 'dead' | 'cancelled';
  /** The rung of its last attempt. */
  lastRung: number;
  /** Classes of the failures. */
  errors: (string | null)[];
}

/** The attempt log: per webhook, by delivery id. */
export async function readAttempts(mongo: Mongo): Promise<Map<string, Map<string, LoggedDelivery>>> {
  type Row = Pick<
    Attempt,
    'deliveryId' | 'webhookId' | 'attempt' | 'rung' | 'trigger' | 'state' | 'errorClass'
  >;
  const byWebhook = new Map<string, Map<string, Row[]>>();
  const projection = {
    deliveryId: 1,
    webhookId: 1,
    attempt: 1,
    rung: 1,
    trigger: 1,
    state: 1,
    errorClass: 1,
  };
  for await (const row of mongo.db().collection<Row>(ATTEMPTS_COLLECTION).find({}, { projection })) {
    const deliveries = byWebhook.get(row.webhookId) ?? new Map<string, Row[]>();
    byWebhook.set(row.webhookId, deliveries);
    deliveries.set(row.deliveryId, [...(deliveries.get(row.deliveryId) ?? []), row]);
  }
  const summary = (rows: Row[]): LoggedDelivery => ({
    state: deliveryStateOf(rows),
    lastRung: Math.max(...rows.map((row) => row.rung)),
    errors: rows.filter((row) => row.state !== 'delivered').map((row) => row.errorClass),
  });
  return new Map(
    [...byWebhook].map(([id, deliveries]) => [
      id,
      new Map([...deliveries].map(([deliveryId, rows]) => [deliveryId, summary(rows)])),
    ]),
  );
}

/** Receipts sold at the counter that the registers believe to have in the journal, from their own memories. */
export async function readReceiptsMade(registerStateFile: string): Promise<number> {
  const folder = dirname(registerStateFile);
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json'));
  const states = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  return states
    .map((text) => JSON.parse(text) as RegisterMemory)
    .reduce((sum, { receiptsMade, outgoing }) => {
      // What was printed for an operation never counted as made at the counter.
      const isUnsent = outgoing?.kind === 'receipt' && outgoing.body?.['operationId'] === undefined;
      return sum + receiptsMade - (isUnsent ? 1 : 0);
    }, 0);
}

/** A register's state file, as far as it is looked into. */
interface RegisterMemory {
  receiptsMade: number;
  outgoing: { kind: string; body?: Record<string, unknown> } | null;
}
