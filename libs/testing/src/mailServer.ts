import { createServer, type AddressInfo } from 'node:net';

/** A mail that the server took. */
export interface TakenMail {
  to: string;
  /** Headers and text, as they came over the wire. */
  data: string;
}

export interface MailServerOptions {
  /** The reply to RCPT, e.g. `550 no such user`; a mail is taken with any reply of 250. */
  replyTo?: (address: string) => string;
}

/** A mail server that takes one mail per connection, as far as RFC 5321 is needed for that. */
export async function startMailServer({ replyTo = () => '250 ok' }: MailServerOptions = {}) {
  const mails: TakenMail[] = [];
  const asked: string[] = [];
  const server = createServer((socket) => {
    let data: string | null = null;
    let to = '';
    const answer = (reply: string) => socket.write(`${reply}\r\n`);
    socket.on('error', () => socket.destroy());
    answer('220 test');
    socket.on('data', (chunk) => {
      const text = chunk.toString();
      if (data !== null) {
        data += text;
        if (!data.endsWith('\r\n.\r\n')) return;
        mails.push({ to, data });
        data = null;
        answer('250 taken');
        return;
      }
      switch (text.slice(0, 4).toUpperCase()) {
        case 'RCPT':
          to = /<(.*)>/.exec(text)?.[1] ?? '';
          asked.push(to);
          return answer(replyTo(to));
        case 'DATA':
          data = '';
          return answer('354 go on');
        case 'QUIT':
          return socket.end('221 bye\r\n');
        default:
          return answer('250 ok');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mails,
    /** To whom mails were offered, taken or not, in order. */
    asked,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
