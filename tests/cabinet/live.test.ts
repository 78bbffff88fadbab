import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page, Request } from 'playwright-core';
import { createTcpProxy, type TcpProxy } from '@kassahook/testing/tcpProxy';
import { createCabinet, DESK, type Cabinet, type Look } from './cabinet.js';
import type { Owner } from './owner.js';
import { settled } from './settled.js';
import { createTill, type Till } from './till.js';

const PHONE: Look = { ...DESK, width: 'phone' };
const LOST = 'Связь с сервером прервалась';

let cabinet: Cabinet;
let owner: Owner;
let till: Till;
let proxy: TcpProxy;
beforeAll(async () => {
  cabinet = await createCabinet({ STREAM_RECHECK_MS: '500' });
  proxy = await createTcpProxy({ targetPort: Number(new URL(cabinet.url()).port) });
  owner = await cabinet.signUpOwner();
  till = createTill(cabinet, owner);
  await till.openShift(1);
  await till.receipt(1);
}, 120_000);
afterAll(async () => {
  await proxy.close();
  await cabinet.close();
});

/** A page whose stream stands. */
async function openLive(path: string): Promise<Page> {
  const page = await open(path);
  await page.locator('[data-as-of="live"]').first().waitFor();
  return page;
}

/** A page that reaches the API by way of what can be cut. */
async function open(path: string, somebody: Owner = owner): Promise<Page> {
  const page = await cabinet.open(DESK);
  const origin = `http://127.0.0.1:${proxy.port}`;
  await page.context().addCookies([{ ...somebody.cookie, url: origin }]);
  await page.goto(`${origin}${path}`);
  await settled(page);
  return page;
}

const receipt = (page: Page, number: number) =>
  page.getByRole('row', { name: new RegExp(`^Чек № ${number}, `) });

describe('what changes by itself', () => {
  it('when a register prints twice at once, then both receipts come by the stream, and nothing is polled', async () => {
    const page = await openLive('/receipts');
    await receipt(page, 1).waitFor();
    const asked: string[] = [];
    page.on('request', (request: Request) => {
      if (request.url().includes('/api/')) asked.push(new URL(request.url()).pathname);
    });
    await Promise.all([till.receipt(2), till.receipt(3)]);
    await receipt(page, 2).waitFor();
    await receipt(page, 3).waitFor();
    expect(asked.filter((path) => path === '/api/receipts').length).toBeLessThanOrEqual(2);
    expect(asked).not.toContain('/api/shifts');
    await page.context().close();
  }, 60_000);

  it('when a row no longer fits the filter, then it leaves the open list', async () => {
    const page = await openLive('/shifts?status=OPENED');
    const shift = page.getByRole('row', { name: /Смена № 1/ });
    await shift.waitFor();
    await till.closeShift(1, { receiptsCount: 3, sales: 375_000 });
    await shift.waitFor({ state: 'detached' });
    await till.openShift(2);
    await page.getByRole('row', { name: /Смена № 2/ }).waitFor();
    await page.context().close();
  }, 60_000);

  it('when the stream is cut, then a line says so, what is shown stays and is asked for, until the stream is back', async () => {
    const page = await openLive('/receipts');
    await receipt(page, 1).waitFor();
    const heading = page.getByRole('heading', { level: 1 });
    const placeBefore = await heading.boundingBox();
    const lost = page.getByRole('status').filter({ hasText: LOST });
    await page.route('**/api/stream', (route) => route.abort());
    await proxy.cut();
    await lost.waitFor();
    await page.locator('[data-lost] [data-live]').first().waitFor();
    await page.locator('[data-as-of="read"]').first().waitFor();
    expect(await receipt(page, 1).count()).toBe(1);
    expect(await heading.boundingBox()).toEqual(placeBefore);
    await till.receipt(4);
    await receipt(page, 4).waitFor();
    expect(await lost.count()).toBe(1);
    await page.unroute('**/api/stream');
    await lost.waitFor({ state: 'detached' });
    await page.locator('[data-lost]').waitFor({ state: 'detached' });
    await till.receipt(5);
    await receipt(page, 5).waitFor();
    await page.context().close();
  }, 90_000);

  it('when the next page cannot be read, then it is said, and asked for again only by hand', async () => {
    const page = await open('/cash');
    let asked = 0;
    let isBroken = true;
    await page.route('**/api/receipts?*', async (route) => {
      if (!route.request().url().includes('before=')) {
        const answer = await route.fetch();
        await route.fulfill({ response: answer, headers: { ...answer.headers(), 'x-next-before': 'next' } });
        return;
      }
      asked += 1;
      await (isBroken
        ? route.fulfill({ status: 400, json: { code: 'BROKEN', message: 'no page' } })
        : route.fulfill({ json: { data: [] } }));
    });
    await page.getByRole('link', { name: 'Чеки' }).first().click();
    const alert = page.getByRole('alert');
    await alert.waitFor();
    const before = asked;
    await receipt(page, 1).waitFor();
    await till.receipt(90);
    await receipt(page, 90).waitFor();
    expect(asked).toBe(before);
    isBroken = false;
    await alert.getByRole('button', { name: 'Повторить' }).click();
    await alert.waitFor({ state: 'detached' });
    expect(asked).toBe(before + 1);
    await page.context().close();
  }, 60_000);
});

describe('the overview', () => {
  it.each([
    ['sales', DESK],
    ['nothing', DESK],
    ['nothing', PHONE],
  ] as const)(
    'when it has %s to show, on a %j, then nothing moves as the numbers come',
    async (what, look) => {
      const somebody = what === 'sales' ? owner : await cabinet.signUpOwner();
      const page = await cabinet.open(look, somebody);
      await page.addInitScript(() => {
        const moved: string[] = [];
        Object.assign(window, { moved });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) {
            const { value, sources = [] } = entry as PerformanceEntry & {
              value: number;
              sources?: { node?: Node }[];
            };
            if (value > 0.001)
              moved.push(`${value.toFixed(4)}: ${sources.map(({ node }) => node?.textContent).join(' | ')}`);
          }
        }).observe({ type: 'layout-shift', buffered: true });
      });
      let release = (): void => undefined;
      const held = new Promise<void>((resolve) => (release = resolve));
      for (const path of ['**/api/reports/sales?*', '**/api/webhooks/health?*', '**/api/devices']) {
        await page.route(path, async (route) => {
          await held;
          await route.continue();
        });
      }
      await page.goto(cabinet.url('/'));
      await page.locator('.mantine-Skeleton-root').first().waitFor();
      await page.getByRole('heading', { name: 'Последние события' }).waitFor();
      release();
      await settled(page);
      expect(await page.evaluate(() => (window as unknown as { moved: string[] }).moved)).toEqual([]);
      await page.context().close();
    },
    60_000,
  );
});

describe('a session that ends while a page is open', () => {
  it('when the login is renewed, then what was typed into an open form is still there', async () => {
    const somebody = await cabinet.signUpOwner();
    const { id } = (await somebody.call('POST', '/api/inspectors', { name: 'Проверка' })) as { id: string };
    const page = await open(`/inspector/${id}`, somebody);
    await page.getByRole('button', { name: 'Настроить ответ' }).click();
    const form = page.getByRole('dialog', { name: 'Настроить ответ' });
    await form.getByLabel('Код ответа').fill('418');
    await somebody.call('POST', '/api/auth/logout');
    const renewal = page.getByRole('dialog', { name: 'Войдите ещё раз' });
    await renewal.waitFor();
    await renewal.getByLabel('Пароль').fill(somebody.password);
    await renewal.getByRole('button', { name: 'Войти', exact: true }).click();
    await renewal.waitFor({ state: 'detached' });
    expect(await form.getByLabel('Код ответа').inputValue()).toBe('418');
    await page.context().close();
  }, 60_000);

  it('when somebody else logs in instead, then the page for that comes, though there is no session to end', async () => {
    const somebody = await cabinet.signUpOwner();
    const page = await open('/receipts', somebody);
    await somebody.call('POST', '/api/auth/logout');
    await page.getByRole('button', { name: 'Войти под другим именем' }).click();
    await page.waitForURL('**/sign-in');
    await page.context().close();
  }, 60_000);
});
