import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { createCabinet, DESK, type Cabinet } from './cabinet.js';

/** Two tiers pass while somebody looks; the third is far enough away for them to mend the address first. */
const LADDER = '0,300,3600000';

let cabinet: Cabinet;
beforeAll(async () => {
  cabinet = await createCabinet({ LADDER_MS: LADDER });
}, 120_000);
afterAll(() => cabinet.close());

const follow = (page: Page, place: string) =>
  page.getByRole('navigation', { name: 'Разделы' }).getByRole('link', { name: place, exact: true }).click();

describe('a newcomer', () => {
  it('when they try webhooks for the first time, then they see one verified, broken, climbing the tiers, mended and delivered', async () => {
    const page = await cabinet.open(DESK);
    await signUp(page);
    await createWebhook(page, cabinet.pipeline.receiver.url('/own'));
    await pointAtInspector(page);
    await page.getByRole('button', { name: 'Отправить тест' }).click();
    await page.getByText('подпись верна').first().waitFor();
    expect(await page.getByText('подпись не сошлась').count()).toBe(0);

    await page.getByRole('button', { name: 'Отвечать 500' }).click();
    await page.getByText('Сейчас: 500').waitFor();
    const inspectorPath = new URL(page.url()).pathname;
    await addProduct(page, 'Кофе латте');

    await follow(page, 'Доставки');
    await page.getByRole('row', { name: /Товар добавлен/ }).click();
    const tiers = page.getByRole('list', { name: 'Попытки по ступеням' });
    await tiers.locator('li[data-outcome="failed"]').nth(1).waitFor();
    await tiers
      .locator('li[data-outcome="next"]')
      .getByText(/^59:\d\d$/)
      .waitFor();
    await page.getByText(/Адрес отвечает кодом 500 с \d\d:\d\d\. Следующая попытка через/).waitFor();
    const deliveryPath = new URL(page.url()).pathname;

    await follow(page, 'Инспектор');
    await page.getByRole('row', { name: /Сейчас: 500/ }).click();
    await page.waitForURL(`**${inspectorPath}`);
    await page.getByRole('button', { name: 'Отвечать 200' }).click();
    await page.getByText('Сейчас: 200').waitFor();

    await follow(page, 'Доставки');
    await page.getByRole('row', { name: /Товар добавлен/ }).click();
    await page.waitForURL(`**${deliveryPath}`);
    await page.getByRole('button', { name: 'Отправить ещё раз' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Отправить', exact: true }).click();
    await page.getByText(/Отправлено ещё раз: доставлено/).waitFor();
    await page.getByText(/^Доставлено .*, когда отправили ещё раз/).waitFor();
    await page.locator('tbody tr[data-open] [data-state="delivered"]').waitFor();
    expect(cabinet.complaints()).toEqual([]);
  }, 120_000);
});

async function signUp(page: Page): Promise<void> {
  await page.goto(cabinet.url('/sign-up'));
  await page.getByLabel('Как вас зовут').fill('Вера');
  await page.getByLabel('Электронная почта').fill('vera@example.com');
  await page.getByRole('textbox', { name: 'Пароль' }).fill('довольно длинный');
  await page.getByRole('button', { name: 'Создать аккаунт' }).click();
  await page.getByRole('heading', { level: 1, name: 'Обзор' }).waitFor();
  // A stranger's first request is refused, which browsers write to the console.
  cabinet.complaints();
}

async function createWebhook(page: Page, url: string): Promise<void> {
  await page.getByRole('link', { name: 'Создать вебхук' }).click();
  await page.getByLabel('Адрес').fill(url);
  await page.getByLabel('Описание').fill('Мой сайт');
  await page.getByRole('checkbox', { name: 'Товары', exact: true }).click();
  await page.getByRole('button', { name: 'Создать вебхук' }).click();
  await page.getByRole('heading', { level: 1, name: 'Вебхук создан' }).waitFor();
}

async function pointAtInspector(page: Page): Promise<void> {
  await follow(page, 'Инспектор');
  await page.getByRole('button', { name: 'Создать инспектор' }).click();
  await page.getByText('приходят сами').waitFor();
  await page.getByRole('button', { name: 'Направить существующий' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Направить', exact: true }).click();
  await page.getByRole('link', { name: 'Мой сайт' }).waitFor();
}

async function addProduct(page: Page, name: string): Promise<void> {
  await follow(page, 'Товары');
  await page.getByRole('link', { name: 'Добавить товар' }).click();
  await page.getByRole('textbox', { name: 'Название' }).fill(name);
  await page.getByRole('textbox', { name: 'Цена, ₽' }).fill('249');
  await page.getByRole('button', { name: 'Добавить товар' }).click();
  await page.getByRole('row', { name: new RegExp(name) }).waitFor();
}
