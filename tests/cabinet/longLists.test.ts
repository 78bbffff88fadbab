import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@kassahook/testing/waitFor';
import type { Page } from 'playwright-core';
import { createCabinet, DESK, type Cabinet, type Look } from './cabinet.js';
import type { Owner } from './owner.js';
import { settled } from './settled.js';

const PRODUCTS = 10_000;
/** A screen of rows, and what is kept ready above and below it; the list may be as long as it likes. */
const ROWS_MAX = 70;
/** Products that come through the API, each with its event; the others are only rows to be scrolled through. */
const TOLD = 1_000;
/** Events that are scrolled through: more than a screen by far, and ten pages of the API. */
const EVENTS_SEEN = 1_000;
/** A second's worth on an idle machine. */
const FRAMES_MAX = 60;
const PHONE: Look = { ...DESK, width: 'phone' };

const nameOf = (number: number): string => `Товар № ${String(number).padStart(5, '0')}`;

let cabinet: Cabinet;
let owner: Owner;
beforeAll(async () => {
  cabinet = await createCabinet();
  owner = await cabinet.signUpOwner();
  const told = Array.from({ length: TOLD }, (_, place) => ({
    name: nameOf(place + 1),
    price: 100 * (place + 1),
  }));
  await owner.call('POST', '/api/products/bulk', told);
  await cabinet.pipeline.postgres.sequelize.query(
    `INSERT INTO products
     SELECT (jsonb_populate_record(product, jsonb_build_object(
       'id', format('01890000-0000-7000-8000-%s', lpad(number::text, 12, '0')),
       'name', left(name, -5) || lpad(number::text, 5, '0'),
       'created_at', created_at + round * interval '1 second'
     ))).* FROM products product CROSS JOIN generate_series(1, :rounds) round,
     LATERAL (SELECT right(name, 5)::integer + round * :told AS number) numbered`,
    { replacements: { told: TOLD, rounds: PRODUCTS / TOLD - 1 } },
  );
  // All of them have been told: what is told while somebody scrolls is another test's matter.
  const events = cabinet.pipeline.mongo.connection.collection('events');
  await waitFor(async () => (await events.countDocuments()) >= TOLD, {
    timeoutMs: 60_000,
    what: 'an event of each product that was told',
  });
}, 240_000);
afterAll(() => cabinet.close());

/** What a walk down a list has seen. */
interface Walk {
  /** The number of the last row that was in view. */
  last: number;
  /** The most rows that the page held at once. */
  most: number;
  /** How often there was nothing but the table's ground to be seen, however long it was waited for. */
  blank: number;
}

/** Scrolls down by so many screens at a time until a row is in view; waits for rows where they are still on their way. */
async function walkTo(page: Page, row: number, screens = 0.8): Promise<Walk> {
  return page.evaluate(
    async ([wanted, step, framesMax]) => {
      const walk: Walk = { last: 0, most: 0, blank: 0 };
      const frame = () => new Promise((done) => requestAnimationFrame(done));
      const rowsNow = () => [...document.querySelectorAll<HTMLElement>('tbody tr[aria-rowindex]')];
      const seenNow = () =>
        rowsNow().filter((row) => {
          const { top, bottom } = row.getBoundingClientRect();
          return bottom > 0 && top < window.innerHeight;
        });
      while (walk.last < wanted) {
        window.scrollBy(0, window.innerHeight * step);
        await frame();
        for (let waited = 0; waited < framesMax && seenNow().length === 0; waited += 1) await frame();
        walk.most = Math.max(walk.most, rowsNow().length);
        const seen = seenNow().map((row) => Number(row.getAttribute('aria-rowindex')));
        if (seen.length === 0) walk.blank += 1;
        walk.last = Math.max(walk.last, ...seen);
      }
      return walk;
    },
    [row, screens, FRAMES_MAX] as const,
  );
}

describe('long lists', () => {
  it.each([DESK, PHONE])(
    'when ten thousand products are scrolled through (%o), then the page holds a screen of them, and the last one is reached',
    async (look) => {
      const page = await cabinet.open(look, owner);
      await page.goto(cabinet.url('/products'));
      await settled(page);
      await page.getByRole('row', { name: nameOf(1) }).waitFor();
      for (const walk of [await walkTo(page, PRODUCTS / 10), await walkTo(page, PRODUCTS, 8)]) {
        expect(walk.most).toBeLessThanOrEqual(ROWS_MAX);
        expect(walk.blank).toBe(0);
      }
      await page.getByRole('row', { name: nameOf(PRODUCTS) }).waitFor();
      expect(await page.getByRole('table').getAttribute('aria-rowcount')).toBe(String(PRODUCTS));
      await page.evaluate(() => window.scrollTo(0, 0));
      await page.getByRole('row', { name: nameOf(1) }).waitFor();
      expect(cabinet.complaints()).toEqual([]);
    },
    120_000,
  );

  it('when a far row is opened with the keyboard, then the list stays there, and j goes on from it', async () => {
    const page = await cabinet.open(DESK, owner);
    await page.goto(cabinet.url('/products'));
    await settled(page);
    const { last } = await walkTo(page, 3_000, 8);
    const detail = page.getByRole('region', { name: 'Подробности' });
    const openRowInView = (number: number) =>
      page.waitForFunction((place) => {
        const row = document.querySelector(`tr[data-open][aria-rowindex="${place}"]`);
        const { top = -1, bottom = Infinity } = row?.getBoundingClientRect() ?? {};
        return top >= 0 && bottom <= window.innerHeight;
      }, number);
    await page.locator(`tr[aria-rowindex="${last - 5}"]`).focus();
    await page.keyboard.press('Enter');
    await detail.getByRole('heading', { name: nameOf(last - 5) }).waitFor();
    await openRowInView(last - 5);
    await page.keyboard.press('j');
    await detail.getByRole('heading', { name: nameOf(last - 4) }).waitFor();
    await openRowInView(last - 4);
    await page.keyboard.press('Escape');
    await detail.waitFor({ state: 'detached' });
    await page
      .locator(`tr[aria-rowindex="${last - 4}"]`)
      .filter({ visible: true })
      .waitFor();
  }, 120_000);

  it('when a journal is scrolled through, then its pages are asked for one after another and the page holds a screen of it', async () => {
    const page = await cabinet.open(DESK, owner);
    await page.goto(cabinet.url('/events'));
    await settled(page);
    const walk = await walkTo(page, EVENTS_SEEN);
    expect(walk.most).toBeLessThanOrEqual(ROWS_MAX);
    // What is asked for comes before the end is in view, or the end stays in view until it has come.
    expect(walk.blank).toBe(0);
    expect(cabinet.complaints()).toEqual([]);
  }, 120_000);
});
