import { newId } from '@kassahook/platform/ids';
import type { Random } from '@kassahook/platform/randomness';
import type { Postgres } from '@kassahook/postgres/postgres';
import type { ProductPatch } from '@kassahook/postgres/productStore';
import { oneOf, wholeBetween } from '@kassahook/register/seededRandom';
import { eventKey } from '../eventKey.js';
import { atRate, untilAcknowledged } from './pace.js';
import type { ProductWriter } from './productWriters.js';

export interface ProductLoad {
  /** Changes products until told to stop. Rejects when a change was refused for longer than any outage of the suite. */
  run(signal: AbortSignal): Promise<void>;
  /** Every change that was acknowledged, as event keys, in the order of acknowledgement. */
  readonly acknowledged: readonly string[];
  /** Products that are there, with their version. */
  readonly alive: ReadonlyMap<string, number>;
  /** Products that were written and rolled back: nobody may ever hear of them. */
  readonly rolledBack: ReadonlySet<string>;
}

/** Two for each of two roads. */
const WORKERS = 4;
const LIMIT_MS = 90_000;
/** What is done next; the rest are changes of a product that is there, some of which are removals. */
const SHARES = { rollBack: 0.05, bulk: 0.08, create: 0.3, removal: 0.3 };
const BULK = 3;
/** Larger together than a message carries (32 KB), each within the API's limits: these bodies are read from the event store for each attempt. */
const LARGE_SHARE = 0.02;
const LARGE_TEXT = 'x'.repeat(25_000);
const LARGE_CODES = Array.from({ length: 150 }, (_, index) => String(index).padStart(100, '0'));

/**
 * Creates, changes and deletes products, in turn by each of the writers. A change whose answer was lost is repeated with the same id and
 * version until it is acknowledged: it must make one event all the same.
 */
export function createProductLoad(deps: {
  /** For what is rolled back. */
  postgres: Postgres;
  writers: readonly ProductWriter[];
  accountId: string;
  perSecond: number;
  random: Random;
}): ProductLoad {
  const { postgres, accountId, random } = deps;
  const acknowledged: string[] = [];
  const alive = new Map<string, number>();
  const rolledBack = new Set<string>();

  const settle = (write: () => Promise<unknown>) => untilAcknowledged(write, { limitMs: LIMIT_MS });

  function note(action: 'CREATE' | 'UPDATE' | 'DELETE', id: string, version: number): void {
    acknowledged.push(eventKey('PRODUCT', action, id, `v${version}`));
    if (action === 'DELETE') alive.delete(id);
    else alive.set(id, version);
  }

  function fieldsOf(version: number): ProductPatch {
    const isLarge = random() < LARGE_SHARE;
    return {
      name: `Product, version ${version}`,
      price: version * 100,
      meta: { version, ...(isLarge && { text: LARGE_TEXT }) },
      barcodes: isLarge ? LARGE_CODES : [],
    };
  }

  async function create(writer: ProductWriter, count: number): Promise<string[]> {
    const inputs = Array.from({ length: count }, () => ({ id: newId(), ...fieldsOf(1) }));
    await settle(() => writer.create(inputs));
    for (const { id } of inputs) note('CREATE', id, 1);
    return inputs.map(({ id }) => id);
  }

  async function update(writer: ProductWriter, id: string): Promise<void> {
    const version = (alive.get(id) ?? 0) + 1;
    const patch = fieldsOf(version);
    await settle(() => writer.patch(id, patch));
    note('UPDATE', id, version);
  }

  async function remove(writer: ProductWriter, id: string): Promise<void> {
    await settle(() => writer.remove(id));
    note('DELETE', id, alive.get(id) ?? 0);
  }

  async function rollBack(): Promise<void> {
    const id = newId();
    rolledBack.add(id);
    const changedMind = new Error('the owner changed their mind');
    await untilAcknowledged(
      () =>
        postgres.transaction(async (transaction) => {
          await postgres.models.product.create({ id, accountId, ...values(fieldsOf(1)) }, { transaction });
          throw changedMind;
        }),
      { isDone: (error) => error === changedMind, limitMs: LIMIT_MS },
    );
  }

  /** One of several at once; each has products of its own, so that changes of one product have an order. */
  async function work(writer: ProductWriter, signal: AbortSignal): Promise<void> {
    const own = new Set<string>();
    const add = async (count: number) => {
      for (const id of await create(writer, count)) own.add(id);
    };
    await atRate(deps.perSecond / WORKERS, signal, async () => {
      const draw = random();
      if (draw < SHARES.rollBack) return rollBack();
      if (draw < SHARES.rollBack + SHARES.bulk) return add(BULK);
      if (draw > 1 - SHARES.create || own.size === 0) return add(1);
      const id = oneOf(random, [...own]);
      if (random() >= SHARES.removal) return update(writer, id);
      own.delete(id);
      // Now and then changed and deleted at once: the snapshot of the change must not be lost.
      if (wholeBetween(random, 0, 1) === 1) await update(writer, id);
      await remove(writer, id);
    });
  }

  return {
    acknowledged,
    alive,
    rolledBack,
    async run(signal) {
      const writerOf = (index: number) => oneAt(deps.writers, index);
      await Promise.all(Array.from({ length: WORKERS }, (_, index) => work(writerOf(index), signal)));
    },
  };
}

function oneAt<T>(items: readonly T[], index: number): T {
  const item = items[index % items.length];
  if (item === undefined) throw new RangeError('nothing to choose from');
  return item;
}

/** Without what is undefined: a column that is not given takes its default. */
function values(patch: ProductPatch): { name: string; price: number; meta: Record<string, unknown> } {
  return { name: patch.name ?? '', price: patch.price ?? 0, meta: patch.meta ?? {} };
}
