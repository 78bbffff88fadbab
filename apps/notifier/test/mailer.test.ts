import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { createSmtp, RECIPIENT_REFUSED } from '@kassahook/mail/smtp';
import { createMailer } from '@kassahook/notifier/upkeep/mailer';
import { errorCodeOf } from '@kassahook/platform/errors';
import { newId } from '@kassahook/platform/ids';
import { createSilentLogger } from '@kassahook/platform/logger';
import { createNotificationStore } from '@kassahook/postgres/notificationStore';
import type { Postgres } from '@kassahook/postgres/postgres';
import { startMailServer } from '@kassahook/testing/mailServer';
import { createMigratedPostgres, type MigratedPostgres } from './migratedPostgres.js';

const logger = createSilentLogger();
const isRefusedForGood = (error: unknown) => errorCodeOf(error) === RECIPIENT_REFUSED;
const PEOPLE = ['anna', 'boris', 'vera', 'gleb'];
let database: MigratedPostgres;
let postgres: Postgres;
let tell: () => Promise<void>;
let at: (name: string) => string;

beforeAll(async () => {
  database = await createMigratedPostgres();
  ({ postgres } = database);
});
beforeEach(async () => {
  await postgres.sequelize.query('DELETE FROM notifications');
  const accountId = newId();
  at = (name) => `${name}@${accountId}.example`;
  const run = (sql: string, replacements: Record<string, unknown>) =>
    postgres.sequelize.query(sql, { replacements });
  await run(
    `INSERT INTO accounts (id, name, created_at, updated_at) VALUES (:accountId, 'Ларёк', now(), now())`,
    { accountId },
  );
  for (const name of PEOPLE) {
    await run(
      `INSERT INTO users (account_id, name, email, password_hash, role, created_at, updated_at)
       VALUES (:accountId, :name, :email, 'none', 'viewer', now(), now())`,
      { accountId, name, email: at(name) },
    );
  }
  tell = async () => {
    const data = JSON.stringify({
      url: 'https://shop.example/hook',
      reason: 'GONE',
      disabledAt: '2026-03-01T00:00:00.000Z',
    });
    await run(
      `INSERT INTO notifications (id, account_id, webhook_id, kind, data)
       VALUES (:id, :accountId, :webhookId, 'WEBHOOK_DISABLED', :data)`,
      { id: newId(), accountId, webhookId: newId(), data },
    );
  };
});
afterAll(async () => {
  await database.drop();
});

/** What is due is tried, as if the wait before it were over. */
async function roundLater(round: () => Promise<void>): Promise<void> {
  await postgres.sequelize.query('UPDATE notifications SET mail_after = now()');
  await round();
}

it('when one address is refused and one fails for now, then only that one is tried again, until it is taken', async () => {
  const replies = new Map([
    [at('boris'), '550 no such user'],
    [at('vera'), '451 come back later'],
  ]);
  const server = await startMailServer({ replyTo: (address) => replies.get(address) ?? '250 ok' });
  const smtp = createSmtp({ url: server.url, from: 'hook@example.com' });
  const notifications = createNotificationStore(postgres);
  const round = createMailer({ notifications, send: (mail) => smtp.send(mail), isRefusedForGood, logger });
  const taken = () => server.mails.map(({ to }) => to);

  await tell();
  await round();
  expect(server.asked).toEqual(PEOPLE.map(at));
  expect(taken()).toEqual([at('anna'), at('gleb')]);

  await roundLater(round);
  await roundLater(round);
  expect(server.asked.slice(PEOPLE.length)).toEqual([at('vera'), at('vera')]);

  replies.delete(at('vera'));
  await roundLater(round);
  expect(taken()).toEqual([at('anna'), at('gleb'), at('vera')]);
  const offered = server.asked.length;
  await roundLater(round);
  expect(server.asked).toHaveLength(offered);
  smtp.close();
  await server.close();
});

it('when a process dies between two addresses, then the one that was mailed is not mailed again', async () => {
  const notifications = createNotificationStore(postgres);
  const mails: string[] = [];
  const send = ({ to }: { to: string }) => Promise.resolve(void mails.push(to));
  await tell();
  const dies = createMailer({
    notifications: {
      ...notifications,
      settleAddress: async (id, address) => {
        await notifications.settleAddress(id, address);
        if (address === at('boris')) throw new Error('killed');
      },
      mailed: () => Promise.reject(new Error('killed')),
    },
    send,
    isRefusedForGood,
    logger,
  });
  await expect(dies()).rejects.toThrow('killed');
  await roundLater(createMailer({ notifications, send, isRefusedForGood, logger }));
  expect(mails).toEqual(PEOPLE.map(at));
});
