import Koa from 'koa';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { cabinetPages } from '../src/cabinet/cabinetPages.js';
import type { ApiState } from '../src/http/context.js';
import { createSessionCookie } from '../src/http/sessionCookie.js';
import { serve, type Served } from './served.js';

const accept = 'text/html,application/xhtml+xml,*/*;q=0.8';
const PAGE = '<title>it</title>';
const SESSION = `kassahook=${'s'.repeat(43)}`;

let served: Served;
beforeAll(async () => {
  const app = new Koa<ApiState>();
  const cookie = createSessionCookie({ isSecure: false, lifetimeMs: 1_000 });
  const readFile = (name: string) =>
    name === 'index.html' ? Promise.resolve(Buffer.from(PAGE)) : Promise.reject(new Error('no such file'));
  app.use(cabinetPages({ readFile, hasSession: (ctx) => cookie.read(ctx) !== null }));
  served = await serve(app);
});
afterAll(() => served.close());

it('when a browser without a session opens the overview, then it is sent to log in; with one, and elsewhere, it gets the page', async () => {
  for (const cookie of ['', 'another=1', 'kassahook=none']) {
    const stranger = await served.get('/', { accept, cookie });
    expect([stranger.status, stranger.headers.get('location')]).toEqual([302, '/sign-in']);
    expect(stranger.headers.get('vary')).toContain('Cookie');
  }
  const member = await served.get('/', { accept, cookie: SESSION });
  expect([member.status, await member.text()]).toEqual([200, PAGE]);
  expect(member.headers.get('vary')).toContain('Cookie');
  for (const path of ['/sign-in', '/sign-up', '/receipts']) {
    expect([path, (await served.get(path, { accept })).status]).toEqual([path, 200]);
  }
});

it('when a program asks for what is a page, then there is nothing', async () => {
  for (const path of ['/', '/receipts']) {
    expect([path, (await served.get(path, { accept: '*/*' })).status]).toEqual([path, 404]);
  }
});
