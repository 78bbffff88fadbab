import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { createCabinet, DESK, type Cabinet } from './cabinet.js';
import type { Owner } from './owner.js';
import { createTill, type Till } from './till.js';
import { tour } from './tour.js';

let cabinet: Cabinet;
let owner: Owner;
let till: Till;
beforeAll(async () => {
  cabinet = await createCabinet();
  owner = await cabinet.signUpOwner();
  till = createTill(cabinet, owner);
  await owner.call('POST', '/api/products', { name: 'Кофе латте 0,3 л', price: 24_900, tax: 'NDS_10' });
  await till.openShift(1);
}, 120_000);
afterAll(() => cabinet.close());

const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

async function openForm(): Promise<Page> {
  const page = await cabinet.open(DESK, owner);
  await page.goto(cabinet.url('/fiscalise'));
  // The account has one register: there is nothing to choose.
  await page.waitForFunction(
    () => (document.querySelector<HTMLInputElement>('form input')?.value ?? '') !== '',
  );
  return page;
}

async function fill(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: 'Что продаём' }).fill('лат');
  await page.getByRole('option', { name: /латте/ }).click();
  await page.getByRole('textbox', { name: 'Кол-во' }).fill('2');
  await page.getByRole('textbox', { name: 'Почта покупателя' }).fill('anna@example.com');
}

describe('a receipt by hand', () => {
  it('when it is filled in, then the sums agree live, and the operation is followed to the printed receipt', async () => {
    const page = await openForm();
    await fill(page);
    const summary = page.locator('form').getByRole('status').locator('..');
    expect(plain(await summary.innerText())).toContain('К оплате\n498,00 ₽');
    await page.getByRole('textbox', { name: 'Наличными, ₽', exact: true }).fill('300');
    expect(plain(await summary.innerText())).toContain('Осталось оплатить\n198,00 ₽');
    await page.getByRole('button', { name: 'Остаток безналичными' }).click();
    expect(await page.locator('form').getByRole('status').innerText()).toBe('Сходится');

    const taken = till.takeOperation();
    await page.getByRole('button', { name: 'Пробить чек' }).click();
    await page.waitForURL('**/operations/*');
    const operation = await taken;
    await page.getByText('Касса печатает').waitFor();
    await till.print(operation, 1);
    await page.getByText('Чек пробит').waitFor();
    const paper = page.getByRole('article', { name: 'Кассовый чек' });
    await paper.waitFor();
    expect(plain(await paper.innerText())).toContain('2 × 249,00 ₽');
    expect(plain(await paper.innerText())).toContain('Итог\n498,00 ₽');
    await page.getByText('по вашему времени; на чеке — время кассы (UTC)').waitFor();
    await page.getByRole('link', { name: 'Открыть чек' }).click();
    await page.getByRole('link', { name: 'Операция пробития' }).waitFor();
  }, 60_000);

  it('when fields are wrong, then each says why, and the first of them has the focus', async () => {
    const page = await openForm();
    const marked = page.locator('form label', { hasText: '*' });
    expect(await marked.allInnerTexts()).toEqual(['Касса *', 'Что продаём *', 'Кол-во *', 'Цена, ₽ *']);
    expect(await page.locator('form input:required').count()).toBe(4);
    await page.getByRole('button', { name: 'Пробить чек' }).click();
    for (const words of ['Напишите, что продаём', 'Например, 1250,50', 'Нужна почта или телефон']) {
      await page.getByText(words).waitFor();
    }
    const focused = page.locator(':focus');
    await focused.waitFor();
    expect(await focused.getAttribute('placeholder')).toBe('Начните с названия товара');
    await fill(page);
    await page.getByRole('textbox', { name: 'Безналичными, ₽' }).fill('500');
    await page.getByText('Безналичных больше, чем итог').waitFor();
    expect(await page.getByText('Нужна почта или телефон').count()).toBe(0);
  }, 60_000);

  it('when the register cannot print, then the reason is said in words, here and in the list', async () => {
    const page = await openForm();
    await fill(page);
    await page.getByRole('button', { name: 'Остаток безналичными' }).click();
    const taken = till.takeOperation();
    await page.getByRole('button', { name: 'Пробить чек' }).click();
    await till.fail(await taken, { code: 'PaperOutError', message: 'no paper' });
    await page.getByRole('alert').getByText('В кассе кончилась бумага').waitFor();
    await page.getByRole('link', { name: 'Пробить другой чек' }).click();
    await page.getByRole('link', { name: /не пробит\s*В кассе кончилась бумага/ }).waitFor();
  }, 60_000);

  it('when an answer is lost and the form is sent again, then one receipt is asked for', async () => {
    const page = await openForm();
    await fill(page);
    await page.getByRole('button', { name: 'Остаток безналичными' }).click();
    const before = await countOperations();
    let lost = 0;
    await page.route('**/api/receipts', async (route) => {
      if (route.request().method() !== 'POST' || lost >= 2) return route.continue();
      lost += 1;
      await route.fetch();
      return route.abort();
    });
    await page.getByRole('button', { name: 'Пробить чек' }).click();
    await page.waitForURL('**/operations/*');
    expect([lost, (await countOperations()) - before]).toEqual([2, 1]);
    cabinet.complaints();
    await till.fail(await till.takeOperation(), { code: 'ShutterError', message: 'крышка открыта' });
    await page.getByText('Касса ответила: крышка открыта').waitFor();
  }, 60_000);

  it('when somebody leaves a form that was begun, then the page asks, and staying keeps what was typed', async () => {
    const page = await openForm();
    await fill(page);
    await page.getByRole('link', { name: 'Смены' }).click();
    await page.getByRole('button', { name: 'Остаться' }).click();
    expect(await page.getByRole('combobox', { name: 'Что продаём' }).inputValue()).toBe('Кофе латте 0,3 л');
    await page.getByRole('link', { name: 'Смены' }).click();
    await page.getByRole('button', { name: 'Уйти без сохранения' }).click();
    await page.waitForURL('**/shifts');
  }, 60_000);

  it('when the pages are looked at, then they are sound in every look', async () => {
    const [printed, failed] = await Promise.all(['SUCCESS', 'ERROR'].map(latestOf));
    await tour(cabinet, owner, [
      {
        name: 'fiscalise',
        path: '/fiscalise',
        prepare: async (page, { language }) => {
          const send = language === 'ru' ? 'Пробить чек' : 'Fiscalise';
          await page.getByRole('button', { name: send, exact: true }).click();
          // The first wrong field has the focus, and offers products.
          await page.keyboard.press('Escape');
        },
      },
      { name: 'operations', path: '/operations' },
      { name: 'operation', path: `/operations/${printed}` },
      { name: 'operation-failed', path: `/operations/${failed}` },
    ]);
  }, 600_000);
});

async function countOperations(): Promise<number> {
  return ((await owner.call('GET', '/api/operations')) as unknown[]).length;
}

async function latestOf(status: string): Promise<string> {
  const [latest] = (await owner.call('GET', `/api/operations?status=${status}&limit=1`)) as { id: string }[];
  return latest?.id ?? '';
}
