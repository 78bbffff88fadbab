import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@kassahook/testing/waitFor';
import type { Page } from 'playwright-core';
import { createCabinet, DESK, type Cabinet } from './cabinet.js';
import type { Owner } from './owner.js';
import { settled } from './settled.js';
import { createTill } from './till.js';
import { tour } from './tour.js';

/** The tiers that people have: nothing is waited for here but what a resend does. */
const USUAL_LADDER = '0,60000,600000,3600000,86400000';
const HOSTILE = '<img src=x onerror="document.title=1"><script>document.title=2</script>';

let cabinet: Cabinet;
let owner: Owner;
let failing: { id: string };
let good: { id: string };

beforeAll(async () => {
  cabinet = await createCabinet({ LADDER_MS: USUAL_LADDER });
  owner = await cabinet.signUpOwner();
  const { receiver } = cabinet.pipeline;
  receiver.script('/broken', () => ({
    status: 500,
    headers: { 'x-reason': HOSTILE, 'content-type': 'application/json' },
    body: JSON.stringify({ error: HOSTILE }),
  }));
  receiver.script('/gone', () => ({ status: 410 }));
  const webhook = async (path: string, description: string): Promise<{ id: string }> =>
    (await owner.call('POST', '/api/webhooks', {
      url: receiver.url(path),
      description,
      types: { products: true },
      headers: { 'X-Shop-Key': 'a secret of the shop' },
    })) as { id: string };
  good = await webhook('/good', 'Сайт');
  failing = await webhook('/broken', HOSTILE);
  await webhook('/gone', 'Выключенный сервис');
  for (const name of ['Кофе', 'Чай', HOSTILE])
    await owner.call('POST', '/api/products', { name, price: 100 });
  await deliveriesThat('state=waiting', 3);
  await deliveriesThat(`webhookId=${good.id}&state=delivered`, 3);
}, 120_000);
afterAll(() => cabinet.close());

interface Listed {
  id: string;
  eventId: string;
  entityId: string;
}

function deliveriesThat(query: string, count: number): Promise<Listed[]> {
  return waitFor(
    async () => {
      const found = (await owner.call('GET', `/api/deliveries?${query}`)) as Listed[];
      return found.length >= count && found;
    },
    { timeoutMs: 20_000, what: `${count} deliveries with ${query}` },
  );
}

async function open(path: string): Promise<Page> {
  const page = await cabinet.open(DESK, owner);
  await page.goto(cabinet.url(path));
  await settled(page);
  return page;
}
const rows = (page: Page) => page.locator('tbody tr[aria-rowindex]');

describe('the deliveries', () => {
  it('when the pages are looked at, then they are sound in every look', async () => {
    const [waiting] = await deliveriesThat(`webhookId=${failing.id}`, 1);
    const [delivered] = await deliveriesThat(`webhookId=${good.id}`, 1);
    const pane = (page: Page) =>
      page.getByRole('list', { name: /Попытки по ступеням|Attempts by tier/ }).waitFor();
    await tour(cabinet, owner, [
      { name: 'deliveries', path: '/deliveries', prepare: (page) => rows(page).first().waitFor() },
      { name: 'deliveries-nothing', path: '/deliveries?event=none' },
      { name: 'delivery-waiting', path: `/deliveries/${waiting?.id}`, prepare: pane },
      { name: 'delivery-wide', path: `/deliveries/${waiting?.id}?view=wide`, prepare: pane },
      { name: 'delivery-delivered', path: `/deliveries/${delivered?.id}`, prepare: pane },
    ]);
  }, 600_000);

  it('when something happens, then its delivery appears by itself', async () => {
    const page = await open(`/deliveries?webhook=${good.id}`);
    await rows(page).first().waitFor();
    const before = await rows(page).count();
    await owner.call('POST', '/api/products', { name: 'Ещё один', price: 1 });
    await page.waitForFunction(
      (count) => document.querySelectorAll('tbody tr[aria-rowindex]').length > count,
      before,
    );
  });

  it('when a delivery waits, then its row says what it is about and when it is tried again, and so does its event', async () => {
    const page = await open(`/deliveries?webhook=${failing.id}&state=waiting`);
    const row = page.getByRole('row', { name: /Товар добавлен.*Чай.*повторяем.*через \d+/ });
    await row.waitFor();
    await row.click();
    await page.getByRole('definition').getByText('Чай', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Открыть событие' }).click();
    await page.getByText('товар Чай').waitFor();
    await page.getByText(/следующая попытка через \d+/).waitFor();
  });

  it('when filters are chosen, then the address has them, and a reload finds the same', async () => {
    const page = await open('/deliveries');
    await page.getByRole('combobox', { name: 'Состояние' }).click();
    await page.getByRole('option', { name: 'не доставлено' }).click();
    await page.waitForURL('**/deliveries?state=dead');
    await page.getByText('Выключенный сервис').first().waitFor();
    await page.reload();
    await settled(page);
    expect(await rows(page).filter({ hasText: 'доставлено' }).count()).toBe(await rows(page).count());
    await page.getByRole('button', { name: 'Сбросить' }).click();
    await page.waitForURL('**/deliveries');
  });

  it('when only keys are used, then rows are walked, opened and closed, and going back leaves the list at once', async () => {
    const page = await open('/webhooks');
    // What was delivered keeps its place: a row that is tried again goes to the top of the list.
    const list = `/deliveries?webhook=${good.id}`;
    await page.goto(cabinet.url(list));
    await rows(page).nth(1).waitFor();
    const openRow = (place: number) => page.locator(`tr[data-open][aria-rowindex="${place}"]`);
    const focusedRow = (place: number) => page.locator(`tr[aria-rowindex="${place}"]:focus`);
    await page.keyboard.press('j');
    await focusedRow(1).waitFor();
    await page.keyboard.press('j');
    await focusedRow(2).waitFor();
    expect(new URL(page.url()).pathname).toBe('/deliveries');
    await page.keyboard.press('Enter');
    await openRow(2).waitFor();
    await page.waitForURL(/\/deliveries\/[\da-f-]{36}\?webhook=/);
    await page.keyboard.press('k');
    await openRow(1).waitFor();
    await page.keyboard.press('j');
    await openRow(2).waitFor();
    await page.keyboard.press('Escape');
    await page.waitForURL(cabinet.url(list));
    await page.goBack();
    await page.goBack();
    expect(new URL(page.url()).pathname).toBe('/deliveries');
    await page.goBack();
    await page.waitForURL('**/webhooks');
  }, 60_000);

  it('when a dialog is open, then the keys are its own, and the page keeps what it shows', async () => {
    const [delivery] = await deliveriesThat(`webhookId=${failing.id}`, 1);
    const page = await open(`/deliveries/${delivery?.id}`);
    await page.getByText(/Адрес отвечает кодом/).waitFor();
    const { pathname } = new URL(page.url());
    // A Russian layout writes `к` where `r` is.
    await page.locator('body').dispatchEvent('keydown', { key: 'к', code: 'KeyR', bubbles: true });
    const dialog = page.getByRole('dialog', { name: 'Отправить доставку ещё раз?' });
    await dialog.waitFor();
    for (const key of ['j', 'k', '?', '/']) await page.keyboard.press(key);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect([new URL(page.url()).pathname, await page.getByRole('dialog').count()]).toEqual([pathname, 0]);
    await page.keyboard.press('Escape');
    await page.waitForURL('**/deliveries');
  }, 60_000);

  it('when a delivery fails, then it is said in words, hostile texts stay texts, and curl has what was sent', async () => {
    const [delivery] = await deliveriesThat(`webhookId=${failing.id}`, 1);
    const page = await open(`/deliveries/${delivery?.id}`);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByText(/Адрес отвечает кодом 500 с \d\d:\d\d\. Следующая попытка через/).waitFor();
    await page
      .getByText(/Посмотрите журнал сервера/)
      .first()
      .waitFor();
    expect(await page.locator('img[src="x"]').count()).toBe(0);
    expect(await page.title()).toContain('Товар добавлен');
    await page.getByRole('region', { name: 'Ответ' }).getByText('onerror').first().waitFor();
    await page.getByRole('button', { name: 'Скопировать как curl' }).click();
    await page.getByRole('button', { name: 'Скопировано' }).waitFor();
    const command = await page.evaluate(() => navigator.clipboard.readText());
    expect(command).toContain(`-H 'webhook-id: ${delivery?.id}'`);
    expect(command).toContain("-H 'x-shop-key: •••'");
    expect(command).not.toContain('a secret of the shop');
  });

  it('when it is resent, then it asks, and the answer appears in place', async () => {
    const [delivery] = await deliveriesThat(`webhookId=${failing.id}&state=waiting`, 1);
    const page = await open(`/deliveries/${delivery?.id}`);
    await page.getByText(/Адрес отвечает кодом 500/).waitFor();
    await page.keyboard.press('r');
    const dialog = page.getByRole('dialog', { name: 'Отправить доставку ещё раз?' });
    await dialog.getByRole('button', { name: 'Отправить' }).click();
    await page.getByText(/Отправлено ещё раз: ошибка 5xx/).waitFor();
    cabinet.pipeline.receiver.script('/broken', () => ({ status: 204 }));
    await page.getByRole('button', { name: 'Отправить ещё раз' }).click();
    await dialog.getByRole('button', { name: 'Отправить' }).click();
    await page.getByText(/Отправлено ещё раз: доставлено/).waitFor();
    await page.getByText(/^Доставлено .*, когда отправили ещё раз/).waitFor();
    await page.getByRole('list', { name: 'Отправлено вручную' }).getByText('204').waitFor();
  });

  it('when the waiting ones are asked for, then the filter says that those that were not tried are among them', async () => {
    const page = await open('/deliveries');
    await page.getByRole('combobox', { name: 'Состояние' }).click();
    await page.getByRole('option', { name: 'ждут и повторяются' }).click();
    await page.waitForURL('**/deliveries?state=waiting');
    const shown = page.getByRole('combobox', { name: 'Состояние' });
    await waitFor(async () => (await shown.inputValue()) === 'ждут и повторяются');
    // All of it can be read.
    expect(await shown.evaluate((input) => input.scrollWidth - input.clientWidth)).toBe(0);
  });

  it('when an operation asked for its own events, then the deliveries say so, and lead to it and to its receipt', async () => {
    const callbackUrl = cabinet.pipeline.receiver.url('/orders/17');
    const operation = (await owner.call('POST', '/api/receipts', {
      deviceId: owner.deviceId,
      type: 'SALE',
      timeout: 5,
      taxMode: 'DEFAULT',
      positions: [
        { name: 'Чай', type: 'COUNTABLE', quantity: 2, price: 39_700, priceSum: 79_400, tax: 'NDS_22' },
      ],
      payments: [{ sum: 79_400, type: 'CASHLESS' }],
      attributes: { email: 'buyer@example.com' },
      total: { priceSum: 79_400 },
      callbackUrl,
    })) as { id: string };
    const till = createTill(cabinet, owner);
    await till.openShift(1);
    await till.print(await till.takeOperation(), 1);
    const told = await deliveriesThat(`webhookId=${operation.id}&state=delivered`, 3);
    const page = await open('/deliveries?type=OPERATION');
    await page
      .getByRole('row', { name: /адрес из чека: 127\.0\.0\.1/ })
      .nth(2)
      .waitFor();
    for (const status of ['ждёт кассу', 'печатается', 'пробит'])
      await page.getByRole('row').filter({ hasText: status }).first().waitFor();
    expect(await page.getByText('удалённый вебхук').count()).toBe(0);

    await page.goto(cabinet.url(`/deliveries/${told[0]?.id}`));
    await page.getByText(callbackUrl.replace('http://', ''), { exact: true }).waitFor();
    const toReceipt = page.getByRole('link', { name: 'Открыть чек' });
    expect(await toReceipt.getAttribute('href')).toMatch(/^\/receipts\/[\da-f-]{36}$/);
    await page.getByRole('link', { name: 'Открыть событие' }).click();
    await page.getByText(`По запросу чека: ${callbackUrl}`).first().waitFor();
    await page.goBack();
    await page.getByRole('link', { name: 'Открыть операцию' }).click();
    await page.waitForURL(`**/operations/${operation.id}`);

    // As when the operation, which had the address, is not stored any more.
    await page.route(/\/api\/(deliveries|events)/, async (route) => {
      const response = await route.fetch();
      const callback = `"operationId":"${operation.id}","url":`;
      const text = await response.text();
      await route.fulfill({
        response,
        body: text.replaceAll(`${callback}${JSON.stringify(callbackUrl)}`, `${callback}null`),
      });
    });
    await page.goto(cabinet.url(`/events/${told[0]?.eventId}`));
    await page.getByText('По запросу чека: адрес уже не хранится').first().waitFor();
    await page.goto(cabinet.url('/deliveries?type=OPERATION'));
    await page
      .getByRole('row', { name: /адрес из запроса чека/ })
      .first()
      .waitFor();
    await page.goto(cabinet.url(`/deliveries/${told[0]?.id}`));
    await page.getByText('адрес из запроса чека', { exact: true }).first().waitFor();
  }, 60_000);

  it('when the webhook is off, then a resend says what to do; when there is no such delivery, then so', async () => {
    const [delivery] = await deliveriesThat('state=dead', 1);
    const page = await open(`/deliveries/${delivery?.id}`);
    await page.getByRole('button', { name: 'Отправить ещё раз' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Отправить' }).click();
    await page.getByText('Вебхук остановлен. Запустите его и повторите.').waitFor();
    await page.goto(cabinet.url('/deliveries/00000000-0000-4000-8000-000000000000'));
    await page.getByText('Такой доставки нет').waitFor();
    await page.goto(cabinet.url('/deliveries/nonsense'));
    await page.getByText('Такой доставки нет').waitFor();
    // 409 and 404 are written to the console by the browser.
    cabinet.complaints();
  });
});
