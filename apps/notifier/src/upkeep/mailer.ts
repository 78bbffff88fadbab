import { notificationText, type NotificationText } from '@kassahook/contracts/notificationText';
import { errorCodeOf, toError } from '@kassahook/platform/errors';
import type { Logger } from '@kassahook/platform/logger';

/** A notification to be mailed. */
export interface DueMail {
  id: string;
  kind: string;
  data: Record<string, unknown>;
  /** Those that have no mail yet. */
  addresses: readonly string[];
  tries: number;
}

export interface MailerDeps {
  notifications: {
    /** Takes what is due; nobody else gets it for `holdMs`. */
    takeMailDue(limits: { limit: number; holdMs: number; maxAgeMs: number }): Promise<DueMail[]>;
    /** Notes that an address needs no other try. */
    settleAddress(id: string, address: string): Promise<void>;
    /** Notes that one was mailed to all, or when to try the rest again. */
    mailed(id: string, retryAfterMs?: number): Promise<void>;
  };
  /** Sends to one address; rejects when the server did not take it. */
  send: (mail: { to: string; subject: string; text: string }) => Promise<void>;
  /** True for an error of `send` that says that the address will never take a mail. */
  isRefusedForGood: (error: unknown) => boolean;
  logger: Logger;
}

const BATCH = 20;
/** Longer than a batch may take: a mail server may take its time. */
const HOLD_MS = 600_000;
/** A warning that is older has been followed by the next, or by the end. */
const MAX_AGE_MS = 86_400_000;
const [RETRY_FIRST_MS, RETRY_MAX_MS] = [60_000, 3_600_000];

/**
 * Mails what accounts are told. Each address has an end of its own: one whose server takes its time does not make the others get the
 * mail again, and one that does not exist is not tried again. At least once: a process that dies between the sending and the note of
 * it mails that one address again.
 */
export function createMailer({ notifications, send, isRefusedForGood, logger }: MailerDeps) {
  /** False when it is to be tried again. */
  async function settle(id: string, letter: { to: string; subject: string; text: string }): Promise<boolean> {
    try {
      await send(letter);
    } catch (error) {
      const isFinal = isRefusedForGood(error);
      // Not the address: a log is read by more people than an account's list of members.
      const failure = { notificationId: id, code: errorCodeOf(error), isFinal };
      logger.warn({ ...failure, ...(!isFinal && { err: toError(error) }) }, 'mail.failed');
      if (!isFinal) return false;
    }
    await notifications.settleAddress(id, letter.to);
    return true;
  }

  /** @returns for how many addresses it is to be tried again */
  async function mailAll({ id, kind, data, addresses }: DueMail): Promise<number> {
    const letter = { subject: subjectOf(kind), text: bodyOf(notificationText(kind, data)) };
    let left = 0;
    for (const to of addresses) if (!(await settle(id, { to, ...letter }))) left += 1;
    return left;
  }

  async function mail(due: DueMail): Promise<void> {
    const { id, kind, addresses, tries } = due;
    const left = await mailAll(due).catch((error: unknown) => {
      logger.warn({ notificationId: id, code: errorCodeOf(error), err: toError(error) }, 'mail.failed');
      return addresses.length;
    });
    if (left === 0) {
      await notifications.mailed(id);
      logger.info({ notificationId: id, kind, addresses: addresses.length }, 'mail.sent');
      return;
    }
    const retryAfterMs = Math.min(RETRY_MAX_MS, RETRY_FIRST_MS * 2 ** Math.min(tries, 10));
    logger.warn({ notificationId: id, left, retryAfterMs }, 'mail.put_off');
    await notifications.mailed(id, retryAfterMs);
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
