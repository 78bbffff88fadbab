import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@kassahook/testing/waitFor';
import type { Page } from 'playwright-core';
import { createCabinet, DESK, type Cabinet } from './cabinet.js';
import type { Owner } from './owner.js';
import { settled } from './settled.js';
import { createTill, type Till } from './till.js';
import { tour } from './tour.js';

let cabinet: Cabinet;
let owner: Owner;
let till: Till;
beforeAll(async () => {
  cabinet = await createCabinet();
  owner = await cabinet.signUpOwner();
  till = createTill(cabinet, owner);
  const second = (await owner.call('POST', '/api/devices', {
    name: 'Касса на веранде',
    groupId: ((await owner.call('GET', '/api/shops')) as { id: number }[])[0]?.id,
  })) as { id: number; deviceToken: string };
  const veranda = createTill(cabinet, { ...owner, deviceId: second.id, deviceToken: second.deviceToken });
  await till.openShift(1);
  await veranda.openShift(1);
  await till.receipt(1);
  await till.receipt(2, paidInCash(35_000));
  await till.receipt(3, { type: 'REFUND', ...paidInCash(10_000) });
  await veranda.receipt(1, paidInCash(50_000));
}, 120_000);
afterAll(() => cabinet.close());

const paidInCash = (amount: number) => ({ amount, payments: [{ type: 'CASH', amount }] });
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ').replace(/\s*\n\s*/g, '\n');

/** A card of the overview by its title. */
const card = (page: Page, title: string) =>
  page
    .locator('.mantine-Paper-root')
    .filter({ has: page.getByRole('heading', { name: title, exact: true }) });

async function open(): Promise<Page> {
  const page = await cabinet.open(DESK, owner);
  await page.goto(cabinet.url('/'));
  await settled(page);
  return page;
}

describe('the overview', () => {
  it('when something was sold today, then the sums, the hours and the registers agree', async () => {
    const page = await open();
    const sales = plain(await card(page, 'Продажи сегодня').innerText());
    expect(sales).toContain('Выручка\n2 000,00 ₽\n1 возврат на 100,00 ₽');
    expect(sales).toContain('Чеки\n3');
    expect(sales).toContain('Средний чек\n700,00 ₽');
    expect(sales).toContain('Наличными 750,00 ₽');
    expect(sales).toContain('Безналично 1 250,00 ₽');

    const hours = card(page, 'По часам');
    expect(await hours.getByRole('img').count()).toBe(24);
    await hours.getByRole('button', { name: 'Таблицей' }).click();
    const cells = await hours.locator('tbody td').allInnerTexts();
    // One row an hour; the clock may have struck between two receipts.
    const ofColumn = (column: number) => cells.filter((_, place) => place % 3 === column).map(plain);
    const sum = (texts: string[]) =>
      texts.reduce((all, text) => all + Number.parseInt(text.replace(/ /g, ''), 10), 0);
    expect([sum(ofColumn(1)), sum(ofColumn(2))]).toEqual([4, 2_000]);
    for (const hour of ofColumn(0)) expect(hour).toMatch(/^\d\d:00$/);

    const registers = plain(await card(page, 'По кассам').innerText());
    expect(registers).toMatch(/Касса у входа\s+1 500,00 ₽\s+Касса на веранде\s+500,00 ₽/);
    expect(cabinet.complaints()).toEqual([]);
  }, 60_000);

  it('when webhooks fail, then a line says so in words, and the numbers lead to what is listed', async () => {
    const { receiver } = cabinet.pipeline;
    receiver.script('/broken', () => ({ status: 500 }));
    receiver.script('/gone', () => ({ status: 410 }));
    for (const path of ['/works', '/broken', '/gone']) {
      await owner.call('POST', '/api/webhooks', { url: receiver.url(path), types: { products: true } });
    }
    const page = await open();
    await card(page, 'Вебхуки').getByText('Ждём первого события.').waitFor();
    await owner.call('POST', '/api/products', { name: 'Кофе', price: 1 });
    await card(page, 'Вебхуки')
      .getByText(/\/broken не принимает события/)
      .waitFor();
    await card(page, 'Вебхуки')
      .getByText(/\/gone мы остановили.*410/)
      .waitFor();
    await waitFor(
      async () => ((await owner.call('GET', '/api/deliveries?state=dead')) as unknown[]).length === 2,
      { timeoutMs: 20_000, what: 'two deliveries that are given up' },
    );
    await card(page, 'Вебхуки')
      .getByText(/^Доставлено сегодня\s*1$/)
      .waitFor();
    // Counters are written after the deliveries that they count; the page asks for them again by itself.
    const dead = card(page, 'Вебхуки').locator('a[href="/deliveries?state=dead"]');
    await dead.filter({ hasText: /^2$/ }).waitFor({ timeout: 30_000 });
    await dead.click();
    await page.waitForURL('**/deliveries?state=dead');
    await page.waitForFunction(() => document.querySelectorAll('tbody tr[aria-rowindex]').length === 2);
  }, 90_000);

  it('when a register sells while it is open, then the sums and the last events follow', async () => {
    const page = await open();
    const last = card(page, 'Последние события').getByRole('listitem');
    await last.first().waitFor();
    await till.receipt(4, { amount: 100_000, payments: [{ type: 'CASHLESS', amount: 100_000 }] });
    await card(page, 'Продажи сегодня')
      .getByText(/3.000,00/)
      .waitFor();
    await last.first().getByText('Чек пробит').waitFor();
    expect(await last.count()).toBe(10);
    await last.first().getByRole('link').click();
    await page.waitForURL('**/events/*');
  }, 60_000);

  it('when it is looked at, then it is sound in every look', async () => {
    await tour(cabinet, owner, [
      {
        name: 'overview',
        path: '/',
        prepare: (page) =>
          page
            .getByRole('listitem')
            .filter({ hasText: /Чек пробит|Receipt printed/ })
            .first()
            .waitFor(),
      },
      {
        name: 'overview-table',
        path: '/',
        prepare: async (page) => {
          await page.getByRole('button', { name: /Таблицей|As a table/ }).click();
          await page.getByRole('table').waitFor();
        },
      },
    ]);
  }, 600_000);

  it('when nothing has been sold yet, then it says what will be there, in every look', async () => {
    await tour(cabinet, await cabinet.signUpOwner(), [
      {
        name: 'overview-empty',
        path: '/',
        prepare: (page) => page.getByText(/Вебхуков пока нет|No webhooks yet/).waitFor(),
      },
    ]);
  }, 600_000);
});
