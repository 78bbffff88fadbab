import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { createCabinet, DESK, type Cabinet, type Look } from './cabinet.js';
import type { Owner } from './owner.js';
import { settled } from './settled.js';
import { watchShifts } from './shifts.js';
import { createTill } from './till.js';

/** What a first visit asks for until the overview and the last events are there: the page, scripts, styles, fonts, answers. */
const REQUESTS_MAX = 40;
const BYTES_MAX = 420_000;
/** A tenth of what counts as steady (0.1, web.dev/cls). */
const SHIFT_MAX = 0.01;
const PHONE: Look = { ...DESK, width: 'phone' };
/** The only code that a first view needs: the frame, the overview with its last events, and the words of a language. */
const NEEDED = [
  'index.html',
  'src/pages/overview/LastEvents.tsx',
  'src/locales/ru/firstWords.ts',
  'src/locales/ru/words.ts',
];

let cabinet: Cabinet;
let owner: Owner;
let webhookId: string;
beforeAll(async () => {
  cabinet = await createCabinet();
  owner = await cabinet.signUpOwner();
  const webhook = await owner.call('POST', '/api/webhooks', {
    url: cabinet.pipeline.receiver.url('/hook'),
    types: { receipts: true, shifts: true },
  });
  webhookId = (webhook as { id: string }).id;
  await owner.call('POST', '/api/products', { name: 'Кофе', price: 24_900 });
  const till = createTill(cabinet, owner);
  await till.openShift(1);
  for (let number = 1; number <= 30; number += 1) await till.receipt(number);
}, 120_000);
afterAll(() => cabinet.close());

/** The scripts of an entry of the bundle, and all that they import at once. */
function scriptsOf(entries: readonly string[]): Set<string> {
  const manifest = JSON.parse(
    readFileSync(join('apps', 'cabinet', 'dist', '.vite', 'manifest.json'), 'utf8'),
  ) as Record<string, { file: string; imports?: string[] }>;
  const wanted = new Set<string>();
  const want = (name: string): void => {
    const { file = '', imports = [] } = manifest[name] ?? {};
    if (file === '' || wanted.has(file)) return;
    wanted.add(file);
    imports.forEach(want);
  };
  entries.forEach(want);
  return wanted;
}

/** Counts what comes over the wire, as it is sent: compressed. */
async function countTraffic(page: Page): Promise<{ requests: string[]; bytes: () => number }> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const requests: string[] = [];
  let bytes = 0;
  session.on('Network.requestWillBeSent', ({ request }) => void requests.push(new URL(request.url).pathname));
  session.on('Network.loadingFinished', ({ encodedDataLength }) => void (bytes += encodedDataLength));
  return { requests, bytes: () => bytes };
}

/** Keeps every answer but who is logged in, until somebody lets them through. */
async function holdAnswers(page: Page): Promise<() => Promise<void>> {
  const held: (() => Promise<void>)[] = [];
  let isOpen = false;
  await page.route(/\/api\/(?!auth\/session|stream)/, async (route) => {
    if (isOpen) return route.continue();
    held.push(() => route.continue());
    return undefined;
  });
  return async () => {
    isOpen = true;
    await Promise.all(held.map((release) => release()));
  };
}

describe('the first view', () => {
  it('when somebody comes for the first time, then few and small answers make the overview, and nothing else is loaded', async () => {
    const page = await cabinet.open(DESK, owner);
    const traffic = await countTraffic(page);
    await page.goto(cabinet.url('/'));
    await page.getByText('Средний чек').waitFor();
    await page.getByText('Чек пробит').first().waitFor();
    const [requests, bytes] = [[...traffic.requests], traffic.bytes()];
    expect(requests.length).toBeLessThanOrEqual(REQUESTS_MAX);
    expect(bytes).toBeLessThanOrEqual(BYTES_MAX);
    const needed = scriptsOf(NEEDED);
    const scripts = requests.filter((path) => path.startsWith('/assets/') && path.endsWith('.js'));
    expect(scripts.filter((path) => !needed.has(path.slice(1)))).toEqual([]);
    expect(requests.find((path) => path.startsWith('/api/'))).toBe('/api/auth/session');
  }, 60_000);

  it('when a stranger opens the overview, then nothing is asked for on their behalf, and they are at the login', async () => {
    const page = await cabinet.open(DESK);
    const traffic = await countTraffic(page);
    await page.goto(cabinet.url('/'));
    await page.getByRole('heading', { name: 'Вход' }).waitFor();
    await settled(page);
    expect(new URL(page.url()).pathname).toBe('/sign-in');
    expect(traffic.requests.filter((path) => path.startsWith('/api/'))).toEqual([]);
    expect(cabinet.complaints()).toEqual([]);
  }, 60_000);

  it.each([
    ['/', DESK],
    ['/', PHONE],
    ['/receipts', DESK],
    ['/receipts', PHONE],
    ['/products', DESK],
    ['/products', PHONE],
    ['/deliveries', DESK],
    ['/deliveries', PHONE],
    ['/events', DESK],
    ['/events', PHONE],
    ['/registers', PHONE],
    ['/webhooks', PHONE],
    ['webhook', DESK],
    ['webhook', PHONE],
  ])(
    'when %s waits for its answers (%o), then its outline is there without a spinner, and nothing jumps when they come',
    async (path, look) => {
      const page = await cabinet.open(look, owner);
      const shifts = await watchShifts(page);
      const release = await holdAnswers(page);
      await page.goto(cabinet.url(path === 'webhook' ? `/webhooks/${webhookId}` : path));
      await page.locator('#content .mantine-Skeleton-root').first().waitFor();
      expect(await page.locator('.mantine-Loader-root').count()).toBe(0);
      await release();
      await settled(page);
      const { total, moved } = await shifts();
      expect([path, look.width, total > SHIFT_MAX ? moved : []]).toEqual([path, look.width, []]);
    },
    60_000,
  );
});
