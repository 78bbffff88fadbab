import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@kassahook/testing/waitFor';
import type { Page } from 'playwright-core';
import { createCabinet, DESK, type Cabinet } from './cabinet.js';
import type { Owner } from './owner.js';
import { settled } from './settled.js';
import { createTill } from './till.js';

/** What each place is filled with, short enough for all of them; `mark` tells where it was. It sets a flag or opens a dialog when it runs. */
const hostile = (mark: string): string =>
  `${mark}<script>window.owned=1</script><img src=x onerror=alert(1)>"'{{7}}`;

let cabinet: Cabinet;
let owner: Owner;
let ids: Record<
  'receipt' | 'shift' | 'product' | 'webhook' | 'delivery' | 'event' | 'inspector' | 'operation',
  string
>;

beforeAll(async () => {
  // The first attempt fails, and nothing changes while the pages are walked.
  cabinet = await createCabinet({ LADDER_MS: '0,3600000' });
  owner = await cabinet.signUpOwner();
  ids = await seed();
}, 120_000);
afterAll(() => cabinet.close());

async function seed(): Promise<typeof ids> {
  const { receiver } = cabinet.pipeline;
  const call = async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> =>
    (await owner.call(method, path, body)) as Answer;
  const idOf = async (path: string, body: unknown): Promise<string> =>
    String((await call<{ id: string | number }>('POST', path, body)).id);
  receiver.script('/hostile', () => ({
    status: 500,
    headers: { 'webhook-reason': hostile('reply-header'), 'content-type': 'text/html' },
    body: hostile('reply-body'),
  }));
  const gone = new URL(receiver.url(`/gone?${encodeURIComponent(hostile('url'))}`));
  receiver.script(`${gone.pathname}${gone.search}`, () => ({ status: 410, body: hostile('gone-body') }));
  const shopId = Number(await idOf('/api/shops', { name: hostile('shop') }));
  const device = await call<{ id: number; deviceToken: string }>('POST', '/api/devices', {
    name: hostile('register'),
    groupId: shopId,
  });
  const webhook = await idOf('/api/webhooks', {
    url: receiver.url('/hostile'),
    description: hostile('webhook'),
    types: { products: true, receipts: true, shifts: true, devices: true },
    headers: { 'X-Note': hostile('own-header') },
    metadata: { note: hostile('metadata') },
  });
  await idOf('/api/webhooks', {
    url: gone.href,
    description: hostile('stopped'),
    types: { products: true },
  });
  const product = await idOf('/api/products', {
    name: hostile('product'),
    unit: '<b>unit</b>',
    barcodes: [hostile('bar')],
    price: 100,
  });
  const till = createTill(cabinet, { ...owner, deviceId: device.id, deviceToken: device.deviceToken });
  const cashier = { tabNumber: '<i>7</i>', name: hostile('cashier'), role: 'CASHIER' };
  const shift = await till.openShift(1);
  await till.encashment(1, { type: 'MONEY_IN', sum: 100, cashier });
  const receipt = await till.receipt(1, {
    cashier,
    positions: [
      { name: hostile('position'), type: 'COUNTABLE', quantity: 1_000, price: 125_000, tax: 'NDS_20' },
    ],
  });
  const operation = await idOf('/api/receipts', {
    deviceId: device.id,
    type: 'SALE',
    taxMode: 'DEFAULT',
    timeout: 10,
    payments: [{ type: 'CASH', sum: 100 }],
    positions: [
      { name: hostile('asked'), type: 'COUNTABLE', quantity: 1, price: 100, priceSum: 100, tax: 'NDS_20' },
    ],
    attributes: { email: 'anna@example.com' },
    total: { priceSum: 100 },
  });
  await till.fail(await till.takeOperation(), { code: 'ShutterError', message: hostile('device-error') });
  const inspector = await call<{ id: string; url: string }>('POST', '/api/inspectors', {
    name: hostile('inspector'),
  });
  const query = `?${encodeURIComponent(hostile('query'))}`;
  await fetch(cabinet.url(`${new URL(inspector.url).pathname}${query}`), {
    method: 'POST',
    body: hostile('request-body'),
    headers: { 'x-note': hostile('request-header'), 'content-type': 'text/html' },
  });
  await call('POST', '/api/tokens', { name: hostile('token'), scopes: ['read'] });
  await call('POST', '/api/oauth2/apps', { name: hostile('app'), redirectUris: ['https://app.example/'] });
  const [delivery] = await waitFor(
    async () => {
      const found = await call<{ id: string; eventId: string }[]>(
        'GET',
        `/api/deliveries?webhookId=${webhook}`,
      );
      return found.length > 0 && found;
    },
    { timeoutMs: 20_000, what: 'a delivery that was attempted' },
  );
  await waitFor(async () => (await call<unknown[]>('GET', '/api/notifications')).length > 0, {
    timeoutMs: 20_000,
    what: 'a notification of a webhook that was stopped',
  });
  return {
    receipt,
    shift,
    product,
    webhook,
    delivery: delivery?.id ?? '',
    event: delivery?.eventId ?? '',
    inspector: inspector.id,
    operation,
  };
}

/** Opens pages that watch for anything that is executed. */
async function openWatched(): Promise<{ page: Page; executed: string[] }> {
  const page = await cabinet.open(DESK, owner);
  const executed: string[] = [];
  page.on('dialog', (dialog) => {
    executed.push(`${page.url()}: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return { page, executed };
}

async function expectNothingRan(page: Page, where: string): Promise<void> {
  const found = await page.evaluate(() => ({
    isOwned: 'owned' in window,
    // Nothing of what was sent has become an element.
    elements: document.querySelectorAll('#root img[src="x"], body script:not([src]), [onerror], i, b').length,
  }));
  expect([where, found]).toEqual([where, { isOwned: false, elements: 0 }]);
}

describe('what people, registers and receivers send', () => {
  it('when every page shows it, then nothing of it runs, and it is read as it was written', async () => {
    const { page, executed } = await openWatched();
    const walk: readonly (readonly [path: string, ...marks: string[]])[] = [
      ['/', 'register'],
      ['/receipts'],
      [`/receipts/${ids.receipt}`, 'position', 'cashier', 'shop'],
      ['/shifts'],
      [`/shifts/${ids.shift}`],
      ['/cash', 'register'],
      ['/products', 'product'],
      ['/products?q=script', 'product'],
      [`/products/${ids.product}`, 'product'],
      ['/fiscalise'],
      ['/operations'],
      [`/operations/${ids.operation}`, 'device-error'],
      ['/registers', 'register', 'shop'],
      ['/registers/new'],
      ['/webhooks', 'webhook', 'stopped'],
      [`/webhooks/${ids.webhook}`, 'webhook'],
      [`/webhooks/${ids.webhook}/deliveries`],
      [`/webhooks/${ids.webhook}/edit`],
      ['/deliveries', 'webhook'],
      [`/deliveries/${ids.delivery}`, 'reply-body', 'reply-header'],
      [`/deliveries/${ids.delivery}?view=wide`, 'reply-body'],
      ['/events'],
      [`/events/${ids.event}`],
      ['/inspector', 'inspector'],
      [`/inspector/${ids.inspector}`, 'inspector', 'request-body', 'request-header'],
      ['/tokens', 'token'],
      ['/apps', 'app'],
      ['/settings/members'],
      ['/settings/notifications'],
      ['/settings/audit', 'token', 'app', 'register'],
      ['/settings/sessions'],
    ];
    for (const [path, ...marks] of walk) {
      await page.goto(cabinet.url(path));
      await settled(page);
      for (const mark of marks) {
        await page.getByText(`${mark}<script>`, { exact: false }).first().waitFor({ state: 'attached' });
      }
      await expectNothingRan(page, path);
    }
    expect(executed).toEqual([]);
    expect(cabinet.complaints()).toEqual([]);
  }, 240_000);

  it('when the palette and a filter are given it, then it is what is looked for and nothing else', async () => {
    const { page, executed } = await openWatched();
    await page.goto(cabinet.url(`/events?entityId=${encodeURIComponent(hostile('entity'))}`));
    await settled(page);
    await page.keyboard.press('Control+k');
    const search = page.getByRole('textbox', { name: 'Страница, товар, вебхук, номер чека или события' });
    await search.fill('webhook<script>');
    await page.getByText(/^webhook<script>/).waitFor();
    await search.fill(hostile('nowhere'));
    await page.getByText('Ничего не найдено', { exact: false }).waitFor();
    await expectNothingRan(page, 'palette');
    expect(executed).toEqual([]);
    cabinet.complaints();
  }, 60_000);
});
