import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { createCabinet, DESK, type Cabinet } from './cabinet.js';
import type { Owner } from './owner.js';
import { settled } from './settled.js';

let cabinet: Cabinet;
beforeAll(async () => {
  cabinet = await createCabinet();
}, 120_000);
afterAll(() => cabinet.close());

async function openAt(owner: Owner, path: string): Promise<Page> {
  const page = await cabinet.open(DESK, owner);
  await page.goto(cabinet.url(path));
  await settled(page);
  return page;
}

describe('registers', () => {
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
});
