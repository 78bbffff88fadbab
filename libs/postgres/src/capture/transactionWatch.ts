import { QueryTypes, type Sequelize, type Transaction } from 'sequelize';
import { AppError } from '@kassahook/platform/errors';
import { around } from './around.js';

/** What Sequelize's Transaction has and its types do not tell. */
interface TransactionInternals {
  sequelize: Sequelize;
  /** The transaction around this savepoint. */
  parent?: Transaction;
  savepoints: readonly Transaction[];
}

interface Watched {
  turn: Promise<unknown>;
  afterCommit: (() => Promise<void>)[];
}

/** Keyed by the outermost transaction; forgotten together with it. */
const watchedTransactions = new WeakMap<Transaction, Watched>();
/** Transactions whose COMMIT was answered with ROLLBACK. */
const abortedTransactions = new WeakSet<Transaction>();

function internalsOf(transaction: Transaction): TransactionInternals {
  return transaction as unknown as TransactionInternals;
}

/** The connection pool that a transaction belongs to. */
export function sequelizeOf(transaction: Transaction): Sequelize {
  return internalsOf(transaction).sequelize;
}

/** The transaction whose COMMIT makes things durable: a savepoint's outermost ancestor. */
export function outermostOf(transaction: Transaction): Transaction {
  const { parent } = internalsOf(transaction);
  return parent ? outermostOf(parent) : transaction;
}

/** True when a part of the transaction may have been rolled back on its own. */
export function hasSavepoints(transaction: Transaction): boolean {
  return internalsOf(outermostOf(transaction)).savepoints.length > 0;
}

/**
 * Runs `work` after whatever was passed here before for the same transaction: a captured write is several statements (lock,
 * write, read, record), and two of them at once on one connection would see each other's halves.
 */
export function inTurn<T>(transaction: Transaction, work: () => Promise<T>): Promise<T> {
  const watched = watch(transaction);
  const result = watched.turn.then(work);
  watched.turn = result.catch(() => undefined);
  return result;
}

/**
 * Runs `task` once the outermost COMMIT has been acknowledged. Sequelize's own afterCommit also fires when the COMMIT failed, and
 * for a savepoint before the outer transaction has ended. Only for hints all the same: the process may die before `task`.
 * @param task must not throw; the committer waits for it
 */
export function afterDurable(transaction: Transaction, task: () => Promise<void>): void {
  watch(transaction).afterCommit.push(task);
}

/**
 * Watches a transaction's COMMIT. Postgres answers a COMMIT of a transaction in which a statement failed with ROLLBACK and no
 * error, and Sequelize passes that on as success: whoever swallowed the statement's error would believe that it is committed.
 * Such a commit throws AppError TRANSACTION_ABORTED instead.
 */
export function watch(transaction: Transaction): Watched {
  const outermost = outermostOf(transaction);
  const known = watchedTransactions.get(outermost);
  if (known) return known;
  const watched: Watched = { turn: Promise.resolve(), afterCommit: [] };
  watchedTransactions.set(outermost, watched);

  const commit = outermost.commit.bind(outermost);
  outermost.commit = async () => {
    await commit();
    if (abortedTransactions.has(outermost)) {
      throw new AppError('a statement of this transaction failed: nothing was committed', {
        code: 'TRANSACTION_ABORTED',
      });
    }
    for (const task of watched.afterCommit) await task();
  };
  return watched;
}

/** Makes a pool notice the answer to COMMIT, which Sequelize throws away; `watch` needs it. */
export function noticeAborted(sequelize: Sequelize): void {
  around(sequelize.getQueryInterface(), 'commitTransaction', async (_self, call, [transaction, options]) => {
    // As a raw query: only those come back with what the server said.
    const answer = await call(transaction, { ...(options as object), type: QueryTypes.RAW });
    if (commandOf(answer) === 'ROLLBACK') abortedTransactions.add(transaction as Transaction);
  });
}

/** The command that the server says it ran: of a raw query's `[rows, result]`. */
function commandOf(answer: unknown): unknown {
  const result: unknown = Array.isArray(answer) ? answer[1] : undefined;
  return typeof result === 'object' && result !== null && 'command' in result ? result.command : undefined;
}
