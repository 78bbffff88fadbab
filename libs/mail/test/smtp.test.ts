import { expect, it } from '@jest/globals';
import { createSmtp, RECIPIENT_REFUSED } from '@kassahook/mail/smtp';
import { errorCodeOf } from '@kassahook/platform/errors';
import { startMailServer } from '@kassahook/testing/mailServer';

it('when a mail is sent, then the server gets it, with sender, subject and text', async () => {
  const server = await startMailServer();
  const smtp = createSmtp({ url: server.url, from: 'kassahook <hook@example.com>' });
  await smtp.send({ to: 'anna@example.com', subject: 'A webhook', text: 'It was switched off.' });
  expect(server.mails).toHaveLength(1);
  const data = server.mails[0]?.data;
  expect(data).toMatch(/From: kassahook <hook@example\.com>/);
  expect(data).toMatch(/To: anna@example\.com/);
  expect(data).toMatch(/Subject: A webhook/);
  expect(data).toMatch(/It was switched off\./);
  smtp.close();
  await server.close();
});

it('when nobody listens, then sending fails', async () => {
  const smtp = createSmtp({ url: 'smtp://127.0.0.1:9', from: 'hook@example.com' });
  await expect(smtp.send({ to: 'a@example.com', subject: 'x', text: 'y' })).rejects.toThrow();
  smtp.close();
});

it.each([
  ['for good', '550 5.1.1 no such user', true],
  ['for good', '550 no such user', true],
  ['for now', '450 4.7.1 come back later', false],
  ['because of who we are', '554 5.7.1 relay access denied', false],
  ['because we are not known', '530 5.7.0 authentication required', false],
  ['because we are not known, in one word', '530 authentication required', false],
])('when the server refuses an address %s, then the error says so', async (_how, reply, isForGood) => {
  const server = await startMailServer({ replyTo: () => reply });
  const smtp = createSmtp({ url: server.url, from: 'hook@example.com' });
  const failure = await smtp
    .send({ to: 'a@example.com', subject: 'x', text: 'y' })
    .catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(Error);
  expect(errorCodeOf(failure) === RECIPIENT_REFUSED).toBe(isForGood);
  smtp.close();
  await server.close();
});
