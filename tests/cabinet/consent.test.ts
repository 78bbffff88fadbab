import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createCabinet, DESK, type Cabinet } from './cabinet.js';
import { joinAccount } from './invited.js';
import type { Owner } from './owner.js';
import { settled } from './settled.js';
import { tour } from './tour.js';

/** Nobody is sent there: the browser is stopped on its way. */
const APP_ADDRESS = 'https://app.example/back';

let cabinet: Cabinet;
let owner: Owner;
let clientId: string;
beforeAll(async () => {
  cabinet = await createCabinet();
  owner = await cabinet.signUpOwner();
  const app = { name: 'Учёт', redirectUris: [APP_ADDRESS] };
  ({ clientId } = (await owner.call('POST', '/api/oauth2/apps', app)) as { clientId: string });
}, 120_000);
afterAll(() => cabinet.close());

const request = (more: Record<string, string> = {}): string =>
  `/api/oauth2/authorize?${new URLSearchParams({ client_id: clientId, redirect_uri: APP_ADDRESS, state: 's1', ...more }).toString()}`;

describe('the consent page', () => {
  it('when an application does not say what for, then everything that there is is asked for in words', async () => {
    const page = await cabinet.open(DESK, owner);
    await page.goto(cabinet.url(request()));
    await settled(page);
    expect(new URL(page.url()).pathname).toBe('/consent');
    expect(await page.getByRole('listitem').allInnerTexts()).toEqual([
      'видеть чеки, смены, товары и кассы',
      'добавлять, менять и удалять товары, магазины и кассы, пробивать чеки',
      'создавать, менять и удалять вебхуки: так события аккаунта приходят на чужой сервер',
    ]);
    await page.getByText(`«Учёт» просит доступ к аккаунту. Вы вошли как ${owner.email}.`).waitFor();
    await page.getByText('После ответа вы вернётесь на app.example').waitFor();
    expect(cabinet.complaints()).toEqual([]);
  });

  it.each([
    ['read', ['видеть чеки, смены, товары и кассы']],
    ['write', ['добавлять, менять и удалять товары, магазины и кассы, пробивать чеки']],
    ['webhooks', ['создавать, менять и удалять вебхуки: так события аккаунта приходят на чужой сервер']],
  ])('when it asks for %s, then it is that alone', async (scope, words) => {
    const page = await cabinet.open(DESK, owner);
    await page.goto(cabinet.url(request({ scope })));
    await settled(page);
    expect(await page.getByRole('listitem').allInnerTexts()).toEqual(words);
  });

  it('when somebody is new here, then signing up leads back to what the application asked for', async () => {
    const page = await cabinet.open(DESK);
    await page.goto(cabinet.url(request({ scope: 'read' })));
    await page.getByRole('link', { name: 'Регистрация' }).click();
    await page.getByLabel('Как вас зовут').fill('Пётр');
    await page.getByLabel('Электронная почта').fill('petr-new@example.com');
    await page.getByRole('textbox', { name: 'Пароль' }).fill('довольно длинный');
    await page.getByRole('button', { name: 'Создать аккаунт' }).click();
    await page.getByText('«Учёт» просит доступ к аккаунту. Вы вошли как petr-new@example.com.').waitFor();
    // Before the login the request was refused, which browsers write to the console.
    cabinet.complaints();
  });

  it('when the session ends before the answer, then it is asked again after a login, and nobody got access', async () => {
    const guest = await cabinet.signUpOwner();
    const page = await cabinet.open(DESK, guest);
    await page.goto(cabinet.url(request({ scope: 'read' })));
    await page.getByRole('button', { name: 'Разрешить' }).waitFor();
    await guest.call('POST', '/api/auth/logout');
    await page.getByRole('button', { name: 'Разрешить' }).click();
    await page.waitForURL('**/sign-in?next=%2Fconsent*');
    await page.getByLabel('Электронная почта').fill(guest.email);
    await page.getByRole('textbox', { name: 'Пароль' }).fill(guest.password);
    await page.getByRole('button', { name: 'Войти' }).click();
    await page.getByRole('button', { name: 'Разрешить' }).waitFor();
    // What came without a session was refused, which browsers write to the console.
    cabinet.complaints();
  });

  it('when who is asked may not give access, then the page says who may and offers nothing', async () => {
    const { page } = await joinAccount(cabinet, owner, { name: 'Борис', role: 'viewer' });
    await page.goto(cabinet.url(request({ scope: 'read' })));
    await page.getByText('Дать доступ может владелец или администратор аккаунта', { exact: false }).waitFor();
    expect(await page.getByRole('button', { name: 'Разрешить' }).count()).toBe(0);
    // 401 and 403 are written to the console by browsers.
    cabinet.complaints();
  });

  it.each([
    [{ client_id: 'none' }, 'Такого приложения у нас нет'],
    [{ redirect_uri: 'https://evil.example/' }, 'на адрес, которого оно не зарегистрировало'],
    [{ client_id: 'x'.repeat(3_000) }, 'не хватает того, что должно было передать приложение'],
  ])(
    'when a stranger comes with what leads nowhere (%p), then a page says so in his language, and he stays here',
    async (wrong, words) => {
      const page = await cabinet.open(DESK);
      await page.goto(cabinet.url(request(wrong)));
      const alert = page.getByRole('alert').filter({ hasText: words });
      await alert.waitFor();
      expect(new URL(page.url()).origin).toBe(new URL(cabinet.url()).origin);
      expect(await page.getByRole('button').filter({ hasText: 'Разрешить' }).count()).toBe(0);
      expect(await page.locator('main').innerText()).not.toContain('evil.example');
      expect(cabinet.complaints()).toEqual([]);
    },
  );

  it.each([
    [{ scope: 'everything' }, 'Приложение просит доступ, которого не бывает.'],
    [{ response_type: 'token' }, 'Приложение ждёт ответа, какого мы не даём'],
    [
      { code_challenge: 'x', code_challenge_method: 'plain' },
      'Приложение защищает запрос по PKCE не тем способом',
    ],
  ])('when a request is wrong (%p), then its person reads why in his language', async (wrong, words) => {
    const page = await cabinet.open(DESK, owner);
    await page.goto(cabinet.url(request(wrong)));
    await page.getByRole('alert').filter({ hasText: words }).waitFor();
    expect(await page.locator('main').innerText()).not.toMatch(/supported|must be/);
    // That the request was refused is written to the console by browsers.
    cabinet.complaints();
  });

  it('when it asks, is refused or leads nowhere, then it is sound in every look', async () => {
    const query = new URLSearchParams({ client_id: clientId, state: 's1' }).toString();
    await tour(cabinet, owner, [
      { name: 'consent-all', path: `/consent?${query}` },
      { name: 'consent-nowhere', path: '/consent?refused=app' },
    ]);
    await tour(cabinet, undefined, [{ name: 'consent-stranger', path: '/consent?refused=address' }]);
  }, 600_000);
});
