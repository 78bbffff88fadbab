import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import { findChromium } from '../../scripts/services/chromium.js';
import { createCabinet, DESK, type Cabinet } from './cabinet.js';
import type { Owner } from './owner.js';
import { settled } from './settled.js';
import { tour } from './tour.js';

/** More than any dialog has to stop at. */
const STOPS = 30;

let cabinet: Cabinet;
let owner: Owner;
let failing: { id: string; url: string };
beforeAll(async () => {
  cabinet = await createCabinet({ LADDER_MS: '0,3600000' });
  owner = await cabinet.signUpOwner();
  const { receiver } = cabinet.pipeline;
  receiver.script('/broken', () => ({ status: 500 }));
  const webhook = { url: receiver.url('/broken'), types: { products: true } };
  failing = (await owner.call('POST', '/api/webhooks', webhook)) as typeof failing;
  await owner.call('POST', '/api/products', { name: 'Чай' });
}, 120_000);
afterAll(() => cabinet.close());

async function openAt(path: string): Promise<Page> {
  const page = await cabinet.open(DESK, owner);
  await page.goto(cabinet.url(path));
  await settled(page);
  return page;
}

async function press(page: Page, key: string): Promise<void> {
  await page.locator('body').press(key);
  await page.getByRole('dialog').waitFor();
}

/** Waits for the focus, which comes and goes a moment after the dialog. */
async function focused(locator: Locator): Promise<void> {
  await locator.and(locator.page().locator(':focus')).waitFor();
}

/** Headless browsers hide them otherwise, and with them what goes wrong beside them. */
function openWithScrollbars(): Promise<Browser> {
  const executablePath = findChromium() ?? '';
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu'],
    ignoreDefaultArgs: ['--hide-scrollbars'],
  });
}

/** Red, green and blue of a picture's points. */
function coloursOf(page: Page, png: string, points: [number, number][]): Promise<number[][]> {
  return page.evaluate(
    async ({ png, points }) => {
      const picture = new Image();
      picture.src = `data:image/png;base64,${png}`;
      await picture.decode();
      const canvas = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
      canvas?.drawImage(picture, 0, 0);
      return points.map(([x, y]) => [...(canvas?.getImageData(x, y, 1, 1).data ?? [])].slice(0, 3));
    },
    { png, points },
  );
}

/** Tab and Shift+Tab stay within the dialog, and come round. */
async function expectTrap(page: Page): Promise<void> {
  for (const key of ['Tab', 'Shift+Tab']) {
    for (let stop = 0; stop < STOPS; stop += 1) {
      await page.keyboard.press(key);
      const place = await page.evaluate(() => document.activeElement?.closest('[role="dialog"]')?.tagName);
      expect([key, stop, place]).toEqual([key, stop, 'SECTION']);
    }
  }
}

describe('dialogs', () => {
  it.each([
    ['/webhooks', 'Control+k'],
    ['/webhooks', 'Shift+?'],
  ])(
    'when %s has a dialog opened by %s, then it keeps the focus until it is closed',
    async (path, key) => {
      const page = await openAt(path);
      const before = page.getByRole('link', { name: 'Создать вебхук' }).first();
      await before.focus();
      await page.keyboard.press(key);
      await page.getByRole('dialog').waitFor();
      await page.waitForFunction(() => document.activeElement?.closest('[role="dialog"]') !== null);
      await expectTrap(page);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await focused(before);
    },
    60_000,
  );

  it('when a form over the page is closed, or made what it is for, then the focus is where it was', async () => {
    const page = await openAt('/tokens');
    const create = page.getByRole('button', { name: 'Создать токен' });
    await create.focus();
    await page.keyboard.press('Enter');
    await focused(page.getByRole('textbox', { name: 'Название' }));
    await expectTrap(page);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await focused(create);

    await page.keyboard.press('Enter');
    const name = page.getByRole('textbox', { name: 'Название' });
    await focused(name);
    await page.keyboard.type('Касса');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: 'Закрыть без сохранения?' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: 'Закрыть без сохранения?' }).waitFor({ state: 'detached' });
    await focused(name);
    expect(await name.inputValue()).toBe('Касса');
    await page.keyboard.press('Enter');
    const saved = page.getByRole('button', { name: 'Закрыть: всё сохранено' });
    await focused(saved);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await focused(create);
    expect(cabinet.complaints()).toEqual([]);
  }, 60_000);

  it('when what was asked about is gone with its button, then the focus is in the page and not at its very top', async () => {
    const page = await openAt('/tokens');
    await owner.call('POST', '/api/tokens', { name: 'Лишний', scopes: ['read'] });
    await page.reload();
    const revoke = page.getByRole('button', { name: 'Отозвать токен «Лишний»' });
    await revoke.focus();
    await page.keyboard.press('Enter');
    await focused(page.getByRole('dialog').getByRole('button', { name: 'Отмена' }));
    await expectTrap(page);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await focused(revoke);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Отозвать', exact: true }).press('Enter');
    await revoke.waitFor({ state: 'detached' });
    await focused(page.locator('#content'));
    expect(cabinet.complaints()).toEqual([]);
  }, 60_000);

  it.each([
    ['/tokens', 900],
    ['/settings/profile', 400],
  ])(
    'when a dialog is open over %s in a window %i high, then the place of the scrollbar is as dark as the page beside it, and nothing moves',
    async (path, height) => {
      const browser = await openWithScrollbars();
      const page = await browser.newPage({ viewport: { width: 1440, height } });
      await page.context().addCookies([{ ...owner.cookie, url: cabinet.url() }]);
      await page.goto(cabinet.url(path));
      await settled(page);
      const places = () =>
        page.evaluate(() =>
          ['h1', 'main', 'header button:last-of-type'].map((what) => {
            const { left, right } = document.querySelector(what)?.getBoundingClientRect() ?? {};
            return [what, left, right];
          }),
        );
      const before = await places();
      await press(page, 'Shift+?');
      await page.locator('.mantine-Modal-overlay').waitFor();
      await page.waitForFunction(() => document.getAnimations().length === 0);
      expect(await places()).toEqual(before);
      const shot = (await page.screenshot()).toString('base64');
      const [beside, edge] = await coloursOf(await browser.newPage(), shot, [
        [1_418, height - 20],
        [1_436, height - 20],
      ]);
      expect(edge?.map((part, at) => Math.abs(part - (beside?.[at] ?? -9)) <= 2)).toEqual([true, true, true]);
      await browser.close();
    },
    60_000,
  );

  it('when keys and dialogs are looked at, then they are sound in every look', async () => {
    const [delivery] = (await owner.call('GET', `/api/deliveries?webhookId=${failing.id}`)) as {
      id: string;
    }[];
    const byButton = (name: RegExp) => async (page: Page) => {
      await page.getByRole('button', { name }).first().click();
      await page.getByRole('dialog').waitFor();
    };
    await tour(cabinet, owner, [
      {
        name: 'palette',
        path: '/webhooks',
        prepare: async (page) => {
          await press(page, 'Control+k');
          await page.getByRole('dialog').getByText(failing.url).waitFor();
        },
      },
      { name: 'keys', path: '/webhooks', prepare: (page) => press(page, 'Shift+?') },
      {
        name: 'webhook-delete',
        path: `/webhooks/${failing.id}/edit`,
        prepare: byButton(/^(Удалить вебхук|Delete the webhook)$/),
      },
      {
        name: 'resend',
        path: `/deliveries/${delivery?.id}`,
        prepare: byButton(/^(Отправить ещё раз|Resend)$/),
      },
      { name: 'token-new', path: '/tokens', prepare: byButton(/^(Создать токен|Create a token)$/) },
      { name: 'app-new', path: '/apps', prepare: byButton(/^(Создать приложение|Create an app)$/) },
      { name: 'invite', path: '/settings/members', prepare: byButton(/^(Пригласить|Invite)$/) },
    ]);
  }, 600_000);
});
