import { createTransport } from 'nodemailer';

export interface SmtpOptions {
  /** `smtp://` or `smtps://user:password@host:port` */
  url: string;
  from: string;
}

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
    /** @throws what nodemailer throws when the server did not take it */
    async send({ to, subject, text }: { to: string; subject: string; text: string }): Promise<void> {
      await transport.sendMail({ from, to, subject, text });
    },
    close: () => transport.close(),
  };
}
