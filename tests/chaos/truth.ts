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
  /** Receipts in the journal that were sold at the counter. */
  receipts: number;
  /** What online shops posted. */
  operations: readonly StoredOperation[];
  /** By operation: the receipts that were printed for it. */
  receiptsOf: ReadonlyMap<string, readonly string[]>;
}

/** A fiscal operation as MongoDB has it. */
export interface StoredOperation {
  id: string;
  externalId: string;
  deviceId: number;
  status: string;
  expiresAtMs: number | null;
  completedAtMs: number | null;
  receiptId: string | null;
  errorCode: string | null;
}

interface JournalRow {
  _id: string;
  status?: string;
  operationId?: string;
  externalId?: string;
  deviceId?: number;
  expiresAt?: Date;
  completedAt?: Date;
  data?: { receiptId?: string; error?: { code: string } };
}

/** Whatever else an operation came to, a register had begun. */
const NEVER_BEGUN = 'TimeoutError';

/** Of a document; goods are not looked at. */
const SEEN = {
  status: 1,
  operationId: 1,
  externalId: 1,
  deviceId: 1,
  expiresAt: 1,
  completedAt: 1,
  data: 1,
} as const;

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
      .find({}, { projection: { ...SEEN, pending: 1 } })
      .toArray();
    for (const row of rows) {
      if (row.pending?.length) contradictions.push(`${collection} ${row._id} still has events pending`);
    }
    return rows;
  }

  const receipts = await journal('receipts');
  const receiptsOf = new Map<string, string[]>();
  for (const { _id, operationId } of receipts) {
    keys.add(eventKey('RECEIPT', 'CREATE', _id));
    if (operationId !== undefined) receiptsOf.set(operationId, [...(receiptsOf.get(operationId) ?? []), _id]);
  }
  for (const { _id } of await journal('encashments')) keys.add(eventKey('ENCASHMENT', 'CREATE', _id));
  for (const { _id, status } of await journal('shifts')) {
    keys.add(eventKey('SHIFT', 'CREATE', _id, 'OPENED'));
    if (status === 'CLOSED') keys.add(eventKey('SHIFT', 'UPDATE', _id, status));
  }
  const storedOperations = (await journal('operations')).map(operationOf);
  for (const operation of storedOperations) {
    for (const step of stepsOf(operation)) {
      keys.add(eventKey('OPERATION', step === 'PENDING' ? 'CREATE' : 'UPDATE', operation.id, step));
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
  return {
    keys,
    contradictions,
    receipts: receipts.filter(({ operationId }) => operationId === undefined).length,
    operations: storedOperations.filter(({ externalId }) => externalId !== ''),
    receiptsOf,
  };
}

function operationOf({
  _id,
  status = '',
  externalId = '',
  deviceId = 0,
  ...row
}: JournalRow): StoredOperation {
  return {
    id: _id,
    externalId,
    deviceId,
    status,
    expiresAtMs: row.expiresAt?.getTime() ?? null,
    completedAtMs: row.completedAt?.getTime() ?? null,
    receiptId: row.data?.receiptId ?? null,
    errorCode: row.data?.error?.code ?? null,
  };
}

/** The statuses that an operation has had, by the one that it has. */
function stepsOf({ status, errorCode }: StoredOperation): string[] {
  if (status === 'PENDING') return [status];
  if (status === 'IN_PROGRESS') return ['PENDING', status];
  return errorCode === NEVER_BEGUN ? ['PENDING', status] : ['PENDING', 'IN_PROGRESS', status];
}
