import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@kassahook/testing/waitFor';
import { createCabinet, DESK, type Cabinet } from './cabinet.js';
import type { Owner } from './owner.js';
import { settled } from './settled.js';
import { createTill } from './till.js';

/** A small notebook, and a tablet on its side. */
const [NOTEBOOK_PX, TABLET_PX] = [1_280, 1_024];
const PHONE_PX = 390;
const LISTS = ['/receipts', '/shifts', '/products', '/operations', '/deliveries', '/events'] as const;

let cabinet: Cabinet;
let owner: Owner;
const openPaths = new Map<string, string>();

beforeAll(async () => {
  cabinet = await createCabinet({ LADDER_MS: '0,3600000' });
  owner = await cabinet.signUpOwner();
  const { receiver } = cabinet.pipeline;
  receiver.script('/slow', () => ({ status: 503 }));
  await owner.call('POST', '/api/webhooks', {
    url: receiver.url('/slow'),
    description: 'Сайт магазина на Лесной',
    types: { receipts: true, products: true },
  });
  const product = (await owner.call('POST', '/api/products', {
    name: 'Кофе в зёрнах «Лесной», 1 кг, средней обжарки',
    price: 189_900,
    barcodes: ['4600000000116'],
    tax: 'NDS_22',
  })) as { id: string };
  openPaths.set('/products', product.id);
  const till = createTill(cabinet, owner);
  openPaths.set('/shifts', await till.openShift(1));
  openPaths.set('/receipts', await till.receipt(1, { type: 'OUTFLOW_REFUND', amount: 123_456_700 }));
  const operation = (await owner.call('POST', '/api/receipts', {
    deviceId: owner.deviceId,
    type: 'SALE',
    timeout: 5,
    taxMode: 'DEFAULT',
    positions: [{ name: 'Чай', type: 'COUNTABLE', quantity: 1, price: 100, priceSum: 100, tax: 'NDS_22' }],
    payments: [{ sum: 100, type: 'CASHLESS' }],
    attributes: { email: 'buyer@example.com' },
    total: { priceSum: 100 },
  })) as { id: string };
  openPaths.set('/operations', operation.id);
  for (const list of ['/events', '/deliveries'] as const) {
    const [row] = await waitFor(async () => {
      const found = (await owner.call('GET', `/api${list}?type=RECEIPT`)) as { id: string }[];
      return found.length > 0 && found;
    });
    openPaths.set(list, row?.id ?? '');
  }
}, 120_000);
afterAll(() => cabinet.close());

/** By how much the table is wider than the place that it has, px, in each width of the window. */
async function cutOff(path: string, ...widthsPx: [number, ...number[]]): Promise<number[]> {
  const page = await cabinet.open(DESK, owner);
  await page.setViewportSize({ width: widthsPx[0], height: 800 });
  await page.goto(cabinet.url(path));
  await settled(page);
  await page.locator('tbody tr[aria-rowindex]').first().waitFor();
  await settled(page);
  const px: number[] = [];
  for (const width of widthsPx) {
    await page.setViewportSize({ width, height: 800 });
    px.push(await page.getByRole('table').first().evaluate(widerThanItsPlace));
  }
  await page.context().close();
  return px;
}

/** Run in the page, once it has been drawn for its size. */
async function widerThanItsPlace(table: Element): Promise<number> {
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  const frame = table.closest('[data-live]') ?? table;
  return frame.scrollWidth - frame.clientWidth;
}

describe('the columns of lists', () => {
  it.each(LISTS)(
    'when a row of %s is open on a small notebook, then no column is cut',
    async (list) => {
      expect([list, await cutOff(`${list}/${openPaths.get(list)}`, NOTEBOOK_PX)]).toEqual([list, [0]]);
    },
    60_000,
  );

  it.each(LISTS)(
    'when %s is on a tablet, and on a phone, then no column is cut',
    async (list) => {
      expect([list, await cutOff(list, TABLET_PX, PHONE_PX)]).toEqual([list, [0, 0]]);
    },
    60_000,
  );
});
