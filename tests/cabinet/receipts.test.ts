import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createCabinet, DESK, type Cabinet } from './cabinet.js';
import type { Owner } from './owner.js';
import { settled } from './settled.js';
import { createTill, type Till } from './till.js';
import { tour } from './tour.js';

const HOSTILE = '<img src=x onerror="document.title=1"> "сыр" & Ко';

let cabinet: Cabinet;
let owner: Owner;
let till: Till;
let [saleId, shiftId]: string[] = [];
beforeAll(async () => {
  cabinet = await createCabinet({ OUTGOING_ALLOWED_CIDRS: '127.0.0.1/32' });
  owner = await cabinet.signUpOwner();
  till = createTill(cabinet, owner);
  await owner.call('POST', '/api/webhooks', {
    url: cabinet.pipeline.receiver.url('/shop'),
    types: { receipts: true },
    description: 'Сайт магазина',
  });
  shiftId = await till.openShift(1);
  await till.encashment(1, { type: 'MONEY_IN', sum: 500_000 });
  saleId = await till.receipt(1, {
    amount: 123_000,
    discount: 2_000,
    payments: [
      { type: 'CASH', amount: 100_000 },
      { type: 'CASHLESS', amount: 25_000 },
    ],
    positions: [
      { name: HOSTILE, type: 'COUNTABLE', quantity: 2_000, price: 50_000, discount: 2_000, tax: 'NDS_10' },
      { name: 'Б'.repeat(120), type: 'SCALABLE', quantity: 250, price: 100_000, tax: 'NDS_20' },
    ],
  });
  await till.receipt(2, { type: 'REFUND', amount: 9_900, payments: [{ type: 'CASH', amount: 9_900 }] });
  await till.encashment(2, { type: 'MONEY_OUT', sum: 300_000 });
  await till.closeShift(1, {
    receiptsCount: 2,
    sales: 123_000,
    refunds: 9_900,
    cash: 88_100,
    cashless: 25_000,
    moneyIn: 500_000,
    moneyOut: 300_000,
  });
  await till.openShift(2);
}, 120_000);
afterAll(() => cabinet.close());

describe('receipts, shifts and cash', () => {
  it('when the till’s pages are looked at, then they are sound in every look', async () => {
    await tour(cabinet, owner, [
      { name: 'receipts', path: '/receipts' },
      { name: 'receipts-none', path: '/receipts?sumFrom=99900000' },
      {
        name: 'receipt',
        path: `/receipts/${saleId}`,
        prepare: (page, { language }) =>
          page.getByText(language === 'ru' ? 'доставлено' : 'delivered', { exact: true }).waitFor(),
      },
      { name: 'shifts', path: '/shifts' },
      { name: 'shift', path: `/shifts/${shiftId}` },
      { name: 'cash', path: '/cash' },
    ]);
  }, 600_000);

  it('when a receipt is opened, then it is the paper: lines, VAT, payments, change, its code; and who was told', async () => {
    const page = await cabinet.open(DESK, owner);
    await page.goto(cabinet.url('/receipts'));
    await page.getByRole('row', { name: /Чек № 1, 1.230,00/ }).click();
    const paper = page.getByRole('article', { name: 'Кассовый чек' });
    await paper.getByText('Лесная, 7').waitFor();
    const text = (await paper.innerText()).replace(/[\u00a0\u202f]/g, ' ');
    for (const words of [HOSTILE, '2 × 500,00 ₽', '980,00 ₽', 'НДС 10 %', '0,25 × 1 000,00 ₽']) {
      expect(text).toContain(words);
    }
    for (const words of [
      'Итог\n1 230,00 ₽',
      'Наличные\n1 000,00 ₽',
      'Сдача\n20,00 ₽',
      'Сумма НДС 10 %\n89,09 ₽',
    ]) {
      expect(text).toContain(words);
    }
    await paper.getByRole('img', { name: 'QR-код для проверки чека' }).waitFor();
    // This till's wall clock is three hours behind the reader's: the page says which is whose.
    await page.getByText('по вашему времени; на чеке — время кассы').waitFor();
    const told = page.getByRole('link', { name: /Сайт магазина.*доставлено/ });
    expect(await told.getAttribute('href')).toMatch(/^\/deliveries\/[\w-]+$/);
    expect(await page.title()).not.toBe('1');
    await page.keyboard.press('Escape');
    await page.waitForURL(cabinet.url('/receipts'));
  }, 60_000);

  it('when receipts are filtered, then the address says so and the list holds what fits', async () => {
    const page = await cabinet.open(DESK, owner);
    await page.goto(cabinet.url('/receipts'));
    await settled(page);
    await page.keyboard.press('/');
    await page.locator('[role="search"] input:focus').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    await page.locator('tbody tr:focus').waitFor();
    await page.getByRole('combobox', { name: 'Тип чека' }).click();
    await page.getByRole('option', { name: 'Возврат прихода' }).click();
    await page.getByRole('row', { name: /Возврат № 2, 99,00/ }).waitFor();
    await page.getByRole('row', { name: /Чек № 1/ }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Любая сумма' }).click();
    await page.getByLabel('От, ₽').fill('100,50');
    await page.getByRole('button', { name: 'Применить' }).click();
    await page.getByText('Под эти фильтры не подошёл ни один чек').waitFor();
    expect(new URL(page.url()).search).toBe('?type=REFUND&sumFrom=10050');
    await page.getByRole('button', { name: 'Убрать фильтры' }).click();
    await page.getByRole('button', { name: /^Даты/ }).click();
    await page.getByRole('button', { name: 'Вчера' }).click();
    await page.getByText('Под эти фильтры не подошёл ни один чек').waitFor();
    await page.goto(cabinet.url('/receipts?sumFrom=100000&sumTo=200000'));
    await page.getByRole('row', { name: /Чек № 1/ }).waitFor();
    await page.getByRole('row', { name: /Возврат/ }).waitFor({ state: 'detached' });
  }, 60_000);

  it('when the clock of the register and the reader’s agree, then nothing is said of clocks', async () => {
    const date = new Date().toISOString();
    const inMoscow = new Date(Date.parse(date) + 3 * 3_600_000).toISOString().replace('Z', '');
    const id = await till.receipt(9, { date, localDate: inMoscow });
    const page = await cabinet.open(DESK, owner);
    await page.goto(cabinet.url(`/receipts/${id}`));
    await page.getByRole('article', { name: 'Кассовый чек' }).waitFor();
    expect(await page.getByText('по вашему времени').count()).toBe(0);
  }, 60_000);

  it('when a phone lists them, then each has its register', async () => {
    const page = await cabinet.open({ ...DESK, width: 'phone' }, owner);
    await page.goto(cabinet.url('/receipts'));
    const row = page.getByRole('row', { name: /Чек № 1, 1.230,00/ });
    await row.getByText('Касса у входа').filter({ visible: true }).waitFor();
    expect((await row.boundingBox())?.height).toBeCloseTo(40, 0);
  }, 60_000);

  it('when a number is looked for with Ctrl K, then Enter opens the receipt that has it, though its answer comes late', async () => {
    const page = await cabinet.open(DESK, owner);
    await page.goto(cabinet.url('/'));
    await settled(page);
    let answer: () => void = () => undefined;
    const isWished = new Promise<void>((resolve) => (answer = resolve));
    await page.route('**/api/receipts?*number=2*', async (route) => {
      await isWished;
      await route.continue();
    });
    await page.keyboard.press('Control+k');
    await page.getByRole('textbox', { name: 'Страница, товар, вебхук, номер чека или события' }).fill('2');
    await page.getByRole('dialog').getByRole('button', { name: 'Доставка 2' }).waitFor();
    await page.keyboard.press('Enter');
    answer();
    await page.getByRole('article', { name: 'Кассовый чек' }).waitFor();
    await page.getByText('Возврат № 2').first().waitFor();

    await page.keyboard.press('Control+k');
    await page.getByRole('textbox', { name: 'Страница, товар, вебхук, номер чека или события' }).fill('№ 1');
    const found = page.getByRole('dialog').getByRole('button', { name: /Чек № 1,/ });
    await found.first().waitFor();
    const listed = await page.getByRole('dialog').getByRole('button').allInnerTexts();
    expect(listed[0]).toMatch(/^Чек\s№\s1,/);

    await page
      .getByRole('textbox', { name: 'Страница, товар, вебхук, номер чека или события' })
      .fill('у входа');
    await page.getByRole('dialog').getByRole('button', { name: 'Касса у входа' }).click();
    await page.getByRole('heading', { level: 1, name: 'Касса у входа' }).waitFor();
  }, 60_000);

  it('when a register prints, then the receipt is in the open list within moments', async () => {
    const page = await cabinet.open(DESK, owner);
    await page.goto(cabinet.url('/receipts'));
    await settled(page);
    await till.receipt(1, { amount: 77_700, payments: [{ type: 'CASH', amount: 77_700 }] });
    await page.getByRole('row', { name: /Чек № 1, 777,00/ }).waitFor();
  }, 60_000);

  it('when a shift is closed, then its Z-report is the register’s, and leads to its receipts and its cash', async () => {
    const page = await cabinet.open(DESK, owner);
    await page.goto(cabinet.url(`/shifts/${shiftId}`));
    const report = page.getByRole('table', { name: 'Z-отчёт' });
    const rows = (await report.innerText()).replace(/[\u00a0\u202f]/g, ' ').replace(/\t/g, ' | ');
    for (const row of [
      'Приход | 1 | 1 230,00 ₽',
      'Возвраты прихода | 1 | 99,00 ₽',
      'Начисто | 2 | 1 131,00 ₽',
    ]) {
      expect(rows).toContain(row);
    }
    for (const row of ['Безналично | 1 | 250,00 ₽', '5 000,00 ₽', '3 000,00 ₽']) expect(rows).toContain(row);
    await page.getByRole('link', { name: 'Чеки смены' }).click();
    await page.getByRole('row', { name: /Возврат № 2/ }).waitFor();
    expect(await page.getByRole('row', { name: /777,00/ }).count()).toBe(0);
  }, 60_000);

  it('when cash moved, then what went in and out is listed and summed', async () => {
    const page = await cabinet.open(DESK, owner);
    await page.goto(cabinet.url('/cash'));
    const totals = page.getByText('Внесено').locator('..').locator('..');
    await page.getByText('Разница').waitFor();
    expect((await totals.innerText()).replace(/[\u00a0\u202f]/g, ' ')).toMatch(
      /5 000,00 ₽[^]*3 000,00 ₽[^]*2 000,00 ₽/,
    );
    await page.getByRole('combobox', { name: 'Вид движения' }).click();
    await page.getByRole('option', { name: 'Изъятия' }).click();
    await page.getByRole('row', { name: /Изъятие, 3.000,00/ }).waitFor();
    await page.getByRole('row', { name: /Внесение/ }).waitFor({ state: 'detached' });
  }, 60_000);
});
