import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { createCabinet, DESK, type Cabinet } from './cabinet.js';
import type { Owner } from './owner.js';
import { settled } from './settled.js';
import { tour } from './tour.js';

/** Nobody is sent there: the browser is stopped on its way. */
const APP_ADDRESS = 'https://app.example/back';

let cabinet: Cabinet;
beforeAll(async () => {
  cabinet = await createCabinet();
}, 120_000);
afterAll(() => cabinet.close());

async function openAt(path: string, owner: Owner): Promise<Page> {
  const page = await cabinet.open(DESK, owner);
  await page.goto(cabinet.url(path));
  await settled(page);
  return page;
}

interface App {
  clientId: string;
  clientSecret: string;
}

const createApp = (owner: Owner): Promise<App> =>
  owner.call('POST', '/api/oauth2/apps', {
    name: 'Учёт',
    redirectUris: [APP_ADDRESS],
  }) as Promise<App>;

/** What the application itself does with the code that it was sent. */
async function exchange({ clientId, clientSecret }: App, code: string): Promise<string> {
  const answer = await fetch(cabinet.url('/api/oauth2/access_token'), {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      client_id: clientId,
      client_secret: clientSecret,
      redirect_uri: APP_ADDRESS,
    }),
  });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  return token;
}

/** Somebody gives an application access. @returns its token */
async function allow(page: Page, app: App, scope: string): Promise<string> {
  await page.route(`${APP_ADDRESS}**`, (route) => route.fulfill({ body: 'back' }));
  const query = new URLSearchParams({ client_id: app.clientId, redirect_uri: APP_ADDRESS, scope });
  await page.goto(cabinet.url(`/api/oauth2/authorize?${query.toString()}`));
  await page.getByRole('button', { name: 'Разрешить' }).click();
  await page.waitForURL(`${APP_ADDRESS}**`);
  return exchange(app, new URL(page.url()).searchParams.get('code') ?? '');
}

describe('applications', () => {
  it('when one is made, changed, given another secret and deleted, then each is seen, and secrets are shown once', async () => {
    const page = await openAt('/apps', await cabinet.signUpOwner());
    const form = page.getByRole('dialog');
    await page.getByRole('button', { name: 'Создать приложение' }).first().click();
    await form.getByRole('button', { name: 'Создать', exact: true }).click();
    await form.getByLabel('Название').and(page.locator('[aria-invalid="true"]:focus')).waitFor();
    await form.getByLabel('Название').fill('Учёт');
    await form.getByLabel('Адреса возврата').fill('http://shop.example/back');
    await form.getByRole('button', { name: 'Создать', exact: true }).click();
    await form.getByLabel('Адреса возврата').and(page.locator('[aria-invalid="true"]')).waitFor();
    // A redirect URI without TLS is an answer 400, which browsers write to the console.
    cabinet.complaints();
    await form.getByLabel('Адреса возврата').fill(APP_ADDRESS);
    await form.getByRole('button', { name: 'Создать', exact: true }).click();
    const secret = page.getByRole('group', { name: 'Client secret' }).locator('code');
    const first = (await secret.innerText()).trim();
    expect(first).toMatch(/^kh\w_/);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Закрыть: всё сохранено' }).click();
    await secret.waitFor({ state: 'detached' });
    await page.reload();
    await settled(page);
    expect(await page.locator('body').innerText()).not.toContain(first);

    await page.getByRole('button', { name: 'Изменить приложение «Учёт»' }).click();
    expect(await form.getByLabel('Адреса возврата').inputValue()).toBe(APP_ADDRESS);
    await form.getByLabel('Название').fill('Учёт и склад');
    await form.getByRole('button', { name: 'Сохранить' }).click();
    await page.getByRole('button', { name: 'Новый секрет приложения «Учёт и склад»' }).click();
    await form.getByText('Прежний секрет перестанет подходить сразу', { exact: false }).waitFor();
    await form.getByRole('button', { name: 'Новый секрет', exact: true }).click();
    await secret.waitFor();
    expect((await secret.innerText()).trim()).not.toBe(first);
    await page.getByRole('button', { name: 'Закрыть: всё сохранено' }).click();

    await page.getByRole('button', { name: 'Удалить приложение «Учёт и склад»' }).click();
    await form.getByText('Все, кто дал ему доступ, этот доступ потеряют', { exact: false }).waitFor();
    await form.getByRole('button', { name: 'Удалить', exact: true }).click();
    await page.getByText('Приложений пока нет').waitFor();
    expect(cabinet.complaints()).toEqual([]);
  }, 60_000);

  it('when access was given, then it is listed, and revoking it ends what the application may', async () => {
    const owner = await cabinet.signUpOwner();
    const app = await createApp(owner);
    const page = await cabinet.open(DESK, owner);
    const token = await allow(page, app, 'read');
    const ask = async (): Promise<number> =>
      (await cabinet.pipeline.call(token, 'GET', '/api/products')).status;
    expect(await ask()).toBe(200);

    await page.goto(cabinet.url('/apps'));
    await page.getByRole('columnheader', { name: 'Доступ дан' }).waitFor();
    await page.getByRole('row', { name: /Учёт.*чтение.*Анна Демидова/ }).waitFor();
    await page.getByRole('button', { name: 'Отозвать доступ приложения «Учёт»' }).click();
    await page
      .getByRole('dialog')
      .getByText('сразу перестанет видеть и менять данные', { exact: false })
      .waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Отозвать', exact: true }).click();
    await page.getByText('Доступа никому не дали').waitFor();
    expect(
      await page.getByRole('link', { name: 'Описание API', exact: true }).last().getAttribute('href'),
    ).toBe('/docs');
    expect(await ask()).toBe(401);
    expect(cabinet.complaints()).toEqual([]);
  }, 60_000);

  it('when there are applications, access and their dialogs, then they are sound in every look', async () => {
    const owner = await cabinet.signUpOwner();
    const app = await createApp(owner);
    await owner.call('POST', '/api/oauth2/apps', {
      name: 'Интернет-магазин «Тёплый дом»: заказы, остатки и чеки',
      redirectUris: ['https://shop.example/a', 'http://127.0.0.1:8080/b'],
      isConfidential: false,
    });
    await allow(await cabinet.open(DESK, owner), app, 'read write webhooks');
    const open = (name: RegExp) => async (page: Page) => {
      await page.getByRole('button', { name }).first().click();
      await page.getByRole('dialog').waitFor();
    };
    await tour(cabinet, owner, [
      { name: 'apps-granted', path: '/apps' },
      { name: 'app-edit', path: '/apps', prepare: open(/^(Изменить приложение|Edit the app)/) },
      { name: 'app-delete', path: '/apps', prepare: open(/^(Удалить приложение|Delete the app)/) },
      { name: 'grant-revoke', path: '/apps', prepare: open(/^(Отозвать доступ|Revoke the access)/) },
    ]);
  }, 600_000);
});
