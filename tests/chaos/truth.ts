import type { Mongo } from '@kassahook/mongo/mongo';
import type { Postgres } from '@kassahook/postgres/postgres';
import { eventKey } from './eventKey.js';
import type { OperationLoad } from './load/operations.js';
import type { ProductLoad } from './load/products.js';

/** What must have been heard, from what the stores hold and from what they acknowledged; the event store is not asked. */
export interface Truth {
  /** One key for each event that must exist. */
  keys: ReadonlySet<string>;
  /** Where the stores contradict what they acknowledged: a commit that is gone, a row that nobody wrote. */
  contradictions: readonly string[];
  /** Receipts in the journal. */
  receipts: number;
}

interface JournalRow {
  _id: string;
  status?: string;
}

const OPERATION_STEPS = ['PENDING', 'IN_PROGRESS', 'SUCCESS'];

export interface TruthDeps {
  postgres: Postgres;
  mongo: Mongo;
  products: ProductLoad;
  operations: OperationLoad;
}

/** Reads the stores to the end. Everything must have come to rest. */
export async function readTruth({ postgres, mongo, products, operations }: TruthDeps): Promise<Truth> {
  const keys = new Set(products.acknowledged);
  const contradictions: string[] = [];
  const db = mongo.db();

  async function journal(collection: string): Promise<JournalRow[]> {
    const rows = await db
      .collection<JournalRow & { pending?: unknown[] }>(collection)
      .find({}, { projection: { status: 1, pending: 1 } })
      .toArray();
    for (const row of rows) {
      if (row.pending?.length) contradictions.push(`${collection} ${row._id} still has events pending`);
    }
    return rows;
  }

  const receipts = await journal('receipts');
  for (const { _id } of receipts) keys.add(eventKey('RECEIPT', 'CREATE', _id));
  for (const { _id } of await journal('encashments')) keys.add(eventKey('ENCASHMENT', 'CREATE', _id));
  for (const { _id, status } of await journal('shifts')) {
    keys.add(eventKey('SHIFT', 'CREATE', _id, 'OPENED'));
    if (status === 'CLOSED') keys.add(eventKey('SHIFT', 'UPDATE', _id, status));
  }
  for (const { _id, status = '' } of await journal('operations')) {
    for (const step of OPERATION_STEPS.slice(0, OPERATION_STEPS.indexOf(status) + 1)) {
      keys.add(eventKey('OPERATION', step === 'PENDING' ? 'CREATE' : 'UPDATE', _id, step));
    }
  }
  for (const key of operations.acknowledged) {
    if (!keys.has(key)) contradictions.push(`acknowledged, but not in MongoDB: ${key}`);
  }

  for (const { id } of await postgres.models.device.findAll()) keys.add(eventKey('DEVICE', 'CREATE', id));
  const rows = await postgres.models.product.findAll();
  const stored = new Map(rows.map((row) => [row.id, Number(row.meta['version'])]));
  for (const [id, version] of products.alive) {
    if (stored.get(id) !== version)
      contradictions.push(`acknowledged, but not in Postgres: ${id} v${version}`);
  }
  for (const id of stored.keys()) {
    if (!products.alive.has(id)) contradictions.push(`in Postgres, though deleted or rolled back: ${id}`);
  }
  return { keys, contradictions, receipts: receipts.length };
}
