import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createCabinet, DESK, type Cabinet } from './cabinet.js';
import { held } from './held.js';
import { settled } from './settled.js';
import { tour } from './tour.js';

let cabinet: Cabinet;
beforeAll(async () => {
  cabinet = await createCabinet();
}, 120_000);
afterAll(() => cabinet.close());

const OTHER_PASSWORD = 'another horse battery';
/** Nobody is sent there: the browser is stopped on its way. */
const APP_ADDRESS = 'https://app.example/back';

describe('settings, developers and access', () => {
  it('when an owner looks at them, then they are sound in every look', async () => {
    const owner = await cabinet.signUpOwner();
    await owner.call('POST', '/api/invitations', { email: 'boris@example.com', role: 'viewer' });
    const app = (await owner.call('POST', '/api/oauth2/apps', {
      name: 'Учёт <script>',
      redirectUris: [APP_ADDRESS],
    })) as { clientId: string };
    await tour(cabinet, owner, [
      { name: 'tokens', path: '/tokens' },
      { name: 'apps', path: '/apps' },
      { name: 'profile', path: '/settings/profile' },
      { name: 'members', path: '/settings/members' },
      { name: 'notifications', path: '/settings/notifications' },
      { name: 'audit', path: '/settings/audit' },
      { name: 'sessions', path: '/settings/sessions' },
      { name: 'consent', path: `/consent?client_id=${app.clientId}&scope=read+webhooks&state=s1` },
    ]);
  }, 600_000);

  it('when the settings are opened, then their first page is there, and the router has nothing to warn of', async () => {
    const page = await cabinet.open(DESK, await cabinet.signUpOwner());
    const warnings: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'warning') warnings.push(message.text());
    });
    await page.goto(cabinet.url('/tokens'));
    await page.goto(cabinet.url('/settings'));
    await page.waitForURL('**/settings/profile');
    await page.getByText('Нынешний пароль').waitFor();
    expect(warnings).toEqual([]);
    await page.goBack();
    await page.waitForURL('**/tokens');

    await page.goto(cabinet.url('/settings/notifications'));
    await page.getByText('Уведомлений нет').waitFor();
    await page.getByRole('main').getByRole('link', { name: 'К вебхукам' }).click();
    await page.waitForURL('**/webhooks');
  });

  it('when the log of changes is read on a phone, then what has no column is under its row, with its name', async () => {
    const owner = await cabinet.signUpOwner();
    const page = await cabinet.open({ ...DESK, width: 'phone' }, owner);
    await page.goto(cabinet.url('/settings/audit'));
    const row = page.getByRole('row', { name: /Кто: .*@example\.com/ }).first();
    await row.waitFor();
    expect(await row.innerText()).toMatch(/Когда:\s/);
  });

  it('when a token is made, then it is shown once, and revoking it takes it away', async () => {
    const page = await cabinet.open(DESK, await cabinet.signUpOwner());
    await page.goto(cabinet.url('/tokens'));
    await page.getByRole('button', { name: 'Создать токен' }).click();
    await page.getByLabel('Название').fill('Склад');
    await page.getByRole('button', { name: 'Создать', exact: true }).click();
    const token = (await page.getByRole('group', { name: 'Токен' }).locator('code').innerText()).trim();
    const ask = async (): Promise<number> =>
      (await fetch(cabinet.url('/api/products'), { headers: { authorization: `Bearer ${token}` } })).status;
    expect(await ask()).toBe(200);
    await page.getByRole('button', { name: 'Закрыть: всё сохранено' }).click();
    await page.getByRole('button', { name: 'Отозвать токен «Склад»' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Отозвать' }).click();
    await page.getByRole('button', { name: 'Отозвать токен «Склад»' }).waitFor({ state: 'detached' });
    expect(await ask()).toBe(401);
  });

  it('when somebody is invited, then the link makes them a member', async () => {
    const page = await cabinet.open(DESK, await cabinet.signUpOwner());
    await page.goto(cabinet.url('/settings/members'));
    await page.getByRole('button', { name: 'Пригласить' }).click();
    const email = page.getByRole('textbox', { name: 'Электронная почта' });
    await email.fill('second@example');
    await page.getByRole('button', { name: 'Создать ссылку' }).click();
    await page.getByText('Это не адрес почты').waitFor();
    await email.fill('second@example.com');
    // Who may least is offered first, and each role says what it may.
    await page.getByText(/^Только смотрит: /).waitFor();
    await page.getByRole('combobox', { name: 'Роль' }).click();
    await page.getByRole('option', { name: 'администратор' }).click();
    await page.getByText(/^Меняет товары, кассы и вебхуки/).waitFor();
    await page.getByRole('button', { name: 'Создать ссылку' }).click();
    const link = await page.getByRole('group', { name: 'Ссылка-приглашение' }).locator('code').innerText();

    const second = await cabinet.open(DESK);
    await second.goto(cabinet.url(`/invitation${new URL(link.trim()).hash}`));
    await second.getByText('Кофейня на Лесной').waitFor();
    await second.getByLabel('Как вас зовут').fill('Борис');
    await second.getByRole('textbox', { name: 'Пароль' }).fill(OTHER_PASSWORD);
    await second.getByRole('button', { name: 'Принять приглашение' }).click();
    await second.getByRole('heading', { level: 1, name: 'Обзор' }).waitFor();
    await page.reload();
    await page.getByText('Борис').waitFor();
  });

  it.each([
    ['Разрешить', /[?&]code=khc_[^&]+&state=s1$/],
    ['Отказать', /[?&]error=access_denied&.*state=s1$/],
  ])('when an application asks and the answer is «%s», then it hears so', async (button, expected) => {
    const owner = await cabinet.signUpOwner();
    const app = (await owner.call('POST', '/api/oauth2/apps', {
      name: 'Учёт',
      redirectUris: [APP_ADDRESS],
    })) as { clientId: string };
    const page = await cabinet.open(DESK);
    await page.route(`${APP_ADDRESS}**`, (route) => route.fulfill({ body: 'back' }));
    await page.goto(cabinet.url(`/consent?client_id=${app.clientId}&scope=read&state=s1`));
    await page.getByLabel('Электронная почта').fill(owner.email);
    await page.getByRole('textbox', { name: 'Пароль' }).fill(owner.password);
    await page.getByRole('button', { name: 'Войти' }).click();
    await page.getByRole('button', { name: button }).click();
    await page.waitForURL(`${APP_ADDRESS}**`);
    expect(page.url()).toMatch(expected);
    // Before the login the request was refused, which browsers write to the console.
    cabinet.complaints();
  });

  it('when an application asks for what there is not, then the owner reads that first and goes back only by a click', async () => {
    const owner = await cabinet.signUpOwner();
    const app = (await owner.call('POST', '/api/oauth2/apps', {
      name: 'Учёт',
      redirectUris: [APP_ADDRESS],
    })) as { clientId: string };
    const page = await cabinet.open(DESK, owner);
    await page.route(`${APP_ADDRESS}**`, (route) => route.fulfill({ body: 'back' }));
    await page.goto(cabinet.url(`/api/oauth2/authorize?client_id=${app.clientId}&scope=everything&state=s1`));
    await page.getByRole('alert').filter({ hasText: 'Доступ никому не дан' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/consent');
    await page.getByRole('link', { name: 'Вернуться в приложение' }).click();
    await page.waitForURL(`${APP_ADDRESS}**`);
    expect(page.url()).toMatch(/[?&]error=invalid_scope&.*state=s1/);
    // That the request was refused is written to the console by browsers.
    cabinet.complaints();
  });

  it('when the session of another browser is ended, then that one logs in again and what was typed is there', async () => {
    const owner = await cabinet.signUpOwner();
    const page = await cabinet.open(DESK, owner);
    const other = await cabinet.open(DESK);
    await other.goto(cabinet.url('/sign-in?next=/tokens'));
    await other.getByLabel('Электронная почта').fill(owner.email);
    await other.getByRole('textbox', { name: 'Пароль' }).fill(owner.password);
    await other.getByRole('button', { name: 'Войти' }).click();
    await other.getByRole('button', { name: 'Создать токен' }).click();
    await other.getByLabel('Название').fill('Набранное');
    // It finds out by what is done in it, and not by what it reads meanwhile.
    const read = await held(other, '**/api/**');

    await page.goto(cabinet.url('/settings/sessions'));
    await page.getByRole('button', { name: 'Завершить все остальные' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Завершить' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await other.getByRole('button', { name: 'Создать', exact: true }).click();
    const renewal = other.getByRole('dialog', { name: 'Войдите ещё раз' });
    await renewal.getByRole('textbox', { name: 'Пароль' }).fill(owner.password);
    await renewal.getByRole('button', { name: 'Войти', exact: true }).click();
    await renewal.waitFor({ state: 'detached' });
    expect(await other.getByLabel('Название').inputValue()).toBe('Набранное');
    read();
    cabinet.complaints();
  });

  it('when one session of several is ended, then that browser alone has to log in again', async () => {
    const owner = await cabinet.signUpOwner();
    const logIn = async () => {
      const page = await cabinet.open(DESK);
      await page.goto(cabinet.url('/sign-in?next=/settings/sessions'));
      await page.getByLabel('Электронная почта').fill(owner.email);
      await page.getByRole('textbox', { name: 'Пароль' }).fill(owner.password);
      await page.getByRole('button', { name: 'Войти' }).click();
      await page.getByText('этот сеанс').waitFor();
      return page;
    };
    const others = [await logIn(), await logIn()];
    const page = await cabinet.open(DESK, owner);
    await page.goto(cabinet.url('/settings/sessions'));
    const endings = page.getByRole('button', { name: /^Завершить сеанс: Chrome, Linux/ });
    await endings.first().waitFor();
    expect(await endings.count()).toBe(2);
    await endings.first().click();
    await page.getByRole('dialog').getByText('Там придётся войти ещё раз', { exact: false }).waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Завершить', exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await endings.count()).toBe(1);
    const places = others.map(async (other) => {
      await other.reload();
      await settled(other);
      return new URL(other.url()).pathname;
    });
    expect((await Promise.all(places)).sort()).toEqual(['/settings/sessions', '/sign-in']);
    // Whose session is over is answered 401, which browsers write to the console.
    cabinet.complaints();
  }, 60_000);

  it('when the password is changed, then only the new one opens', async () => {
    const owner = await cabinet.signUpOwner();
    const page = await cabinet.open(DESK, owner);
    await page.goto(cabinet.url('/settings/profile'));
    await page.getByRole('textbox', { name: 'Нынешний пароль' }).fill('не тот пароль');
    await page.getByRole('textbox', { name: 'Новый пароль' }).fill('коротко');
    await page.getByRole('button', { name: 'Сменить пароль' }).click();
    await page.getByText('Нужно хотя бы 10 символов').waitFor();
    await page.getByRole('textbox', { name: 'Новый пароль' }).fill(OTHER_PASSWORD);
    await page.getByRole('button', { name: 'Сменить пароль' }).click();
    await page.getByText('Это не ваш нынешний пароль.').waitFor();
    // The refused password is an answer 400, which browsers write to the console.
    cabinet.complaints();
    await page.getByRole('textbox', { name: 'Нынешний пароль' }).fill(owner.password);
    await page.getByRole('button', { name: 'Сменить пароль' }).click();
    await page.getByText('Пароль изменён.').waitFor();
    const login = async (password: string): Promise<number> => {
      const headers = {
        'content-type': 'application/json',
        'sec-fetch-site': 'same-origin',
        'x-kassahook-csrf': '1',
      };
      const body = JSON.stringify({ email: owner.email, password });
      return (await fetch(cabinet.url('/api/auth/login'), { method: 'POST', headers, body })).status;
    };
    expect([await login(owner.password), await login(OTHER_PASSWORD)]).toEqual([401, 200]);
  });
});
