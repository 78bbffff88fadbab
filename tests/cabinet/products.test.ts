import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { createCabinet, DESK, type Cabinet } from './cabinet.js';
import type { Owner } from './owner.js';
import { settled, tour } from './tour.js';

interface Product {
  id: string;
  name: string;
  price: number;
  tax: string | null;
}

const HOSTILE = '<img src=x onerror="alert(1)"> Чай';
const LONG = 'Б'.repeat(300);
const REGISTRATION = {
  registryNumber: '0000000001012345',
  fnNumber: '9960440300000001',
  ofd: 'Первый ОФД',
  taxModes: ['SIMPLE'],
  address: `Москва, ${LONG}`,
};
const TABLE = [
  'Название;Цена;НДС;Поставщик',
  'Кофе;250,50;10 %;Луг',
  'Чай;дорого;20;Луг',
  `${HOSTILE};100;;`,
].join('\n');

let cabinet: Cabinet;
beforeAll(async () => {
  cabinet = await createCabinet();
}, 120_000);
afterAll(() => cabinet.close());

const productsOf = (owner: Owner) => owner.call('GET', '/api/products') as Promise<Product[]>;

async function openAt(owner: Owner, path: string): Promise<Page> {
  const page = await cabinet.open(DESK, owner);
  await page.goto(cabinet.url(path));
  await settled(page);
  return page;
}

/** Pastes the table and has it checked. */
async function check(page: Page, table: string): Promise<void> {
  await page.locator('textarea').first().fill(table);
  await page.getByRole('button', { name: /^(Проверить|Check)$/ }).click();
  await page.getByRole('button', { name: /^(Другая таблица|Another table)$/ }).waitFor();
}

describe('products and registers', () => {
  it('when they are looked at in every look, then their pages are sound', async () => {
    const owner = await cabinet.signUpOwner();
    const { id } = (await owner.call('POST', '/api/products', {
      name: HOSTILE,
      price: 25_050,
      tax: 'NDS_10',
      barcodes: ['4600000000017', '4600000000024'],
    })) as Product;
    const long = (await owner.call('POST', '/api/products', { name: LONG, unit: 'шт' })) as Product;
    await owner.call('PUT', `/api/devices/${owner.deviceId}/registration`, REGISTRATION);
    await tour(cabinet, owner, [
      { name: 'products', path: '/products' },
      { name: 'product', path: `/products/${id}` },
      { name: 'product-long', path: `/products/${long.id}` },
      { name: 'product-new', path: '/products/new' },
      { name: 'products-import', path: '/products/import' },
      {
        name: 'products-import-checked',
        path: '/products/import',
        prepare: (page) => check(page, `${TABLE}\n${LONG};1;;`),
      },
      { name: 'registers', path: '/registers' },
      { name: 'register', path: `/registers/${owner.deviceId}` },
      { name: 'register-new', path: '/registers/new' },
    ]);
  }, 240_000);

  it('when a product is made, changed and deleted, then the list shows it, and what would be lost is asked about', async () => {
    const owner = await cabinet.signUpOwner();
    const page = await openAt(owner, '/products');
    await page.getByText('Товаров пока нет').waitFor();
    await page.getByRole('link', { name: 'Добавить товар' }).click();
    await page.getByRole('heading', { level: 1, name: 'Новый товар' }).waitFor();
    await page.getByRole('textbox', { name: 'Цена, ₽' }).fill('дорого');
    await page.getByRole('button', { name: 'Добавить товар' }).click();
    await page.getByText('Напишите название').waitFor();
    await page.getByText('Цена в рублях: 1250,50').waitFor();
    const name = page.getByRole('textbox', { name: 'Название' });
    await page.waitForFunction(
      (field) => field === field?.ownerDocument.activeElement,
      await name.elementHandle(),
    );
    await name.fill(HOSTILE);
    await page.getByRole('textbox', { name: 'Цена, ₽' }).fill('1 250,50');
    await page.getByRole('button', { name: 'Добавить товар' }).click();
    await page.waitForURL('**/products');
    await page.getByRole('cell', { name: HOSTILE }).click();
    await page.getByRole('button', { name: 'Сохранить' }).waitFor();
    expect(await productsOf(owner)).toMatchObject([{ name: HOSTILE, price: 125_050 }]);

    await page.getByRole('textbox', { name: 'Название' }).fill('Чай');
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: 'Закрыть' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Остаться' }).click();
    await page.getByRole('button', { name: 'Сохранить' }).click();
    await page.getByRole('cell', { name: 'Чай', exact: true }).waitFor();
    expect(await productsOf(owner)).toMatchObject([{ name: 'Чай', price: 125_050 }]);

    await page.getByRole('button', { name: 'Удалить товар' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('исчезнет из списка и с касс', { exact: false }).waitFor();
    await dialog.getByRole('button', { name: 'Удалить товар' }).click();
    await page.getByText('Товаров пока нет').waitFor();
    expect(await productsOf(owner)).toEqual([]);
    expect(cabinet.complaints()).toEqual([]);
  }, 60_000);

  it('when something is searched for, then a part of a name or the beginning of a barcode finds it', async () => {
    const owner = await cabinet.signUpOwner();
    await owner.call('POST', '/api/products', { name: 'Кофе латте', barcodes: ['4600000000017'] });
    await owner.call('POST', '/api/products', { name: 'Чай чёрный', vendorCodes: ['TEA-1'] });
    const page = await openAt(owner, '/products');
    const field = page.getByRole('textbox', { name: 'Название, штрихкод или артикул' });
    const names = page.locator('tbody tr td:first-child');
    for (const [wanted, found] of [
      ['ЛАТ', 'Кофе латте'],
      ['46000', 'Кофе латте'],
      ['tea', 'Чай чёрный'],
    ] as const) {
      await field.fill(wanted);
      await page.waitForURL((url) => url.searchParams.get('q') === wanted);
      expect([wanted, await names.allInnerTexts()]).toEqual([wanted, [found]]);
    }
    await field.fill('нет такого');
    await page.getByText('Ничего не нашлось').waitFor();
  });

  it('when a table has a wrong line, then it is named before anything is sent, and the others are created', async () => {
    const owner = await cabinet.signUpOwner();
    const page = await openAt(owner, '/products/import');
    await page.locator('input[type=file]').setInputFiles({
      name: 'товары.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(TABLE),
    });
    await page.getByText('строка 3: цена не число — «дорого»').waitFor();
    await page.getByText('Эти столбцы мы не знаем и пропустим: Поставщик').waitFor();
    expect(await productsOf(owner)).toEqual([]);
    await page.getByRole('button', { name: 'Загрузить 2 товара' }).click();
    await page.getByText('Загружено 2 товара').waitFor();
    const made = await productsOf(owner);
    expect(new Map(made.map(({ name, price, tax }) => [name, { price, tax }]))).toEqual(
      new Map([
        ['Кофе', { price: 25_050, tax: 'NDS_10' }],
        [HOSTILE, { price: 10_000, tax: null }],
      ]),
    );
    await page.getByRole('link', { name: 'К товарам' }).click();
    await page.getByText(HOSTILE).waitFor();
    expect(await page.locator('img').count()).toBe(0);
    expect(cabinet.complaints()).toEqual([]);
  }, 60_000);

  it('when a register is added with a new shop, then its token is shown once, and another one replaces it', async () => {
    const owner = await cabinet.signUpOwner();
    const page = await openAt(owner, '/registers');
    await page.getByRole('link', { name: 'Добавить кассу' }).click();
    await page.getByRole('button', { name: 'Добавить кассу' }).click();
    await page.getByText('Напишите название').waitFor();
    await page.getByRole('textbox', { name: 'Название кассы' }).fill('Касса на веранде');
    await page.getByRole('combobox', { name: 'Магазин' }).click();
    await page.getByRole('option', { name: 'Новый магазин…' }).click();
    await page.getByRole('textbox', { name: 'Название магазина' }).fill('Парк');
    await page.getByRole('button', { name: 'Добавить кассу' }).click();
    await page.getByText('больше мы его не покажем', { exact: false }).waitFor();
    const first = await page.getByText(/^kh_/).innerText();
    expect(page.url()).not.toContain('kh_');
    await page.getByRole('link', { name: 'Токен сохранён, к кассе' }).click();
    await page.getByRole('heading', { level: 1, name: 'Касса на веранде' }).waitFor();
    await page.getByText('Магазин: Парк').waitFor();
    expect(await page.getByText(/^kh_/).count()).toBe(0);

    await page.getByRole('button', { name: 'Выпустить новый токен' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Прежний токен перестанет работать', { exact: false }).waitFor();
    await dialog.getByRole('button', { name: 'Выпустить новый токен' }).click();
    await page.getByText('больше мы его не покажем', { exact: false }).waitFor();
    expect(await page.getByText(/^kh_/).innerText()).not.toBe(first);
    await page.reload();
    await settled(page);
    expect(await page.getByText(/^kh_/).count()).toBe(0);
    // A register without a registration is an answer 404, which browsers write to the console.
    cabinet.complaints();
  }, 60_000);

  it('when the registration is filled in, then the fields are checked and it is shown', async () => {
    const owner = await cabinet.signUpOwner();
    const page = await openAt(owner, `/registers/${owner.deviceId}`);
    await page.getByRole('button', { name: 'Заполнить' }).click();
    await page.getByRole('textbox', { name: 'РН ККТ' }).fill('не номер');
    await page.getByRole('button', { name: 'Сохранить' }).click();
    await page.getByText('Только цифры').waitFor();
    await page.getByText('Выберите хотя бы одну систему').waitFor();
    await page.getByRole('textbox', { name: 'РН ККТ' }).fill(REGISTRATION.registryNumber);
    await page.getByRole('textbox', { name: 'Номер ФН' }).fill(REGISTRATION.fnNumber);
    await page.getByRole('textbox', { name: 'ОФД' }).fill(REGISTRATION.ofd);
    await page.getByRole('textbox', { name: 'Адрес установки' }).fill('Москва, Лесная, 7');
    await page.getByRole('combobox', { name: 'Системы налогообложения' }).click();
    await page.getByRole('option', { name: 'Патент' }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Сохранить' }).click();
    await page.getByText('Москва, Лесная, 7').waitFor();
    expect(await owner.call('GET', `/api/devices/${owner.deviceId}/registration`)).toMatchObject({
      registryNumber: REGISTRATION.registryNumber,
      taxModes: ['PATENT'],
    });
    cabinet.complaints();
  }, 60_000);
});
