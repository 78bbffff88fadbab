import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { waitFor } from '@kassahook/testing/waitFor';
import { createCabinet, DESK, type Cabinet } from './cabinet.js';
import type { Owner } from './owner.js';
import { settled } from './settled.js';
import { expectSound, tour } from './tour.js';

interface Hook {
  id: string;
  url: string;
  isActive: boolean;
  disabledReason?: string;
}

const HOSTILE =
  '<script>alert(1)</script><img src=x onerror=alert(2)> ОченьДлинноеСловоБезПробеловИПереносов';

let cabinet: Cabinet;
beforeAll(async () => {
  cabinet = await createCabinet();
}, 120_000);
afterAll(() => cabinet.close());

async function createHook(owner: Owner, path: string, fields: object = {}): Promise<Hook> {
  const url = cabinet.pipeline.receiver.url(path);
  return (await owner.call('POST', '/api/webhooks', { url, types: { products: true }, ...fields })) as Hook;
}

const hookOf = (owner: Owner, id: string) => owner.call('GET', `/api/webhooks/${id}`) as Promise<Hook>;

/** Webhooks in every state that a list may show. */
async function createAllKinds(owner: Owner): Promise<Record<'works' | 'broken' | 'gone' | 'off', Hook>> {
  const { receiver } = cabinet.pipeline;
  receiver.script('/broken', () => ({ status: 500, body: 'error' }));
  receiver.script('/gone', () => ({ status: 410 }));
  const all = { products: true, devices: true, encashments: true, receipts: true };
  const works = await createHook(owner, '/works', {
    description: HOSTILE,
    types: { ...all, shifts: true, operations: true, deviceRegistrations: true },
  });
  const broken = await createHook(owner, '/broken', { types: all, description: 'Склад' });
  const gone = await createHook(owner, '/gone', {
    events: { products: ['CREATE'], receipts: ['CREATE', 'UPDATE'] },
  });
  const off = await createHook(owner, '/off', { isActive: false });
  await owner.call('POST', '/api/products', { name: 'Чай' });
  await waitFor(async () => !(await hookOf(owner, gone.id)).isActive);
  for (const [hook, state] of [
    [works, 'healthy'],
    [broken, 'failing'],
  ] as const) {
    await waitFor(
      async () =>
        ((await owner.call('GET', `/api/webhooks/${hook.id}/health`)) as { state: string }).state === state,
    );
  }
  return { works, broken, gone, off };
}

async function openAt(owner: Owner, path: string): Promise<Page> {
  const page = await cabinet.open(DESK, owner);
  await page.goto(cabinet.url(path));
  await settled(page);
  return page;
}

describe('the webhooks', () => {
  it('when they are looked at in every look, then the list and a webhook to change are sound', async () => {
    const owner = await cabinet.signUpOwner();
    const { works } = await createAllKinds(owner);
    await tour(cabinet, owner, [
      { name: 'webhooks', path: '/webhooks' },
      { name: 'webhook-edit', path: `/webhooks/${works.id}/edit` },
    ]);
  }, 600_000);

  it('when one is made in every look, then the form, its errors and the first test are sound', async () => {
    const owner = await cabinet.signUpOwner();
    const works = await createHook(owner, '/works');
    await tour(cabinet, owner, [
      {
        name: 'webhook-new',
        path: '/webhooks/new',
        prepare: async (page) => {
          const folded = page.locator('form h2 button[aria-expanded="false"]');
          while ((await folded.count()) > 0) await folded.first().click();
          await page.locator('form').getByRole('switch').press('Space');
          await page.getByRole('button', { name: /Добавить фильтр|Add a filter/ }).click();
          await page.getByRole('combobox', { name: /^(Поле|Field)$/ }).fill('price');
          await page.keyboard.press('Escape');
          await page.getByRole('textbox', { name: /^(Значение|Value)$/ }).fill('100');
          await page
            .getByRole('button', { name: /^(Группа|Group)$/ })
            .first()
            .click();
          await page.locator('form button[type=submit]').click();
          await page.getByText(/Укажите адрес|Give an address/).waitFor();
        },
      },
      {
        name: 'webhook-created',
        path: `/webhooks/new?created=${works.id}`,
        prepare: async (page) => {
          await page.getByText('whsec_').waitFor();
          await page.getByRole('button', { name: /Отправить тест|Send a test/ }).click();
          await page.getByText(/^HTTP 204$/).waitFor();
        },
      },
    ]);
  }, 600_000);

  it('when there are none, then the page says what to do next, and leads there', async () => {
    const page = await openAt(await cabinet.signUpOwner(), '/webhooks');
    await expectSound(page, 'no webhooks');
    await page.getByRole('link', { name: 'Создать вебхук' }).click();
    await page.getByRole('heading', { level: 1, name: 'Новый вебхук' }).waitFor();
  });

  it('when one is made, then the form has said what was wrong, and the secret and a test follow', async () => {
    const owner = await cabinet.signUpOwner();
    const { receiver } = cabinet.pipeline;
    receiver.script('/strict', () => ({ status: 401, body: '{"error":"webhook-timestamp is too old"}' }));
    const page = await openAt(owner, '/webhooks/new');
    const address = page.getByLabel('Адрес');
    await page.locator('label', { hasText: /^Адрес\s*\*$/ }).waitFor();
    await address.fill('shop.example');
    await address.press('Tab');
    await page.getByText('Адрес начинается с https:// или http://').waitFor();
    // A new webhook hears of receipts until something else is chosen.
    await page.getByRole('checkbox', { name: 'Чеки', exact: true }).click();
    await page.getByRole('button', { name: 'Создать вебхук' }).click();
    await page.getByText('Выберите хотя бы одно событие').waitFor();
    expect(await address.evaluate((input) => input === input.ownerDocument.activeElement)).toBe(true);

    await address.fill('http://10.0.0.1/');
    await page.getByRole('checkbox', { name: 'Чеки', exact: true }).click();
    await page.getByRole('checkbox', { name: 'Товары: удаление' }).click();
    await page.getByRole('button', { name: 'Создать вебхук' }).click();
    await page.getByText(/^Этот адрес во внутренней сети/).waitFor();
    cabinet.complaints();

    await address.fill(receiver.url('/strict'));
    await page.getByRole('button', { name: 'Какие именно события' }).click();
    await page.getByRole('button', { name: 'Добавить фильтр' }).click();
    await page.getByRole('combobox', { name: 'Поле', exact: true }).fill('amount');
    await page.keyboard.press('Escape');
    await page.getByRole('combobox', { name: 'Сравнение' }).click();
    await page.getByRole('option', { name: 'не меньше' }).click();
    await page.getByRole('textbox', { name: 'Значение', exact: true }).fill('1 000');
    await page.getByText('JSON', { exact: true }).click();
    expect(JSON.parse(await page.getByLabel('Фильтр в JSON').inputValue())).toEqual({
      amount: { gte: 100_000 },
    });
    await page.getByRole('button', { name: /^Как отправлять/ }).click();
    await page.getByRole('switch', { name: /^Отправлять пачками/ }).press('Space');
    await page.getByText('От 0,1 до 60').waitFor();
    await page.getByLabel('Ждать попутчиков').fill('0,5');
    await page.getByRole('button', { name: 'Создать вебхук' }).click();
    await page.getByRole('heading', { level: 1, name: 'Вебхук создан' }).waitFor();
    await page.getByText(/whsec_/).waitFor();

    await page.getByRole('button', { name: 'Отправить тест' }).click();
    await page.getByText('Сервер не признал подпись', { exact: false }).waitFor();
    expect(await page.locator('[data-marked] dt').innerText()).toContain('webhook-timestamp');
    const [made] = (await owner.call('GET', '/api/webhooks')) as (Hook & {
      filter: unknown;
      events: unknown;
    })[];
    expect(made).toMatchObject({
      batch: { maxWaitMs: 500 },
      url: receiver.url('/strict'),
      filter: { amount: { gte: 100_000 } },
      events: { receipts: ['CREATE', 'UPDATE', 'DELETE'], products: ['DELETE'], shifts: [] },
    });
    expect(cabinet.complaints()).toEqual([]);
  }, 60_000);

  it('when a filter is written, then it is tried on what happened last, event by event', async () => {
    const owner = await cabinet.signUpOwner();
    for (const price of [10_000, 250_000, 300_000]) {
      await owner.call('POST', '/api/products', { name: 'Чай', price });
    }
    await waitFor(async () => ((await owner.call('GET', '/api/events')) as unknown[]).length >= 4);
    const page = await openAt(owner, '/webhooks/new');
    await page.getByRole('button', { name: 'Какие именно события' }).click();
    // A new webhook hears of receipts, and there were none: the register and the products are what happened.
    await page.getByText('Из 4 последних событий мы отправили бы 0').waitFor();
    await page.getByRole('checkbox', { name: 'Товары', exact: true }).click();
    await page.getByText('Из 4 последних событий мы отправили бы 3').waitFor();
    await page.getByRole('button', { name: 'Добавить фильтр' }).click();
    await page.getByRole('combobox', { name: 'Поле', exact: true }).fill('price');
    await page.keyboard.press('Escape');
    await page.getByRole('combobox', { name: 'Сравнение' }).click();
    await page.getByRole('option', { name: 'не меньше' }).click();
    await page.getByRole('textbox', { name: 'Значение', exact: true }).fill('2 500');
    await page.getByText('Из 4 последних событий мы отправили бы 2').waitFor();
    const events = page.getByRole('listitem').filter({ hasText: 'Товары: создание' });
    expect(await events.filter({ hasText: 'отправим' }).count()).toBe(2);
    expect(await events.filter({ hasText: 'не подходит' }).count()).toBe(1);

    await owner.call('POST', '/api/products', { name: 'Кофе', price: 990_000 });
    await page.getByRole('textbox', { name: 'Значение', exact: true }).fill('3 000');
    await page.getByText('Из 5 последних событий мы отправили бы 2').waitFor();
    expect(cabinet.complaints()).toEqual([]);
  }, 60_000);

  it('when one is switched off, then it is at once and can be undone; what we stopped says why before it is switched on', async () => {
    const owner = await cabinet.signUpOwner();
    const { works, gone } = await createAllKinds(owner);
    const page = await openAt(owner, '/webhooks');
    const toggle = (hook: Hook) => page.getByRole('switch', { name: `Работает: ${hook.url}` });
    await toggle(works).press('Space');
    await waitFor(async () => !(await hookOf(owner, works.id)).isActive);
    await page.getByRole('button', { name: 'Вернуть', exact: true }).click();
    await waitFor(async () => (await hookOf(owner, works.id)).isActive);

    await toggle(gone).press('Space');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Ответ 410 значит', { exact: false }).waitFor();
    await dialog.getByRole('button', { name: 'Запустить' }).click();
    await waitFor(async () => (await hookOf(owner, gone.id)).isActive);
  }, 60_000);

  it('when one is deleted, then it is asked with what will be lost', async () => {
    const owner = await cabinet.signUpOwner();
    const hook = await createHook(owner, '/deleted', { description: HOSTILE });
    const page = await openAt(owner, '/webhooks');
    expect(await page.getByText('<script>alert(1)</script>', { exact: false }).count()).toBe(1);
    await page.getByRole('button', { name: `Действия: ${hook.url}` }).click();
    await page.getByRole('menuitem', { name: 'Удалить' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Доставок, которые ещё ждут, у него нет.').waitFor();
    await dialog.getByRole('button', { name: 'Удалить вебхук' }).click();
    await page.getByText('Вебхуков пока нет').waitFor();
  });

  it('when somebody leaves a changed form, then they are asked; when they save, then they are not', async () => {
    const owner = await cabinet.signUpOwner();
    const hook = await createHook(owner, '/edited');
    const page = await openAt(owner, `/webhooks/${hook.id}/edit`);
    await page.getByLabel('Описание').fill('Витрина');
    await page.getByRole('link', { name: 'Вебхуки' }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: 'Остаться' }).click();
    expect(await page.getByLabel('Описание').inputValue()).toBe('Витрина');
    await page.getByRole('button', { name: 'Сохранить' }).click();
    await page.waitForURL(`**/webhooks/${hook.id}`);
    expect(await hookOf(owner, hook.id)).toMatchObject({ description: 'Витрина' });
  });

  it('when the secret is replaced, then the new one is shown with the end of the old one', async () => {
    const owner = await cabinet.signUpOwner();
    const hook = await createHook(owner, '/rotated');
    const before = (await owner.call('GET', `/api/webhooks/${hook.id}/secret`)) as { secret: string };
    const page = await openAt(owner, `/webhooks/${hook.id}/edit`);
    await page.getByRole('button', { name: 'Показать секрет' }).click();
    await page.getByText(before.secret).waitFor();
    await page.getByRole('button', { name: 'Сменить', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Сменить секрет' }).click();
    await page.getByText('Прежний секрет тоже подписывает до', { exact: false }).waitFor();
    const after = (await owner.call('GET', `/api/webhooks/${hook.id}/secret`)) as { secret: string };
    expect(after.secret).not.toBe(before.secret);
    await page.getByText(after.secret).waitFor();
  });
});
