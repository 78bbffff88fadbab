import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@kassahook/testing/waitFor';
import type { Locator, Page } from 'playwright-core';
import { createCabinet, DESK, type Cabinet } from './cabinet.js';
import { held } from './held.js';
import type { Owner } from './owner.js';
import { settled } from './settled.js';

/** More stops than any page has. */
const STOPS_MAX = 200;

let cabinet: Cabinet;
let owner: Owner;
beforeAll(async () => {
  cabinet = await createCabinet({ LADDER_MS: '0,3600000' });
  owner = await cabinet.signUpOwner();
  await owner.call('POST', '/api/products', { name: 'Кофе латте', price: 24_900, tax: 'NDS_10' });
}, 120_000);
afterAll(() => cabinet.close());

/** Walks with Tab to something; whatever has the focus on the way can be seen to have it. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let stops = 0; stops < STOPS_MAX; stops += 1) {
    if (await target.evaluate((element) => element === element.ownerDocument.activeElement)) return;
    await page.keyboard.press('Tab');
    expect(await unseenFocus(page)).toBeNull();
  }
  throw new Error(`Tab does not lead to ${String(target)}`);
}

/** What has the focus without an outline or a shadow, on itself or on what stands for it; null when it can be seen. */
function unseenFocus(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    const focused = document.activeElement;
    if (!focused || focused === document.body) return null;
    const isSeen = (element: Element | null): boolean => {
      if (!element) return false;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
    };
    // A switch is drawn by the track beside its input.
    return isSeen(focused) || isSeen(focused.nextElementSibling) ? null : focused.outerHTML.slice(0, 300);
  });
}

async function goBy(page: Page, words: string, path: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('textbox', { name: 'Страница, товар, вебхук, номер чека или события' }).waitFor();
  await page.keyboard.type(words);
  await page.getByRole('dialog').getByRole('button', { name: words }).first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(`**${path}`);
  await settled(page);
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

describe('the keyboard alone', () => {
  it('when there is no mouse, then somebody logs in, makes a webhook, tests it, and resends what failed', async () => {
    cabinet.pipeline.receiver.script('/keys', ({ body }) => ({ status: body.includes('Какао') ? 500 : 204 }));
    const page = await cabinet.open(DESK);
    await page.goto(cabinet.url('/sign-in'));
    await tabTo(page, page.getByLabel('Электронная почта'));
    await page.keyboard.type(owner.email);
    await tabTo(page, page.getByRole('textbox', { name: 'Пароль' }));
    await page.keyboard.type(owner.password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Обзор' }).waitFor();
    // Whoever opens the page without a session is told so by a 401.
    cabinet.complaints();

    await goBy(page, 'Вебхуки', '/webhooks');
    await tabTo(page, page.getByRole('link', { name: 'Создать вебхук' }));
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByLabel('Адрес'));
    await page.keyboard.type(cabinet.pipeline.receiver.url('/keys'));
    // From receipts alone to all, and to none.
    await tabTo(page, page.getByRole('checkbox', { name: 'Все события' }));
    await page.keyboard.press('Space');
    await page.keyboard.press('Space');
    await tabTo(page, page.getByRole('checkbox', { name: 'Товары: создание' }));
    await page.keyboard.press('Space');
    await tabTo(page, button(page, 'Создать вебхук'));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Вебхук создан' }).waitFor();
    await tabTo(page, button(page, 'Отправить тест'));
    await page.keyboard.press('Enter');
    await page.getByText(/^HTTP 204$/).waitFor();
    const [made] = (await owner.call('GET', '/api/webhooks')) as { events: Record<string, string[]> }[];
    expect([made?.events['products'], made?.events['receipts']]).toEqual([['CREATE'], []]);

    await owner.call('POST', '/api/products', { name: 'Какао', price: 1 });
    await goBy(page, 'Доставки', '/deliveries');
    await page.getByRole('row', { name: /Товар добавлен/ }).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByText(/Адрес отвечает кодом 500/).waitFor();
    cabinet.pipeline.receiver.script('/keys', () => ({ status: 204 }));
    await page.keyboard.press('r');
    const dialog = page.getByRole('dialog', { name: 'Отправить доставку ещё раз?' });
    await tabTo(page, dialog.getByRole('button', { name: 'Отправить', exact: true }));
    await page.keyboard.press('Enter');
    await page.getByText(/Отправлено ещё раз: доставлено/).waitFor();
    await page.keyboard.press('Escape');
    await page.waitForURL('**/deliveries');
    expect(cabinet.complaints()).toEqual([]);
  }, 120_000);

  it('when the palette is still being loaded, then what is typed meanwhile stands in it, and no key of the page hears it', async () => {
    const page = await cabinet.open(DESK, owner);
    const load = await held(page, '**/assets/Palette-*.js');
    await page.goto(cabinet.url('/webhooks'));
    await settled(page);
    // All in one go: nothing of the page has had a turn between two keys.
    await page.evaluate(() => {
      const press = (key: string, ctrlKey = false): void => {
        const target = document.activeElement ?? document.body;
        target.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey, bubbles: true, cancelable: true }));
      };
      press('k', true);
      for (const key of ['/', '?', 'j', 'x', 'Backspace', 'n', 'Enter']) press(key);
    });
    await page.keyboard.type('r2');
    load();
    const field = page.getByRole('textbox', { name: 'Страница, товар, вебхук, номер чека или события' });
    await field.waitFor();
    await waitFor(async () => (await field.inputValue()) === '/?jnr2');
    expect(await page.getByRole('dialog').count()).toBe(1);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    // Also the next time, when only the field's focus is awaited.
    await page.keyboard.press('Control+k');
    await page.keyboard.type('jrk');
    await waitFor(async () => (await field.inputValue()) === 'jrk');
  });

  it('when Escape is pressed while the palette is still being loaded, then it stays closed and the keys are the page’s again', async () => {
    const page = await cabinet.open(DESK, owner);
    const load = await held(page, '**/assets/Palette-*.js');
    await page.goto(cabinet.url('/webhooks'));
    await settled(page);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('j');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Shift+?');
    load();
    await page.getByRole('dialog', { name: 'Клавиши' }).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(1);
  });

  it('when another field is clicked or tabbed to while the palette is still being loaded, then it has what is typed, and no palette comes', async () => {
    const page = await cabinet.open(DESK, owner);
    const load = await held(page, '**/assets/Palette-*.js');
    await page.goto(cabinet.url('/products'));
    await settled(page);
    const search = page.getByRole('textbox', { name: 'Название, штрихкод или артикул' });
    await page.keyboard.press('Control+k');
    await page.keyboard.type('lost');
    await search.click();
    await page.keyboard.type('milk');
    expect(await search.inputValue()).toBe('milk');
    await page.keyboard.press('Control+k');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('y');
    expect(await search.inputValue()).toBe('y');
    const loaded = page.waitForResponse('**/assets/Palette-*.js');
    load();
    await loaded;
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    const field = page.getByRole('textbox', { name: 'Страница, товар, вебхук, номер чека или события' });
    await field.waitFor();
    expect(await field.inputValue()).toBe('');
  });

  it('when there is no mouse, then a period is chosen, a receipt is sent to be printed, and dialogs close', async () => {
    const page = await cabinet.open(DESK, owner);
    await page.goto(cabinet.url('/receipts'));
    await settled(page);
    await tabTo(page, page.getByRole('button', { name: /^Даты/ }));
    await page.keyboard.press('Enter');
    await tabTo(page, button(page, 'Вчера'));
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/receipts\?.+/);

    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('Shift+?');
    await page.getByRole('dialog', { name: 'Клавиши' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    await goBy(page, 'Пробить чек', '/fiscalise');
    await tabTo(page, page.getByRole('combobox', { name: 'Что продаём' }));
    await page.keyboard.type('лат');
    await page.getByRole('option', { name: /латте/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('textbox', { name: 'Почта покупателя' }));
    await page.keyboard.type('anna@example.com');
    await tabTo(page, button(page, 'Остаток безналичными'));
    await page.keyboard.press('Enter');
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') sent.push(new URL(request.url()).pathname);
    });
    await tabTo(page, page.getByRole('textbox', { name: 'Почта покупателя' }));
    // As a barcode scanner does at the end: nothing is printed by it.
    await page.keyboard.press('Enter');
    await tabTo(page, button(page, 'Пробить чек'));
    await page.keyboard.press('Enter');
    await page.waitForURL('**/operations/*');
    expect(sent.filter((path) => path === '/api/receipts')).toHaveLength(1);
    expect(cabinet.complaints()).toEqual([]);
  }, 120_000);
});
