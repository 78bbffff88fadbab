import type { NotificationKind } from '@kassahook/contracts/notification';
import { notFound } from '@kassahook/platform/errors';
import type { Postgres } from './postgres.js';
import { select } from './sql.js';
import { isUuid } from './uuid.js';

/** Something we told an account. */
export interface Notification {
  id: string;
  accountId: string;
  webhookId: string | null;
  kind: NotificationKind;
  /** The facts; which, is in libs/contracts. */
  data: Record<string, unknown>;
  createdAt: Date;
  readAt: Date | null;
}

/** A notification to be mailed, and to whom. */
export interface MailDue extends Notification {
  /** Of the account's people, those whose mail is not settled yet. */
  addresses: string[];
  /** How often it was tried before. */
  tries: number;
}

export interface NotificationQuery {
  accountId: string;
  unread?: boolean | undefined;
  /** Only notifications before this one: the last of the page before. */
  before?: { at: Date; id: string } | undefined;
  limit: number;
}

const COLUMNS = `n.id, n.account_id AS "accountId", n.webhook_id AS "webhookId", n.kind, n.data, n.created_at AS "createdAt",
  n.read_at AS "readAt"`;

/** Creates the store of notifications; whoever changes something writes them with that (notificationWrite.ts). */
export function createNotificationStore(postgres: Postgres) {
  return {
    /** Newest first. */
    list({ accountId, unread, before, limit }: NotificationQuery): Promise<Notification[]> {
      return select<Notification>(
        postgres,
        `SELECT ${COLUMNS} FROM notifications AS n
         WHERE n.account_id = $accountId
           AND ${unread === undefined ? 'true' : `n.read_at IS ${unread ? '' : 'NOT '}NULL`}
           AND ($at::timestamptz IS NULL OR (n.created_at, n.id::text) < ($at, $beforeId))
         ORDER BY n.created_at DESC, n.id DESC LIMIT $limit`,
        { accountId, at: before?.at ?? null, beforeId: before?.id ?? '', limit },
      );
    },

    /** Marks one as read; the first time counts. @throws AppError NOT_FOUND */
    async markRead(accountId: string, id: string): Promise<Notification> {
      const [found] = isUuid(id)
        ? await select<Notification>(
            postgres,
            `UPDATE notifications AS n SET read_at = COALESCE(n.read_at, now())
             WHERE n.id = $id AND n.account_id = $accountId RETURNING ${COLUMNS}`,
            { accountId, id },
          )
        : [];
      if (!found) throw notFound('notification');
      return found;
    },

    /** Marks all as read; answers with how many were not. */
    async markAllRead(accountId: string): Promise<number> {
      const rows = await select(
        postgres,
        `UPDATE notifications SET read_at = now() WHERE account_id = $accountId AND read_at IS NULL RETURNING 1 AS read`,
        { accountId },
      );
      return rows.length;
    },

    /**
     * Takes notifications that are to be mailed, oldest first; for `holdMs` nobody else gets them. Those older than `maxAgeMs` are left:
     * nobody wants the mail of the weeks in which there was no mail server.
     */
    takeMailDue({ limit, holdMs, maxAgeMs }: { limit: number; holdMs: number; maxAgeMs: number }) {
      return select<MailDue>(
        postgres,
        `WITH due AS (
           SELECT id FROM notifications
           WHERE mailed_at IS NULL AND mail_after <= now() AND created_at > now() - make_interval(secs => $maxAgeMs::float8 / 1000)
           ORDER BY mail_after LIMIT $limit FOR UPDATE SKIP LOCKED)
         UPDATE notifications AS n
         SET mail_after = now() + make_interval(secs => $holdMs::float8 / 1000), mail_tries = n.mail_tries + 1
         FROM due WHERE n.id = due.id
         RETURNING ${COLUMNS}, n.mail_tries - 1 AS tries,
           ARRAY(SELECT email FROM users WHERE users.account_id = n.account_id AND email <> ALL (n.mail_settled)
             ORDER BY id) AS addresses`,
        { limit, holdMs, maxAgeMs },
      );
    },

    /** Notes that an address has its mail, or will never take it: it is not among those to mail any more. */
    async settleAddress(id: string, address: string): Promise<void> {
      await select(
        postgres,
        'UPDATE notifications SET mail_settled = array_append(mail_settled, $address) WHERE id = $id',
        { id, address },
      );
    },

    /** Notes that one was mailed to all, or (with `retryAfterMs`) when to try again. */
    async mailed(id: string, retryAfterMs?: number): Promise<void> {
      await select(
        postgres,
        retryAfterMs === undefined
          ? `UPDATE notifications SET mailed_at = now() WHERE id = $id`
          : `UPDATE notifications SET mail_after = now() + make_interval(secs => $retryAfterMs::float8 / 1000) WHERE id = $id`,
        retryAfterMs === undefined ? { id } : { id, retryAfterMs },
      );
    },
  };
}
export type NotificationStore = ReturnType<typeof createNotificationStore>;
