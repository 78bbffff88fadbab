/**
 * libs/mail: sends mails. It knows SMTP, and nothing of what the mails say or when they are sent again.
 * Importing it does nothing; `createSmtp` opens a connection per mail and none before.
 */
import { createTransport } from 'nodemailer';
import { AppError } from '@kassahook/platform/errors';

export interface SmtpOptions {
  /** `smtp://` or `smtps://user:password@host:port` */
  url: string;
  from: string;
}

/** The code of a refusal for good: the server knows no such address (RFC 5321, 4.2.1: 5yz), and the same mail need not come again. */
export const RECIPIENT_REFUSED = 'RECIPIENT_REFUSED';

const TIMEOUT_MS = 15_000;

/** A mail server. It opens a connection per mail: there are a few a day. */
export function createSmtp({ url, from }: SmtpOptions) {
  const transport = createTransport({
    url,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
  });
  return {
    /** @throws AppError RECIPIENT_REFUSED; otherwise what nodemailer throws when the server did not take it */
    async send({ to, subject, text }: { to: string; subject: string; text: string }): Promise<void> {
      try {
        await transport.sendMail({ from, to, subject, text });
      } catch (error) {
        if (!isRefusedForGood(error)) throw error;
        throw new AppError('the mail server refuses this address', { code: RECIPIENT_REFUSED, cause: error });
      }
    },
    close: () => transport.close(),
  };
}

/** Classes of RFC 3463 that are about the address: 5.1 (it does not exist), 5.2 (its mailbox takes no mail). */
const ABOUT_ADDRESS = /^5\d\d[ -]5\.[12]\.\d/;
/** Has the reply such a class at all? */
const HAS_CLASS = /^5\d\d[ -]5\.\d+\.\d/;
/** Without one: no such mailbox, not here, not by this name (RFC 5321, 4.2.2). */
const NO_MAILBOX: ReadonlySet<unknown> = new Set([550, 551, 553]);

/**
 * Only at RCPT is it the address that is refused: 5yz to MAIL is about us, and to DATA about what the mail says. Even there it may be about
 * us (554 5.7.1 relay access denied, 530 log in first): servers tell so as late as that, and it ends when somebody mends a setting.
 */
function isRefusedForGood(error: unknown): boolean {
  const { command, responseCode, response } = error as Record<string, unknown>;
  if (command !== 'RCPT TO') return false;
  const reply = typeof response === 'string' ? response : '';
  return HAS_CLASS.test(reply) ? ABOUT_ADDRESS.test(reply) : NO_MAILBOX.has(responseCode);
}
