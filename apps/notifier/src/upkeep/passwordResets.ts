import { errorCodeOf, toError } from '@kassahook/platform/errors';
import type { Logger } from '@kassahook/platform/logger';
import { hashToken, newToken } from '@kassahook/platform/tokens';

export interface PasswordResetsDeps {
  resets: {
    /** Takes requests that are to be mailed; nobody else gets them for `holdMs`. */
    takeDue(limits: {
      limit: number;
      holdMs: number;
      maxAgeMs: number;
    }): Promise<{ id: string; tries: number }[]>;
    /** Gives a request its token, in place of one it had. Where to mail it; null when the address is nobody's. */
    issue(which: { id: string; tokenHash: string; lifetimeMs: number }): Promise<string | null>;
    /** Notes that one was mailed, or when to try again. */
    mailed(id: string, retryAfterMs?: number): Promise<void>;
    drop(id: string): Promise<void>;
  };
  /** Sends to one address; rejects when the server did not take it. Null without a mail server. */
  send: ((mail: { to: string; subject: string; text: string }) => Promise<void>) | null;
  /** Where the cabinet is; blank when nobody has said so. */
  cabinetUrl: string;
  logger: Logger;
}

const HOUR_MS = 3_600_000;
/** The same for what is mailed and for what could not be: nobody waits longer for such a mail. */
const LIFETIME_MS = HOUR_MS;
const BATCH = 20;
/** Longer than a batch may take: a mail server may take its time. */
const HOLD_MS = 600_000;
const [RETRY_FIRST_MS, RETRY_MAX_MS] = [15_000, 600_000];

/**
 * Answers requests for another password by mail. The token is made here, at the last moment: it is nowhere but in the mail, and in the
 * table by its hash. A mail that is tried again has another token, and the one before it ends.
 *
 * The link is made of a setting, never of what a request named as its host: that would be whatever a stranger wants, with a token of
 * somebody else's.
 */
export function createPasswordResets({ resets, send, cabinetUrl, logger }: PasswordResetsDeps) {
  const obstacle = send === null ? 'SMTP_URL is blank' : cabinetUrl === '' ? 'CABINET_URL is blank' : null;
  const page = `${cabinetUrl.replace(/\/+$/, '')}/password-reset`;

  async function answer(id: string, tries: number, sendMail: NonNullable<typeof send>): Promise<void> {
    try {
      const token = newToken('khp');
      const to = await resets.issue({ id, tokenHash: hashToken(token), lifetimeMs: LIFETIME_MS });
      if (to === null) return;
      await sendMail({ to, subject: SUBJECT, text: textOf(`${page}#token=${token}`) });
      await resets.mailed(id);
      logger.info({ resetId: id }, 'password_reset.mailed');
    } catch (error) {
      const retryAfterMs = Math.min(RETRY_MAX_MS, RETRY_FIRST_MS * 2 ** Math.min(tries, 10));
      const code = errorCodeOf(error);
      logger.warn({ resetId: id, code, err: toError(error), retryAfterMs }, 'password_reset.failed');
      await resets.mailed(id, retryAfterMs);
    }
  }

  /** One round: what is due, as far as one batch goes. */
  return async function round(): Promise<void> {
    const due = await resets.takeDue({ limit: BATCH, holdMs: HOLD_MS, maxAgeMs: LIFETIME_MS });
    for (const { id, tries } of due) {
      if (send !== null && obstacle === null) {
        await answer(id, tries, send);
      } else {
        await resets.drop(id);
        logger.warn({ resetId: id, reason: obstacle }, 'password_reset.not_mailed');
      }
    }
  };
}

const SUBJECT = 'Новый пароль / A new password';

function textOf(link: string): string {
  return `Чтобы задать новый пароль, откройте ссылку. Она действует один час и один раз:
${link}
Если вы об этом не просили, ничего не делайте: пароль останется прежним.

To set a new password, open the link. It works once, for an hour:
${link}
If you did not ask for it, do nothing: your password stays as it is.
`;
}
