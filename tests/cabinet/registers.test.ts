import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@kassahook/testing/waitFor';
import type { Page } from 'playwright-core';
import { createCabinet, DESK, type Cabinet } from './cabinet.js';
import type { Owner } from './owner.js';
import { settled } from './settled.js';
import { expectSound } from './tour.js';

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
    expect(cabinet.complaints()).toEqual([]);
  }, 60_000);

  it('when its registration is typed off a card, then what is missing is said, and the day is the page’s own to choose', async () => {
    const owner = await cabinet.signUpOwner();
    const page = await openAt(owner, `/registers/${owner.deviceId}`);
    await page.getByRole('button', { name: 'Заполнить' }).click();
    await page.getByRole('button', { name: 'Сохранить' }).click();
    const number = page.getByRole('textbox', { name: 'РН ККТ' });
    await page.locator('[aria-invalid="true"]').first().waitFor();
    expect(await page.locator('[aria-invalid="true"]').count()).toBe(6);
    await waitFor(() => number.evaluate((input) => input === document.activeElement));
    await number.fill('0000000001012345');
    await page.getByRole('textbox', { name: 'Номер ФН' }).fill('9999078900000961');
    await page.getByRole('textbox', { name: 'ОФД' }).fill('ОФД Пример');
    await page.getByRole('textbox', { name: 'Адрес' }).fill('Москва, Лесная улица, 7');
    const day = page.getByRole('textbox', { name: 'Дата регистрации' });
    await day.fill('31.02.2026');
    await day.blur();
    await page.getByText('Это не дата. Напишите, например, 05.03.2026').waitFor();
    expect(await day.inputValue()).toBe('31.02.2026');
    await day.fill('01.03.2999');
    await day.blur();
    await page.getByText('Этот день ещё не наступил').waitFor();
    await number.fill('12345');
    await number.blur();
    await page.getByText('Не хватает цифр: в номере 16 цифр').waitFor();
    await number.fill('0000000001012345');
    await day.fill('01.03.2026');
    await page.getByRole('button', { name: '5 марта 2026', exact: true }).waitFor();
    await expectSound(page, 'the calendar of a registration');
    await page.getByRole('button', { name: '5 марта 2026', exact: true }).click();
    expect(await day.inputValue()).toBe('05.03.2026');
    // Its box is what is clicked: the field in it is as wide as nothing.
    await page.getByRole('combobox', { name: 'Системы налогообложения' }).click({ force: true });
    await page.getByRole('option').first().click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Сохранить' }).click();
    await page.getByText('5 марта 2026').waitFor();
    expect(await owner.call('GET', `/api/devices/${owner.deviceId}/registration`)).toMatchObject({
      fnNumber: '9999078900000961',
      registeredAt: '2026-03-05T00:00:00.000Z',
    });

    const english = await cabinet.open({ ...DESK, language: 'en', width: 'phone', scheme: 'dark' }, owner);
    await english.goto(cabinet.url(`/registers/${owner.deviceId}`));
    // The first one is the register's own.
    await english.getByRole('button', { name: 'Edit', exact: true }).nth(1).click();
    const shown = english.getByRole('textbox', { name: 'Registered on' });
    expect(await shown.inputValue()).toBe('5 March 2026');
    await shown.fill('1 April 2026');
    await english.getByRole('button', { name: '2 April 2026', exact: true }).waitFor();
    await expectSound(english, 'the calendar of a registration on a phone');
    expect(cabinet.complaints()).toEqual([]);
  }, 60_000);
});
