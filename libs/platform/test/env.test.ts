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

  it.each([
    'mongodb://a:27017,b:27017,c:27017/kassahook?replicaSet=rs0',
    'mongodb://me:hush@a,b/kassahook',
    'mongodb+srv://cluster.example/kassahook',
    'mongodb://127.0.0.1/kassahook',
  ])('when MONGO_URL is %s, then it is taken as it is', (text) => {
    expect(readSettings(['MONGO_URL'], { MONGO_URL: text })).toEqual({ MONGO_URL: text });
  });

  it.each(['mongodb://', 'mongo://a/db', 'a:27017,b:27017'])(
    'when MONGO_URL is %s, then it is a mistake',
    (text) => {
      expect(() => readSettings(['MONGO_URL'], { MONGO_URL: text })).toThrow(/MONGO_URL: must be a URL/);
    },
  );

  it.each([
    'banana',
    '10.0.0.0',
    '10.0.0.0/33',
    '10.1/8',
    '0x0a.0.0.0/8',
    '010.0.0.0/8',
    '::1/129',
    'fe80::1%eth0/64',
    '/8',
  ])('when the allowed range is %s, then the mistake is named', (text) => {
    const read = () =>
      readSettings(['OUTGOING_ALLOWED_CIDRS'], { OUTGOING_ALLOWED_CIDRS: `127.0.0.0/8,${text}` });
    expect(read).toThrow(`OUTGOING_ALLOWED_CIDRS: "${text}" is not an address range`);
  });

  it('when a delay is longer than a queue can have, then the mistake is named', () => {
    expect(() => readSettings(['LADDER_MS'], { LADDER_MS: '0,5000000000' })).toThrow(
      /LADDER_MS: rung 1 must be at most/,
    );
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

  it('when nothing is said about the form of the log, then the output decides', () => {
    expect(readSettings(['LOG_PRETTY'], {})).toEqual({ LOG_PRETTY: 'auto' });
    expect(readSettings(['LOG_PRETTY'], { LOG_PRETTY: 'false' })).toEqual({ LOG_PRETTY: false });
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

  it.each([
    ['mongodb://me:hush@a:27017,b:27017/db?replicaSet=rs0', 'mongodb://a:27017,b:27017/db?replicaSet=rs0'],
    ['mongodb://me:hush@hush@a:27017,b:27017/db', 'mongodb://a:27017,b:27017/db'],
    ['mongodb://me:hu/hush@a:27017,b:27017/db', 'mongodb://a:27017,b:27017/db'],
    ['mongodb://a:27017,b:27017/db', 'mongodb://a:27017,b:27017/db'],
    ['mongodb+srv://me:hush@cluster.example/db', 'mongodb+srv://cluster.example/db'],
  ])('when %s is described for the log, then its hosts stay and its credentials go', (text, shown) => {
    expect(describeSettings({ MONGO_URL: text })).toEqual({ MONGO_URL: shown });
  });
});
