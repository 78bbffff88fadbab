import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTcpProxy, type TcpProxy } from '@kassahook/testing/tcpProxy';
import { startApi, type ApiHarness } from './apiHarness.js';
import { createBrowser, OPEN_DOORS, PASSWORD, signUp, type Member } from './browser.js';

let harness: ApiHarness;
let proxy: TcpProxy;

beforeAll(async () => {
  const { hostname, port } = new URL(process.env['REDIS_URL'] ?? '');
  proxy = await createTcpProxy({ host: hostname, targetPort: Number(port) });
  harness = await startApi({
    ...OPEN_DOORS,
    REDIS_URL: `redis://127.0.0.1:${proxy.port}`,
    TRUSTED_PROXIES: '1',
    LOGIN_ATTEMPTS_PER_ACCOUNT: '5',
    LOGIN_ATTEMPTS_PER_ADDRESS: '12',
    SIGN_UPS_PER_ADDRESS: '8',
  });
});
afterAll(async () => {
  await harness.close();
  await proxy.close();
});

let addresses = 0;
const anAddress = (): string => `198.51.100.${(addresses += 1)}`;
const login = (email: string, password: string, address: string) =>
  createBrowser(harness).call('POST', '/api/auth/login', {
    body: { email, password },
    headers: { 'x-forwarded-for': address },
  });

describe('guessing passwords', () => {
  it('when one account is guessed at from many addresses at once, then no more than the limit are checked', async () => {
    const { email } = await signUp(harness);
    const guesses = await Promise.all(Array.from({ length: 12 }, () => login(email, 'wrong', anAddress())));
    expect(guesses.filter(({ status }) => status === 401)).toHaveLength(5);
    const refused = guesses.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(7);
    expect(refused[0]!.body).toMatchObject({ status: 429, code: 'RATE_LIMITED' });
    const seconds = Number(refused[0]!.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(800);
    expect(seconds).toBeLessThanOrEqual(900);
    expect(refused[0]!.headers.get('ratelimit-limit')).toBe('5');
    expect(refused[0]!.headers.get('ratelimit-remaining')).toBe('0');
    expect((await login(email, PASSWORD, anAddress())).status).toBe(429);
  });

  it('when an unknown account is guessed at, then it is refused after as many guesses', async () => {
    const statuses: number[] = [];
    for (let guess = 0; guess < 6; guess += 1) {
      statuses.push((await login('no.such.person@example.com', 'wrong', anAddress())).status);
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
  });

  it('when one address guesses at many accounts, then it is refused, and others are not', async () => {
    const address = anAddress();
    const statuses: number[] = [];
    for (let guess = 0; guess < 13; guess += 1) {
      statuses.push((await login(`somebody${guess}@example.com`, 'wrong', address)).status);
    }
    expect(statuses.slice(0, 12).every((status) => status === 401)).toBe(true);
    expect(statuses[12]).toBe(429);
    expect((await login('somebody99@example.com', 'wrong', anAddress())).status).toBe(401);
  });

  it('when a person logs in again and again, then nothing counts against him', async () => {
    const { email } = await signUp(harness);
    const address = anAddress();
    for (let time = 0; time < 14; time += 1) expect((await login(email, PASSWORD, address)).status).toBe(200);
  });

  it('when a client writes an address of its own, then it is counted by the one that the proxy saw', async () => {
    const address = anAddress();
    for (let guess = 0; guess < 12; guess += 1) {
      await login(`person${guess}@example.com`, 'wrong', `10.0.0.${guess}, ${address}`);
    }
    expect((await login('person99@example.com', 'wrong', `10.9.9.9, ${address}`)).status).toBe(429);
  });

  const change = ({ browser }: Member, currentPassword: string) =>
    browser.call('POST', '/api/auth/password', {
      body: { currentPassword, newPassword: 'another horse battery' },
      headers: { 'x-forwarded-for': anAddress() },
    });

  it('when strangers have used up the logins of an address, then its owner can change the password', async () => {
    const owner = await signUp(harness);
    for (let guess = 0; guess < 6; guess += 1) await login(owner.email, 'wrong', anAddress());
    expect((await login(owner.email, PASSWORD, anAddress())).status).toBe(429);
    expect((await change(owner, PASSWORD)).status).toBe(204);
  });

  it('when a session guesses at the current password, then it is stopped, and logins are not', async () => {
    const owner = await signUp(harness);
    const statuses: number[] = [];
    for (let guess = 0; guess < 6; guess += 1) statuses.push((await change(owner, 'wrong')).status);
    expect(statuses).toEqual([400, 400, 400, 400, 400, 429]);
    expect((await change(owner, PASSWORD)).status).toBe(429);
    expect((await login(owner.email, PASSWORD, anAddress())).status).toBe(200);
  });

  it('when Redis is away, then this process counts alone, more strictly, and nobody gets in', async () => {
    const { browser, email } = await signUp(harness);
    proxy.refuse();
    await proxy.cut();
    const statuses: number[] = [];
    for (let guess = 0; guess < 4; guess += 1)
      statuses.push((await login(email, 'wrong', anAddress())).status);
    const right = await login(email, PASSWORD, anAddress());
    const session = await browser.call('GET', '/api/auth/session');
    await proxy.accept();
    expect(statuses[0]).toBe(401);
    expect(statuses[3]).toBe(429);
    expect([429, 503]).toContain(right.status);
    expect([session.status, session.headers.get('retry-after')]).toEqual([503, '5']);
  });
});
