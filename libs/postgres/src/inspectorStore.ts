import type { InspectorAnswer } from '@kassahook/contracts/inspector';
import { AppError, notFound } from '@kassahook/platform/errors';
import { newId } from '@kassahook/platform/ids';
import type { SecretBox } from '@kassahook/platform/secretBox';
import type { Postgres } from './postgres.js';
import { select } from './sql.js';
import { isUuid } from './uuid.js';

/** An address that shows what is sent to it. */
export interface Inspector {
  id: string;
  accountId: string;
  webhookId: string | null;
  name: string;
  /** Opens the requests; the secret of the address follows from it. */
  viewSecret: string;
  answer: InspectorAnswer;
  createdAt: Date;
}

export interface InspectorPatch {
  name?: string | undefined;
  webhookId?: string | null | undefined;
  answer?: InspectorAnswer | undefined;
}

export interface InspectorStoreDeps {
  secretBox: SecretBox;
  inspectorsPerAccountMax: number;
}

type Row = Omit<Inspector, 'viewSecret'> & { sealed: string };

const COLUMNS = `id, account_id AS "accountId", webhook_id AS "webhookId", name, sealed_view_secret AS sealed, answer,
  created_at AS "createdAt"`;

/**
 * Creates the store of inspectors. Every call but `byAddress` is scoped to an account.
 * @throws from each call that takes an id: AppError NOT_FOUND
 */
export function createInspectorStore(
  postgres: Postgres,
  { secretBox, inspectorsPerAccountMax: max }: InspectorStoreDeps,
) {
  const toInspector = ({ sealed, ...row }: Row): Inspector => ({
    ...row,
    viewSecret: secretBox.open(sealed),
  });

  function only(row: Row | undefined): Inspector {
    if (!row) throw notFound('inspector');
    return toInspector(row);
  }

  return {
    /** @throws AppError INSPECTOR_LIMIT_REACHED (409) */
    async create(
      accountId: string,
      made: {
        name: string;
        webhookId: string | null;
        answer: InspectorAnswer;
        viewSecret: string;
        addressHash: string;
      },
    ): Promise<Inspector> {
      const { viewSecret, answer, ...columns } = made;
      const row = await postgres.transaction(async (transaction) => {
        // Makes creators of one account queue up, so that the count holds.
        await select(
          postgres,
          'SELECT 1 AS locked FROM accounts WHERE id = $accountId FOR NO KEY UPDATE',
          { accountId },
          transaction,
        );
        const [inserted] = await select<Row>(
          postgres,
          `INSERT INTO inspectors (id, account_id, webhook_id, name, address_hash, sealed_view_secret, answer)
           SELECT $id, $accountId, $webhookId, $name, $addressHash, $sealed, $answer::jsonb
           WHERE (SELECT count(*) FROM inspectors WHERE account_id = $accountId) < $max
           RETURNING ${COLUMNS}`,
          {
            ...columns,
            id: newId(),
            accountId,
            sealed: secretBox.seal(viewSecret),
            answer: JSON.stringify(answer),
            max,
          },
          transaction,
        );
        return inserted;
      });
      if (row) return toInspector(row);
      throw new AppError(`an account may have ${max} inspectors at most`, {
        code: 'INSPECTOR_LIMIT_REACHED',
        status: 409,
      });
    },

    /** Newest first. */
    async list(accountId: string): Promise<Inspector[]> {
      const rows = await select<Row>(
        postgres,
        `SELECT ${COLUMNS} FROM inspectors WHERE account_id = $accountId ORDER BY created_at DESC, id DESC`,
        { accountId },
      );
      return rows.map(toInspector);
    },

    async get(accountId: string, id: string): Promise<Inspector> {
      if (!isUuid(id)) throw notFound('inspector');
      const [row] = await select<Row>(
        postgres,
        `SELECT ${COLUMNS} FROM inspectors WHERE id = $id AND account_id = $accountId`,
        { accountId, id },
      );
      return only(row);
    },

    /** Changes what is given. */
    async patch(
      accountId: string,
      id: string,
      { name, webhookId, answer }: InspectorPatch,
    ): Promise<Inspector> {
      if (!isUuid(id)) throw notFound('inspector');
      const [row] = await select<Row>(
        postgres,
        `UPDATE inspectors SET
           name = COALESCE($name, name),
           webhook_id = CASE WHEN $setsWebhook::boolean THEN $webhookId::uuid ELSE webhook_id END,
           answer = COALESCE($answer::jsonb, answer)
         WHERE id = $id AND account_id = $accountId RETURNING ${COLUMNS}`,
        {
          accountId,
          id,
          name: name ?? null,
          setsWebhook: webhookId !== undefined,
          webhookId: webhookId ?? null,
          answer: answer ? JSON.stringify(answer) : null,
        },
      );
      return only(row);
    },

    async remove(accountId: string, id: string): Promise<Inspector> {
      if (!isUuid(id)) throw notFound('inspector');
      const [row] = await select<Row>(
        postgres,
        `DELETE FROM inspectors WHERE id = $id AND account_id = $accountId RETURNING ${COLUMNS}`,
        { accountId, id },
      );
      return only(row);
    },

    /** The inspector behind an address, whosever it is; null when there is none. */
    async byAddress(addressHash: string): Promise<Inspector | null> {
      const [row] = await select<Row>(
        postgres,
        `SELECT ${COLUMNS} FROM inspectors WHERE address_hash = $addressHash`,
        {
          addressHash,
        },
      );
      return row ? toInspector(row) : null;
    },
  };
}
export type InspectorStore = ReturnType<typeof createInspectorStore>;
