import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createCabinet, DESK, type Cabinet } from './cabinet.js';
import { joinAccount } from './invited.js';
import { settled } from './settled.js';
import { tour } from './tour.js';

let cabinet: Cabinet;
beforeAll(async () => {
  cabinet = await createCabinet();
}, 120_000);
afterAll(() => cabinet.close());

describe('members and the log of changes', () => {
  it('when a role is changed and a member removed, then both act at once, and the log says so', async () => {
    const owner = await cabinet.signUpOwner();
    const boris = await joinAccount(cabinet, owner, { name: 'Борис', role: 'viewer' });
    await boris.page.goto(cabinet.url('/products'));
    await settled(boris.page);
    expect(await boris.page.getByRole('link', { name: 'Добавить товар' }).count()).toBe(0);
    const page = await cabinet.open(DESK, owner);
    await page.goto(cabinet.url('/settings/members'));
    await page.getByRole('combobox', { name: 'Роль: Борис' }).click();
    await page.getByRole('option', { name: 'администратор' }).click();
    const asking = page.getByRole('dialog', { name: 'Борис: сменить роль на «администратор»?' });
    await asking.getByText('Станет можно менять товары', { exact: false }).waitFor();
    await asking.getByRole('button', { name: 'Отмена' }).click();
    await asking.waitFor({ state: 'detached' });
    expect(await page.getByRole('combobox', { name: 'Роль: Борис' }).inputValue()).toBe('наблюдатель');
    await page.getByRole('combobox', { name: 'Роль: Борис' }).click();
    await page.getByRole('option', { name: 'администратор' }).click();
    await asking.getByRole('button', { name: 'Сменить роль' }).click();
    await asking.waitFor({ state: 'detached' });
    await boris.page.reload();
    await boris.page.getByRole('link', { name: 'Добавить товар' }).waitFor();

    await page.getByRole('button', { name: 'Удалить участника Борис' }).click();
    const dialog = page.getByRole('dialog', { name: 'Удалить участника Борис?' });
    await dialog.getByText('перестанут действовать сразу', { exact: false }).waitFor();
    await dialog.getByRole('button', { name: 'Удалить', exact: true }).click();
    await page.getByRole('button', { name: 'Удалить участника Борис' }).waitFor({ state: 'detached' });
    await boris.page.goto(cabinet.url('/products'));
    await boris.page.waitForURL('**/sign-in**');
    // What came without a session was refused, which browsers write to the console.
    cabinet.complaints();

    await page.goto(cabinet.url('/settings/audit'));
    await page.getByText(`Роль ${boris.email}: наблюдатель → администратор`).waitFor();
    await page.getByText(`Приглашение принято: ${boris.email}`).waitFor();
    await page.getByRole('combobox', { name: 'Что изменили' }).click();
    await page.getByRole('option', { name: 'Удалён участник' }).click();
    await page.getByText(`Участник ${boris.email} удалён`).waitFor();
    await page.waitForFunction(() => document.querySelectorAll('tbody tr[aria-rowindex]').length === 1);
    expect(new URL(page.url()).searchParams.get('action')).toBe('member.removed');
    await page.getByRole('button', { name: 'Даты: Всё время' }).click();
    await page.getByRole('button', { name: 'Вчера' }).click();
    await page.getByText('Записей нет').waitFor();
    await page.getByRole('button', { name: 'Убрать фильтры' }).click();
    await page.getByRole('row').filter({ hasText: 'Создан аккаунт' }).waitFor();
    expect(cabinet.complaints()).toEqual([]);
  }, 90_000);

  it('when an invitation is withdrawn, then its link opens nothing', async () => {
    const owner = await cabinet.signUpOwner();
    const { link } = (await owner.call('POST', '/api/invitations', {
      email: 'late@example.com',
      role: 'viewer',
    })) as { link: string };
    const page = await cabinet.open(DESK, owner);
    await page.goto(cabinet.url('/settings/members'));
    await page.getByRole('button', { name: 'Отозвать приглашение для late@example.com' }).click();
    await page.getByRole('dialog').getByText('Ссылка перестанет открываться', { exact: false }).waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Отозвать', exact: true }).click();
    await page.getByText('Никто не ждёт приглашения').waitFor();
    expect(cabinet.complaints()).toEqual([]);
    await page.goto(cabinet.url(`/invitation${new URL(link).hash}`));
    await page.getByText('Ссылка уже не действует', { exact: false }).waitFor();
    // A link that is over is an answer 404, which browsers write to the console.
    cabinet.complaints();
  }, 60_000);

  it('when people, tokens and applications changed things, then the log names all of them, and it is sound in every look', async () => {
    const owner = await cabinet.signUpOwner();
    const { page: administrator } = await joinAccount(cabinet, owner, {
      name: 'Борис',
      role: 'administrator',
    });
    await administrator.context().close();
    const made = await cabinet.pipeline.call(owner.token, 'POST', '/api/webhooks', {
      url: 'https://shop.example/hooks/receipts',
      types: { receipts: true },
    });
    const webhookId = (made.body as { id: string }).id;
    await cabinet.pipeline.call(owner.token, 'PATCH', `/api/webhooks/${webhookId}`, { timeoutMs: 9_000 });
    await owner.call('POST', `/api/devices/${owner.deviceId}/token`);
    const { clientId } = (await owner.call('POST', '/api/oauth2/apps', {
      name: 'Учёт',
      redirectUris: ['https://app.example/back'],
    })) as { clientId: string };
    await owner.call('DELETE', '/api/auth/sessions');
    const page = await cabinet.open(DESK, owner);
    await page.route('https://app.example/**', (route) => route.fulfill({ body: 'back' }));
    await page.goto(cabinet.url(`/consent?client_id=${clientId}&scope=read`));
    await page.getByRole('button', { name: 'Разрешить' }).click();
    await page.waitForURL('https://app.example/**');
    await page.goto(cabinet.url('/settings/audit'));
    const rowOf = (text: string) => page.getByRole('row').filter({ hasText: text });
    await rowOf('Создан вебхук https://shop.example/hooks/receipts')
      .filter({ hasText: `токен «Сайт», ${owner.email}` })
      .waitFor();
    await rowOf(
      'Изменён вебхук https://shop.example/hooks/receipts · изменено: время ожидания ответа',
    ).waitFor();
    await rowOf('Заменён токен кассы «Касса у входа»').waitFor();
    await rowOf('Разрешён доступ приложению «Учёт»').waitFor();
    await rowOf('Завершены все остальные сеансы').waitFor();
    // No id of anything: they are for machines.
    expect(await page.locator('tbody').innerText()).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
    await tour(cabinet, owner, [
      { name: 'audit-full', path: '/settings/audit' },
      {
        name: 'audit-none',
        path: '/settings/audit?action=password.reset',
        prepare: (there) => there.getByText(/Записей нет|No entries/).waitFor(),
      },
      {
        name: 'audit-dates',
        path: '/settings/audit',
        prepare: (there) => there.getByRole('button', { name: /^(Даты|Dates): / }).click(),
      },
      {
        name: 'member-role',
        path: '/settings/members',
        prepare: async (there, { language }) => {
          await there.getByRole('combobox', { name: /^(Роль|Role): / }).click();
          await there.getByRole('option', { name: language === 'ru' ? 'наблюдатель' : 'viewer' }).click();
          await there.getByRole('dialog').waitFor();
        },
      },
      {
        name: 'member-remove',
        path: '/settings/members',
        prepare: async (there) => {
          await there.getByRole('button', { name: /^(Удалить участника|Remove the member)/ }).click();
          await there.getByRole('dialog').waitFor();
        },
      },
    ]);
  }, 600_000);
});
