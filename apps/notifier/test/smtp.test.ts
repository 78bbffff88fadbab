import { createServer, type AddressInfo } from 'node:net';
import { expect, it } from '@jest/globals';
import { createSmtp } from '@kassahook/notifier/upkeep/smtp';

/** A mail server that takes one mail per connection, as far as RFC 5321 is needed for that. */
async function startMailServer() {
  const mails: string[] = [];
  const server = createServer((socket) => {
    let data: string | null = null;
    socket.write('220 test\r\n');
    socket.on('data', (chunk) => {
      if (data !== null) data += chunk.toString();
      if (data?.endsWith('\r\n.\r\n')) {
        mails.push(data);
        data = null;
        socket.write('250 taken\r\n');
        return;
      }
      if (data !== null) return;
      const command = chunk.toString().slice(0, 4).toUpperCase();
      if (command === 'DATA') data = '';
      if (command === 'QUIT') socket.end('221 bye\r\n');
      else socket.write(command === 'DATA' ? '354 go on\r\n' : '250 ok\r\n');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    mails,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

it('when a mail is sent, then the server gets it, with sender, subject and text', async () => {
  const server = await startMailServer();
  const smtp = createSmtp({ url: `smtp://127.0.0.1:${server.port}`, from: 'kassahook <hook@example.com>' });
  await smtp.send({ to: 'anna@example.com', subject: 'A webhook', text: 'It was switched off.' });
  expect(server.mails).toHaveLength(1);
  expect(server.mails[0]).toMatch(/From: kassahook <hook@example\.com>/);
  expect(server.mails[0]).toMatch(/To: anna@example\.com/);
  expect(server.mails[0]).toMatch(/Subject: A webhook/);
  expect(server.mails[0]).toMatch(/It was switched off\./);
  smtp.close();
  await server.close();
});

it('when nobody listens, then sending fails', async () => {
  const smtp = createSmtp({ url: 'smtp://127.0.0.1:9', from: 'hook@example.com' });
  await expect(smtp.send({ to: 'a@example.com', subject: 'x', text: 'y' })).rejects.toThrow();
  smtp.close();
});
