import { notificationText, type NotificationText } from '@kassahook/contracts/notificationText';
import { errorCodeOf, toError } from '@kassahook/platform/errors';
import type { Logger } from '@kassahook/platform/logger';

/** A notification to be mailed. */
export interface DueMail {
  id: string;
  kind: string;
  data: Record<string, unknown>;
  addresses: readonly string[];
  tries: number;
}

export interface MailerDeps {
  notifications: {
    /** Takes what is due; nobody else gets it for `holdMs`. */
    takeMailDue(limits: { limit: number; holdMs: number; maxAgeMs: number }): Promise<DueMail[]>;
    /** Notes that one was mailed, or when to try again. */
    mailed(id: string, retryAfterMs?: number): Promise<void>;
  };
  /** Sends to one address; rejects when the server did not take it. */
  send: (mail: { to: string; subject: string; text: string }) => Promise<void>;
  logger: Logger;
}

const BATCH = 20;
/** Longer than a batch may take: a mail server may take its time. */
const HOLD_MS = 600_000;
/** A warning that is older has been followed by the next, or by the end. */
const MAX_AGE_MS = 86_400_000;
const [RETRY_FIRST_MS, RETRY_MAX_MS] = [60_000, 3_600_000];

/**
 * Mails what accounts are told, at least once: a process that dies between the sending and the note of it mails again.
 */
export function createMailer({ notifications, send, logger }: MailerDeps) {
  async function mail({ id, kind, data, addresses, tries }: DueMail): Promise<void> {
    try {
      const text = notificationText(kind, data);
      for (const to of addresses) await send({ to, subject: subjectOf(kind), text: bodyOf(text) });
      await notifications.mailed(id);
      logger.info({ notificationId: id, kind, addresses: addresses.length }, 'mail.sent');
    } catch (error) {
      const retryAfterMs = Math.min(RETRY_MAX_MS, RETRY_FIRST_MS * 2 ** Math.min(tries, 10));
      logger.warn(
        { notificationId: id, code: errorCodeOf(error), err: toError(error), retryAfterMs },
        'mail.failed',
      );
      await notifications.mailed(id, retryAfterMs);
    }
  }

  /** One round: what is due, as far as one batch goes. */
  return async function round(): Promise<void> {
    const due = await notifications.takeMailDue({ limit: BATCH, holdMs: HOLD_MS, maxAgeMs: MAX_AGE_MS });
    for (const one of due) await mail(one);
  };
}

function subjectOf(kind: string): string {
  return kind === 'WEBHOOK_DISABLED'
    ? 'Вебхук выключен / A webhook was switched off'
    : 'Вебхук отвечает ошибками / A webhook keeps failing';
}

function bodyOf({ ru, en }: NotificationText): string {
  return `${ru}\n\n${en}\n`;
}
