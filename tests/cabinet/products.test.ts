import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { createCabinet, DESK, type Cabinet } from './cabinet.js';
import type { Owner } from './owner.js';
import { settled } from './settled.js';
import { tour } from './tour.js';

/** Four lines: one good, one with two faults, one without a name, one good. */
const TABLE = [
  'Название;Цена;НДС;Штрихкод;Цвет',
  'Молоко 3,2 %;89,90;10;4600000000017;белый',
  'Хлеб;дорого;много;;',
  ';50;20;;',
  'Доставка;300;без НДС;;',
].join('\n');

let cabinet: Cabinet;
let owner: Owner;
beforeAll(async () => {
  cabinet = await createCabinet();
  owner = await cabinet.signUpOwner();
  for (const [name, price, barcodes] of [
    ['Кофе в зёрнах «Лесной», 1 кг', 189_900, ['4600000000116', '4600000000123']],
    ['Чай чёрный', 25_000, ['4600000000130']],
    ['Сироп', 49_900, []],
  ] as const) {
    await owner.call('POST', '/api/products', { name, price, barcodes, tax: 'NDS_20' });
  }
}, 120_000);
afterAll(() => cabinet.close());

const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

async function open(path: string): Promise<Page> {
  const page = await cabinet.open(DESK, owner);
  await page.goto(cabinet.url(path));
  await settled(page);
  return page;
}
const names = async (): Promise<string[]> =>
  ((await owner.call('GET', '/api/products')) as { name: string }[]).map(({ name }) => name);

describe('the catalogue', () => {
  it('when something is looked for, then it is found by a part of its name or the beginning of a barcode', async () => {
    const page = await open('/products');
    const rows = page.locator('tbody tr[aria-rowindex]');
    expect(await rows.count()).toBe(3);
    expect(plain(await page.getByRole('row', { name: /Кофе/ }).innerText())).toMatch(
      /1 899,00 ₽\s+НДС 20 %\s+1\s+4600000000116 и ещё 1/,
    );
    const search = page.getByRole('textbox', { name: 'Название, штрихкод или артикул' });
    await search.fill('ЧАЙ');
    await page.waitForFunction(() => document.querySelectorAll('tbody tr[aria-rowindex]').length === 1);
    expect(new URL(page.url()).searchParams.get('q')).toBe('ЧАЙ');
    await search.fill('46000000001');
    await page.getByRole('row', { name: /Кофе/ }).waitFor();
    expect(await rows.count()).toBe(2);
    await search.fill('такого нет');
    await page.getByText('Ничего не нашлось').waitFor();
    await page.getByRole('button', { name: 'Убрать фильтры' }).click();
    await page.getByRole('row', { name: /Сироп/ }).waitFor();
    expect(cabinet.complaints()).toEqual([]);
    // A list that stays open hears of what the next test does, and asks for what has been deleted meanwhile.
    await page.goto(cabinet.url('/settings/profile'));
    await settled(page);
  }, 60_000);

  it('when a product is made, changed and deleted, then each is seen, and deleting says what will be lost', async () => {
    const page = await open('/products');
    await page.getByRole('link', { name: 'Добавить товар' }).click();
    await page.getByRole('textbox', { name: 'Цена, ₽' }).fill('сто');
    await page.getByRole('button', { name: 'Добавить товар' }).click();
    await page.getByText('Напишите название').waitFor();
    await page.getByText('Цена в рублях: 1250,50').waitFor();
    await page.getByRole('textbox', { name: 'Название' }).fill('Какао');
    await page.getByRole('textbox', { name: 'Цена, ₽' }).fill('1 320,50');
    await page.getByRole('textbox', { name: 'Штрихкоды' }).fill('4600000000147\n4600000000154');
    await page.getByRole('button', { name: 'Добавить товар' }).click();
    const row = page.getByRole('row', { name: /Какао/ });
    await row.waitFor();
    expect(plain(await row.innerText())).toContain('1 320,50 ₽');

    await row.click();
    const pane = page.getByRole('region', { name: 'Подробности' });
    await pane.getByRole('heading', { name: 'Какао' }).waitFor();
    let catalogueReads = 0;
    page.on('request', (request) => {
      if (new URL(request.url()).pathname === '/api/products' && request.method() === 'GET')
        catalogueReads += 1;
    });
    await pane.getByRole('textbox', { name: 'Цена, ₽' }).fill('1400');
    await pane.getByRole('button', { name: 'Сохранить' }).click();
    await page.getByRole('row', { name: /Какао.*1.400,00/ }).waitFor();

    await pane.getByRole('button', { name: 'Удалить товар' }).click();
    const dialog = page.getByRole('dialog', { name: 'Удалить товар?' });
    await dialog
      .getByText('Товар «Какао» исчезнет из списка и с касс. Пробитые чеки останутся, как были.')
      .waitFor();
    await dialog.getByRole('button', { name: 'Отмена' }).click();
    expect(await names()).toContain('Какао');
    // The stream may tell of it before the deletion is answered: nothing is asked of what is no more.
    await page.route('**/api/products/*', async (route) => {
      if (route.request().method() !== 'DELETE') return route.fallback();
      const response = await route.fetch();
      await row.waitFor({ state: 'detached' });
      await route.fulfill({ response });
    });
    await pane.getByRole('button', { name: 'Удалить товар' }).click();
    await dialog.getByRole('button', { name: 'Удалить товар' }).click();
    await page.waitForURL('**/products');
    await page.getByRole('row', { name: /Какао/ }).waitFor({ state: 'detached' });
    expect(await names()).not.toContain('Какао');
    // One product is not a reason to read a catalogue of ten thousand anew.
    expect(catalogueReads).toBe(0);
    expect(cabinet.complaints()).toEqual([]);
  }, 60_000);

  it('when it is looked for with Ctrl K, then a product is found by its name and by its barcode', async () => {
    const page = await open('/');
    // What was told of a product that is gone by now was asked for once more: a 404, which browsers write to the console.
    cabinet.complaints();
    for (const words of ['сироп', '46000000001']) {
      await page.keyboard.press('Control+k');
      await page
        .getByRole('textbox', { name: 'Страница, товар, вебхук, номер чека или события' })
        .fill(words);
      const found = page.getByRole('dialog').getByRole('button', { name: /499,00|1.899,00/ });
      await found.first().click();
      await page.getByRole('region', { name: 'Подробности' }).getByRole('heading', { level: 2 }).waitFor();
    }
    await page.getByRole('heading', { name: /Кофе в зёрнах/ }).waitFor();
    expect(cabinet.complaints()).toEqual([]);
  }, 60_000);

  it('when a table is loaded, then it is shown with what is wrong by line first, and only what is right is made', async () => {
    const page = await open('/products/import');
    await page.getByRole('textbox', { name: 'Или вставьте таблицу сюда' }).fill(TABLE);
    await page.getByRole('button', { name: 'Проверить' }).click();
    await page.getByText('В таблице 4 товара').waitFor();
    const alert = page.getByRole('alert');
    await alert.getByText('В 2 строках ошибки, они загружены не будут').waitFor();
    for (const words of [
      'строка 3: цена не число — «дорого»',
      'строка 3: непонятная ставка НДС — «много»',
      'строка 4: нет названия',
    ]) {
      await alert.getByText(words).waitFor();
    }
    await page.getByText('Эти столбцы мы не знаем и пропустим: Цвет').waitFor();
    expect(await names()).not.toContain('Молоко 3,2 %');
    await page.getByRole('button', { name: 'Загрузить 2 товара' }).click();
    await page.getByText('Загружено 2 товара').waitFor();
    await page.getByRole('link', { name: 'К товарам' }).click();
    await page.getByRole('row', { name: /Молоко 3,2 %.*89,90/ }).waitFor();
    expect(await names()).toEqual(expect.arrayContaining(['Молоко 3,2 %', 'Доставка']));
    expect(cabinet.complaints()).toEqual([]);
  }, 60_000);

  it('when its pages are looked at, then they are sound in every look', async () => {
    const [product] = (await owner.call('GET', '/api/products')) as { id: string }[];
    await tour(cabinet, owner, [
      { name: 'products', path: '/products' },
      { name: 'products-none', path: '/products?q=none' },
      { name: 'product', path: `/products/${product?.id}` },
      {
        name: 'product-delete',
        path: `/products/${product?.id}`,
        prepare: async (page) => {
          await page.getByRole('button', { name: /Удалить товар|Delete the product/ }).click();
          await page.getByRole('dialog').waitFor();
        },
      },
      {
        name: 'product-new',
        path: '/products/new',
        prepare: async (page) => {
          await page.locator('form button[type=submit]').click();
          await page.locator('[aria-invalid="true"]').first().waitFor();
        },
      },
      { name: 'products-import', path: '/products/import' },
      {
        name: 'products-preview',
        path: '/products/import',
        prepare: async (page) => {
          await page.getByRole('textbox').fill(TABLE);
          await page.getByRole('button', { name: /^(Проверить|Check)/ }).click();
          await page.getByRole('alert').waitFor();
        },
      },
    ]);
  }, 600_000);

  it('when there is nothing in it yet, then it says how to begin, in every look', async () => {
    await tour(cabinet, await cabinet.signUpOwner(), [{ name: 'products-empty', path: '/products' }]);
  }, 600_000);
});
