import { describe, expect, it } from '@jest/globals';
import { describeSettings, readSettings, SettingsError } from '@kassahook/platform/env';

const KEY = Buffer.alloc(32, 7).toString('base64');

describe('readSettings', () => {
  it('when several settings are wrong, then one error lists every one of them', () => {
    const read = () =>
      readSettings(['POSTGRES_URL', 'API_PORT', 'LADDER_MS', 'SECRET_KEYS', 'OUTGOING_PORTS'], {
        POSTGRES_URL: 'mysql://x',
        API_PORT: '70000',
        LADDER_MS: '5,1',
        SECRET_KEYS: 'k1:short',
        OUTGOING_PORTS: '80,x',
      });
    expect(read).toThrow(SettingsError);
    for (const name of ['POSTGRES_URL', 'API_PORT', 'LADDER_MS', 'SECRET_KEYS', 'OUTGOING_PORTS']) {
      expect(read).toThrow(new RegExp(`^ {2}${name}`, 'm'));
    }
  });

  it('when a required setting is missing or blank, then the error says what it is for', () => {
    expect(() => readSettings(['MONGO_URL'], { MONGO_URL: '' })).toThrow(/MONGO_URL is missing: MongoDB/);
  });

  it('when texts are right, then they come out typed, with defaults', () => {
    expect(
      readSettings(
        ['LADDER_MS', 'OUTGOING_PORTS', 'OUTGOING_ALLOWED_CIDRS', 'SECRET_KEYS', 'LOG_PRETTY', 'API_PORT'],
        {
          LADDER_MS: '0,100,200',
          OUTGOING_PORTS: '443, 8000-8100',
          OUTGOING_ALLOWED_CIDRS: '127.0.0.0/8, ::1/128',
          SECRET_KEYS: `k1:${KEY}`,
          LOG_PRETTY: 'true',
        },
      ),
    ).toEqual({
      LADDER_MS: [0, 100, 200],
      OUTGOING_PORTS: [
        [443, 443],
        [8000, 8100],
      ],
      OUTGOING_ALLOWED_CIDRS: ['127.0.0.0/8', '::1/128'],
      SECRET_KEYS: { k1: KEY },
      LOG_PRETTY: true,
      API_PORT: 8080,
    });
  });

  it('when settings are described for the log, then no secret and no password is in it', () => {
    const text = JSON.stringify(
      describeSettings({
        SECRET_KEYS: { k1: KEY },
        POSTGRES_URL: 'postgres://me:hush@127.0.0.1/db',
        API_PORT: 1,
      }),
    );
    expect(text).not.toContain(KEY);
    expect(text).not.toContain('hush');
    expect(JSON.parse(text)).toMatchObject({ SECRET_KEYS: true, API_PORT: 1 });
  });
});
