import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createCabinet, DESK, type Cabinet } from './cabinet.js';
import { settled } from './settled.js';
import { tour } from './tour.js';

let cabinet: Cabinet;
beforeAll(async () => {
  cabinet = await createCabinet();
}, 120_000);
afterAll(() => cabinet.close());

describe('the frame', () => {
  it('when strangers come, then what they see is sound in every look', async () => {
    await tour(cabinet, undefined, [
      { name: 'sign-in', path: '/sign-in' },
      { name: 'sign-up', path: '/sign-up' },
      { name: 'password-reset', path: '/password-reset' },
      { name: 'password-reset-set', path: '/password-reset#token=none' },
    ]);
  }, 600_000);

  it('when somebody signs up, then they are in, and after logging out they log in again', async () => {
    const page = await cabinet.open(DESK);
    await page.goto(cabinet.url('/webhooks'));
    await page.waitForURL('**/sign-in?next=%2Fwebhooks');
    await page.getByRole('link', { name: 'Регистрация' }).click();
    await page.getByLabel('Как вас зовут').fill('Пётр');
    await page.getByLabel('Электронная почта').fill('petr@example.com');
    await page.getByRole('textbox', { name: 'Пароль' }).fill('коротко');
    await page.getByRole('button', { name: 'Создать аккаунт' }).click();
    await page.getByText('Нужно хотя бы 10 символов').waitFor();
    await page.getByRole('textbox', { name: 'Пароль' }).fill('довольно длинный');
    await page.getByRole('button', { name: 'Создать аккаунт' }).click();
    await page.getByRole('heading', { level: 1, name: 'Вебхуки' }).waitFor();

    await page.getByRole('button', { name: 'Меню пользователя' }).click();
    await page.getByRole('menuitem', { name: 'Выйти' }).click();
    await page.waitForURL('**/sign-in');
    await page.getByLabel('Электронная почта').fill('petr@example.com');
    await page.getByRole('textbox', { name: 'Пароль' }).fill('не тот пароль');
    await page.getByRole('button', { name: 'Войти' }).click();
    await page.getByText('Почта или пароль не подходят.').waitFor();
    await page.getByRole('textbox', { name: 'Пароль' }).fill('довольно длинный');
    await page.getByRole('button', { name: 'Войти' }).click();
    await page.getByRole('heading', { level: 1, name: 'Обзор' }).waitFor();
    // The refused login is an answer 401, which browsers write to the console.
    cabinet.complaints();
  });

  it('when a password is forgotten, then the answer is the same for everybody, and a link that is over says so', async () => {
    const page = await cabinet.open(DESK);
    await page.goto(cabinet.url('/sign-in'));
    await page.getByRole('link', { name: 'Забыли пароль?' }).click();
    // Both pages have a field for it.
    await page.getByRole('button', { name: 'Прислать ссылку' }).waitFor();
    await page.getByLabel('Электронная почта').fill('nobody@example.com');
    await page.getByRole('button', { name: 'Прислать ссылку' }).click();
    await page.getByText('Если аккаунт с почтой nobody@example.com есть, письмо уже в пути.').waitFor();

    await page.goto(cabinet.url('/password-reset#token=over'));
    await page.reload();
    await page.getByRole('textbox', { name: 'Новый пароль' }).fill('довольно длинный');
    await page.getByRole('button', { name: 'Сохранить пароль' }).click();
    await page.getByText('Ссылка уже не действует').waitFor();
    // The refused link is an answer 400, which browsers write to the console.
    cabinet.complaints();
  });

  it('when the link to the login names a place of somebody else, then the login stays here', async () => {
    const owner = await cabinet.signUpOwner();
    const page = await cabinet.open(DESK);
    await page.goto(cabinet.url('/sign-in?next=//evil.example/'));
    await page.getByLabel('Электронная почта').fill(owner.email);
    await page.getByRole('textbox', { name: 'Пароль' }).fill(owner.password);
    await page.getByRole('button', { name: 'Войти' }).click();
    await page.getByRole('heading', { level: 1, name: 'Обзор' }).waitFor();
    expect(new URL(page.url()).origin).toBe(new URL(cabinet.url()).origin);
  });

  it('when another language and the dark scheme are chosen, then they stay after a reload', async () => {
    const page = await cabinet.open(DESK, await cabinet.signUpOwner());
    await page.goto(cabinet.url());
    await page.getByRole('button', { name: 'Меню пользователя' }).click();
    await page.getByRole('menuitem', { name: 'English' }).click();
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
    await page.getByRole('button', { name: 'User menu' }).click();
    await page.getByRole('menuitem', { name: 'Dark' }).click();
    await page.reload();
    await settled(page);
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark');
  });

  it('when the page is served, then its policy runs no inline script and lets nobody frame it', async () => {
    const answer = await fetch(cabinet.url('/webhooks/new'), { headers: { accept: 'text/html' } });
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/script-src 'self';/);
    expect(policy).toMatch(/frame-ancestors 'none'/);
    const asset = /assets\/[\w.-]+\.js/.exec(await answer.text())?.[0] ?? '';
    const script = await fetch(cabinet.url(`/${asset}`));
    expect([script.status, script.headers.get('cache-control')]).toEqual([
      200,
      'public, max-age=31536000, immutable',
    ]);
    for (const path of [
      '/assets/../index.html',
      '/assets/none.js',
      '/package.json',
      '/assets/%2e%2e%2fpackage.json',
    ]) {
      expect([path, (await fetch(cabinet.url(path))).status]).toEqual([path, 404]);
    }
    expect((await fetch(cabinet.url('/api/none'), { headers: { accept: 'text/html' } })).status).toBe(404);
  });
});
