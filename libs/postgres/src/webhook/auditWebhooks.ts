import type { AuditAction, AuditEntry } from '@kassahook/contracts/audit';
import type { AuditTrail } from '../audit/auditTrail.js';
import type { RecordChanges, RowChange } from '../capture/captureChanges.js';
import type { WebhookRow } from './webhookModel.js';

/**
 * What is shown of a change before and after. Of every other column, also of those to come, only the name: a header may hold a
 * password, and the secret is one.
 */
const SHOWN = new Set(['isActive', 'mask', 'timeoutMs', 'disabledReason']);
const NOISE = new Set(['id', 'accountId', 'createdAt', 'updatedAt', 'types', 'events']);

/** Makes entries of every change of webhooks, whoever makes it and by whichever method. */
export function auditWebhooks(trail: AuditTrail): RecordChanges<WebhookRow> {
  return async (changes, transaction) => {
    const entries = changes.flatMap((change): AuditEntry[] => {
      const details = detailsOf(change);
      if (details === null) return [];
      const { accountId, id } = change.after ?? change.before;
      return [{ accountId, action: ACTION_OF[change.action], targetType: 'webhook', targetId: id, details }];
    });
    if (entries.length > 0) await trail.record(entries, transaction);
  };
}

const ACTION_OF = {
  CREATE: 'webhook.created',
  UPDATE: 'webhook.changed',
  DELETE: 'webhook.deleted',
} as const satisfies Record<RowChange<WebhookRow>['action'], AuditAction>;

/** Null for an update that changed nothing. */
function detailsOf({ before, after }: RowChange<WebhookRow>): Record<string, unknown> | null {
  if (!before || !after) return { url: withoutQuery((after ?? before).url) };
  const changed = Object.keys(after.get()).filter(
    (name) =>
      !NOISE.has(name) && JSON.stringify(valueOf(before, name)) !== JSON.stringify(valueOf(after, name)),
  );
  if (changed.length === 0) return null;
  const shown = changed.filter((name) => SHOWN.has(name));
  return {
    changed: changed.map((name) => (name === 'sealedSecret' ? 'secret' : name)),
    // Which webhook it is, for who reads the log; the id says it to nobody.
    url: changed.includes('url')
      ? { from: withoutQuery(before.url), to: withoutQuery(after.url) }
      : withoutQuery(after.url),
    ...Object.fromEntries(
      shown.map((name) => [name, { from: valueOf(before, name), to: valueOf(after, name) }]),
    ),
  };
}

function valueOf(row: WebhookRow, name: string): unknown {
  return row.getDataValue(name as keyof WebhookRow['_attributes']);
}

/** A query is where people put keys. */
function withoutQuery(url: string): string {
  const end = url.search(/[?#]/);
  return end === -1 ? url : `${url.slice(0, end)}?…`;
}
