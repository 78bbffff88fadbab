import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createAutoDisable } from '@kassahook/notifier/upkeep/autoDisable';
import { createMailer } from '@kassahook/notifier/upkeep/mailer';
import { newId } from '@kassahook/platform/ids';
import { createSilentLogger } from '@kassahook/platform/logger';
import { createSecretBox } from '@kassahook/platform/secretBox';
import { createAccountStore } from '@kassahook/postgres/accountStore';
import { createAutoDisableStore } from '@kassahook/postgres/autoDisableStore';
import { createHealthStore } from '@kassahook/postgres/healthStore';
import { createNotificationStore } from '@kassahook/postgres/notificationStore';
import type { Postgres } from '@kassahook/postgres/postgres';
import { createStatsStore } from '@kassahook/postgres/statsStore';
import { createWebhookStore } from '@kassahook/postgres/webhookStore';
import { createMigratedPostgres, type MigratedPostgres } from './migratedPostgres.js';

const HOUR = 3_600_000;
const LIMIT_HOURS = 100;
const START = Date.parse('2026-03-01T00:00:00.000Z');
const logger = createSilentLogger();
const secretBox = createSecretBox({ k1: Buffer.alloc(32, 7).toString('base64') });

let now = START;
const clock = { now: () => now };
let database: MigratedPostgres;
let postgres: Postgres;
let webhooks: ReturnType<typeof createWebhookStore>;
let round: () => Promise<void>;
let accountId: string;
let email: string;
let id: string;

beforeAll(async () => {
  database = await createMigratedPostgres();
  ({ postgres } = database);
  webhooks = createWebhookStore(postgres, { secretBox, clock, webhooksPerAccountMax: 5 });
  const health = createHealthStore(postgres);
  const warnings = createAutoDisableStore(postgres);
  round = createAutoDisable({
    failing: (query) => health.failing(query),
    warn: (webhook, warning) => warnings.warn(webhook, warning),
    disable: (webhook) => webhooks.disable(webhook),
    limitMs: LIMIT_HOURS * HOUR,
    clock,
    logger,
  });
});
beforeEach(async () => {
  now = START;
  email = `${newId()}@example.com`;
  const owner = { name: 'Анна', email, passwordHash: 'none' };
  ({ accountId } = await createAccountStore(postgres).create({ name: 'Ларёк', owner }));
  ({ id } = await webhooks.create(accountId, { url: 'https://shop.example/hook', secret: 'x' }));
});
afterAll(async () => {
  await database.drop();
});

const hour = (hours: number) => new Date(START + hours * HOUR);

/** The counters hear of an attempt at an hour. */
async function attempted(hours: number, succeeded = false): Promise<void> {
  const at = hour(hours);
  await createStatsStore(postgres).add({
    ...{ worker: newId(), number: 1, stats: [] },
    health: [
      {
        ...{ accountId, webhookId: id },
        lastSuccessAt: succeeded ? at : null,
        lastFailureAt: succeeded ? null : at,
        failingSince: succeeded ? null : at,
        failuresInRow: succeeded ? 0 : 1,
      },
    ],
  });
}
async function roundAt(hours: number): Promise<void> {
  now = START + hours * HOUR;
  await round();
}
/** What the account was told, oldest first: the per cents of warnings, the reasons of ends. */
async function told(): Promise<unknown[]> {
  const list = await createNotificationStore(postgres).list({ accountId, limit: 100 });
  return list.reverse().map(({ data }) => data['percent'] ?? data['reason']);
}
const isActive = async () => (await webhooks.get(accountId, id)).isActive;

describe('nothing but failures', () => {
  it('when it goes on, then its owner is warned at 50, 70 and 90 %, once each, and told at the end', async () => {
    for (let hours = 0; hours <= LIMIT_HOURS; hours += 10) {
      await attempted(hours);
      await roundAt(hours);
      await roundAt(hours);
    }
    expect(await told()).toEqual([50, 70, 90, 'FAILING']);
    expect(await webhooks.get(accountId, id)).toMatchObject({
      isActive: false,
      disabledReason: 'FAILING',
      disabledAt: hour(LIMIT_HOURS),
    });
    const [, , , first] = await createNotificationStore(postgres).list({ accountId, limit: 4 });
    expect(first?.data).toMatchObject({
      failingSince: hour(0).toISOString(),
      disableAt: hour(LIMIT_HOURS).toISOString(),
    });
  });

  it('when nobody looked for a while, then the highest warning is the only one', async () => {
    await attempted(0);
    await attempted(95);
    await roundAt(95);
    expect(await told()).toEqual([90]);
  });

  it('when something succeeds, then it begins anew, warnings too', async () => {
    await attempted(0);
    await attempted(60);
    await roundAt(60);
    await attempted(61, true);
    await attempted(62);
    await attempted(101);
    await roundAt(101);
    expect(await isActive()).toBe(true);
    await attempted(113);
    await roundAt(113);
    expect(await told()).toEqual([50, 50]);
    await attempted(162);
    await roundAt(162);
    expect(await isActive()).toBe(false);
  });

  it('when it failed once and had nothing to do since, then it is warned of, and stays on', async () => {
    await attempted(0);
    await roundAt(1_000);
    expect(await isActive()).toBe(true);
    expect(await told()).toEqual([90]);
  });

  it('when its owner switches it on again, then it has all the time once more', async () => {
    await attempted(0);
    await attempted(100);
    await roundAt(100);
    now = START + 101 * HOUR;
    await webhooks.patch({ accountId, id }, { isActive: true });
    await roundAt(160);
    expect([await isActive(), await told()]).toEqual([true, ['FAILING']]);
    await attempted(160);
    await roundAt(160);
    expect([await isActive(), await told()]).toEqual([true, ['FAILING', 50]]);
  });
});

describe('mail', () => {
  type Mail = Parameters<Parameters<typeof createMailer>[0]['send']>[0];
  const mailer = (send: (mail: Mail) => Promise<void>) =>
    createMailer({
      notifications: createNotificationStore(postgres),
      send,
      isRefusedForGood: () => false,
      logger,
    });

  it('when an account is told something, then its people are mailed, once', async () => {
    await postgres.sequelize.query('UPDATE notifications SET mailed_at = now()');
    await webhooks.disable({ accountId, webhookId: id, reason: 'GONE' });
    const mails: Mail[] = [];
    const send = mailer((mail) => Promise.resolve(void mails.push(mail)));
    await Promise.all([send(), send()]);
    await send();
    expect(mails).toEqual([
      {
        to: email,
        subject: expect.stringContaining('switched off'),
        text: expect.stringMatching(/выключен[\s\S]*it answered 410 Gone/),
      },
    ]);
  });

  it('when the mail server refuses, then it is tried again later', async () => {
    await webhooks.disable({ accountId, webhookId: id, reason: 'GONE' });
    let tries = 0;
    const send = mailer(() => {
      tries += 1;
      return tries === 1 ? Promise.reject(new Error('busy')) : Promise.resolve();
    });
    await send();
    await send();
    expect(tries).toBe(1);
    await postgres.sequelize.query('UPDATE notifications SET mail_after = now() WHERE mailed_at IS NULL');
    await send();
    expect(tries).toBe(2);
    await postgres.sequelize.query('UPDATE notifications SET mail_after = now()');
    await send();
    expect(tries).toBe(2);
  });
});
