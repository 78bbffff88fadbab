import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createPasswordResets } from '@kassahook/notifier/upkeep/passwordResets';
import { createLogger } from '@kassahook/platform/logger';
import { hashToken, newToken } from '@kassahook/platform/tokens';
import { createAccountStore } from '@kassahook/postgres/accountStore';
import { createPasswordResetStore, type PasswordResetStore } from '@kassahook/postgres/passwordResetStore';
import type { Postgres } from '@kassahook/postgres/postgres';
import { createMigratedPostgres, type MigratedPostgres } from './migratedPostgres.js';

const MINUTE_MS = 60_000;
const CABINET = 'https://cabinet.example/';

let now = Date.parse('2026-03-01T10:00:00.000Z');
const clock = { now: () => now };
let log = '';
const logger = createLogger({
  name: 'test',
  level: 'trace',
  pretty: false,
  destination: { write: (line) => void (log += line) },
});
let database: MigratedPostgres;
let postgres: Postgres;
let resets: PasswordResetStore;
let email: string;

beforeAll(async () => {
  database = await createMigratedPostgres();
  ({ postgres } = database);
  resets = createPasswordResetStore(postgres, { clock });
});
beforeEach(async () => {
  log = '';
  await postgres.sequelize.query('DELETE FROM password_resets');
  email = `${newToken().slice(3, 20).toLowerCase()}@example.com`;
  const owner = { name: 'Анна', email, passwordHash: 'none' };
  await createAccountStore(postgres).create({ name: 'Ларёк', owner });
});
afterAll(async () => {
  await database.drop();
});

interface Letter {
  to: string;
  subject: string;
  text: string;
}

/** A mailer whose server refuses as many mails as it is told to. */
function createMails({ refuse = 0, cabinetUrl = CABINET } = {}) {
  const letters: Letter[] = [];
  let left = refuse;
  const send = (letter: Letter): Promise<void> => {
    letters.push(letter);
    left -= 1;
    return left >= 0 ? Promise.reject(new Error('421 later')) : Promise.resolve();
  };
  return { letters, round: createPasswordResets({ resets, send, cabinetUrl, logger }) };
}

const tokenOf = ({ text }: Letter) => /#token=(\S+)/.exec(text)?.[1] ?? '';
const rows = async () => (await postgres.sequelize.query('SELECT * FROM password_resets'))[0];

describe('mails with another password', () => {
  it('when one is asked for, then the mail has a link to the cabinet whose token is good, and is sent once', async () => {
    const { letters, round } = createMails();
    await resets.request(email);
    await round();
    await round();
    expect(letters).toHaveLength(1);
    const [letter] = letters;
    expect(letter).toMatchObject({ to: email, subject: expect.stringContaining('password') });
    expect(letter!.text).toContain('https://cabinet.example/password-reset#token=khp_');
    expect(await resets.find(hashToken(tokenOf(letter!)))).toMatchObject({ email, name: 'Анна' });
    for (const place of [log, JSON.stringify(await rows())]) expect(place).not.toContain(tokenOf(letter!));
    expect(log).toContain('password_reset.mailed');
    expect(log).not.toContain(email);
  });

  it('when the address is nobody’s, then nothing is sent and nothing is kept', async () => {
    const { letters, round } = createMails();
    await resets.request('nobody@example.com');
    await round();
    expect([letters, await rows()]).toEqual([[], []]);
  });

  it('when the server refuses it, then it is tried again later with another token, and the first one is over', async () => {
    const { letters, round } = createMails({ refuse: 1 });
    await resets.request(email);
    await round();
    await round();
    expect(letters).toHaveLength(1);
    now += MINUTE_MS;
    await round();
    const [first, second] = letters.map((letter) => hashToken(tokenOf(letter)));
    expect([await resets.find(first!), await resets.find(second!)]).toEqual([
      null,
      expect.objectContaining({ email }),
    ]);
    expect(log).toContain('password_reset.failed');
    for (const letter of letters) expect(log).not.toContain(tokenOf(letter));
  });

  it('when the server refuses for an hour, then nobody is sent a mail of long ago', async () => {
    const { letters, round } = createMails({ refuse: 1 });
    await resets.request(email);
    await round();
    now += 60 * MINUTE_MS;
    await round();
    expect(letters).toHaveLength(1);
  });

  it('when two notifiers look at once, then one mail is sent', async () => {
    const { letters, round } = createMails();
    await resets.request(email);
    await Promise.all([round(), round(), round()]);
    expect(letters).toHaveLength(1);
  });

  it.each([
    ['there is no mail server', { send: null, cabinetUrl: CABINET }, 'SMTP_URL is blank'],
    [
      'nobody says where the cabinet is',
      { send: () => Promise.resolve(), cabinetUrl: '' },
      'CABINET_URL is blank',
    ],
  ])('when %s, then a line of the log is all that comes of it', async (_what, options, reason) => {
    await resets.request(email);
    await createPasswordResets({ resets, logger, ...options })();
    expect(log).toContain('password_reset.not_mailed');
    expect(log).toContain(reason);
    expect(await rows()).toEqual([]);
  });
});
