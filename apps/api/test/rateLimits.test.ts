import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newToken } from '@kassahook/platform/tokens';
import { createTcpProxy, type TcpProxy } from '@kassahook/testing/tcpProxy';
import { startApi, type ApiHarness } from './apiHarness.js';

let harness: ApiHarness;
let proxy: TcpProxy;

beforeAll(async () => {
  const { hostname, port } = new URL(process.env['REDIS_URL'] ?? '');
  proxy = await createTcpProxy({ host: hostname, targetPort: Number(port) });
  harness = await startApi({
    REDIS_URL: `redis://127.0.0.1:${proxy.port}`,
    TRUSTED_PROXIES: '1',
    RATE_LIMIT_TOKEN_PER_MINUTE: '20',
    RATE_LIMIT_ACCOUNT_PER_MINUTE: '30',
    RATE_LIMIT_ADDRESS_PER_MINUTE: '10',
    RATE_LIMIT_DEVICE_PER_MINUTE: '40',
  });
});
afterAll(async () => {
  await harness.close();
  await proxy.close();
});

const read = (token: string, address = '203.0.113.1') =>
  harness.call('GET', '/api/webhooks', { token, headers: { 'x-forwarded-for': address } });
async function statuses(count: number, ask: () => ReturnType<typeof read>): Promise<string> {
  const seen = new Map<number, number>();
  for (let index = 0; index < count; index += 1) {
    const { status } = await ask();
    seen.set(status, (seen.get(status) ?? 0) + 1);
  }
  return [...seen].map(([status, times]) => `${times}×${status}`).join(' ');
}

describe('rate limits', () => {
  it('when a token asks too often, then it is 429 with the time to wait, and other accounts go on', async () => {
    const { token } = await harness.createAccount();
    const first = await read(token);
    expect(first.headers.get('ratelimit-limit')).toBe('20');
    expect(first.headers.get('ratelimit-remaining')).toBe('19');
    expect(Number(first.headers.get('ratelimit-reset'))).toBeGreaterThan(50);
    expect(await statuses(24, () => read(token))).toBe('19×200 5×429');
    const refused = await read(token);
    expect(refused.body).toMatchObject({ status: 429, code: 'RATE_LIMITED' });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.headers.get('ratelimit-remaining')).toBe('0');
    expect((await read((await harness.createAccount()).token)).status).toBe(200);
  });

  it('when the tokens of an account ask too often together, then all of them are refused', async () => {
    const { accountId, token } = await harness.createAccount();
    const second = await harness.issue(accountId, ['read']);
    expect(await statuses(18, () => read(token))).toBe('18×200');
    expect(await statuses(18, () => read(second))).toBe('12×200 6×429');
    expect((await read(token)).headers.get('ratelimit-limit')).toBe('30');
  });

  it('when an address tries tokens, then it is refused, and those whose tokens are known there go on', async () => {
    const { token } = await harness.createAccount();
    const address = '203.0.113.77';
    expect((await read(token, address)).status).toBe(200);
    expect(await statuses(14, () => read(newToken(), address))).toBe('10×401 4×429');
    expect((await read(token, address)).status).toBe(200);
    expect((await read(newToken(), '203.0.113.78')).status).toBe(401);
  });

  it('when addresses of one IPv6 network try tokens, then they count as one', async () => {
    let host = 0;
    const next = () => read(newToken(), `2001:db8:1:2::${(host += 1).toString(16)}`);
    expect(await statuses(14, next)).toBe('10×401 4×429');
    expect((await read(newToken(), '2001:db8:1:3::1')).status).toBe(401);
  });

  it('when a register goes mad, then it is stopped by its own limit, which the account’s tokens do not share', async () => {
    const { token, deviceToken } = await harness.createAccount();
    const report = () =>
      harness.call('POST', '/api/device/shifts', { token: deviceToken, body: { number: 1 } });
    expect(await statuses(43, report)).toBe('40×201 3×429');
    expect((await read(token)).status).toBe(200);
  });

  it('when a register has used half of its limit, then it is told where it stands; before that nothing is written', async () => {
    const { deviceToken } = await harness.createAccount();
    const report = () =>
      harness.call('POST', '/api/device/shifts', { token: deviceToken, body: { number: 1 } });
    const remaining: (string | null)[] = [];
    for (let index = 0; index < 41; index += 1) {
      const { headers } = await report();
      remaining.push(headers.get('ratelimit-remaining'));
      if (index === 20) {
        expect([headers.get('ratelimit-limit'), Number(headers.get('ratelimit-reset'))]).toEqual([
          '40',
          expect.any(Number),
        ]);
      }
    }
    expect(remaining.slice(0, 20)).toEqual(Array(20).fill(null));
    expect(remaining.slice(20)).toEqual([
      ...Array.from({ length: 20 }, (_, index) => String(19 - index)),
      '0',
    ]);
  });

  it('when Redis is away, then a smaller limit of this process holds', async () => {
    const { token } = await harness.createAccount();
    proxy.refuse();
    await proxy.cut();
    try {
      // A fifth of 20 for the token.
      expect(await statuses(10, () => read(token))).toBe('4×200 6×429');
    } finally {
      await proxy.accept();
    }
  });
});
