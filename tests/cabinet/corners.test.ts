import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createAutoDisableStore } from '@kassahook/postgres/autoDisableStore';
import { waitFor } from '@kassahook/testing/waitFor';
import { createCabinet, DESK, type Cabinet } from './cabinet.js';
import type { Owner } from './owner.js';
import { createTill } from './till.js';
import { expectSound, tour } from './tour.js';

const DAY_MS = 86_400_000;
const REGISTRATION = {
  registryNumber: '0000000001012345',
  fnNumber: '9999078900000961',
  ofd: 'ОФД Пример',
  address: '117997, Москва, Лесная улица, дом 7, помещение 12',
  taxModes: ['DEFAULT', 'PATENT'],
  registeredAt: '2026-03-01T00:00:00.000Z',
};

let cabinet: Cabinet;
let owner: Owner;
let failing: { id: string; url: string };
beforeAll(async () => {
  cabinet = await createCabinet({ LADDER_MS: '0,3600000' });
  owner = await cabinet.signUpOwner();
  const { receiver } = cabinet.pipeline;
  receiver.script('/broken', () => ({ status: 500 }));
  receiver.script('/gone', () => ({ status: 410 }));
  const types = { products: true };
  await owner.call('POST', '/api/webhooks', { url: receiver.url('/gone'), types });
  failing = (await owner.call('POST', '/api/webhooks', {
    url: receiver.url('/broken'),
    types,
  })) as typeof failing;
  await owner.call('POST', '/api/products', { name: 'Чай' });
  // The webhook that was stopped is told of by itself; for the warning one would have to fail for days.
  await unread(1);
  const disableAt = new Date(Date.now() + DAY_MS);
  const webhook = {
    accountId: owner.accountId,
    webhookId: failing.id,
    url: failing.url,
    failingSince: new Date(Date.now() - DAY_MS),
    lastFailureAt: new Date(),
    warnedPercent: 0,
  };
  await waitFor(() =>
    createAutoDisableStore(cabinet.pipeline.postgres).warn(webhook, { percent: 50, disableAt }),
  );
  await unread(2);
}, 120_000);
afterAll(() => cabinet.close());

function unread(count: number): Promise<unknown> {
  return waitFor(
    async () => ((await owner.call('GET', '/api/notifications?unread=true')) as unknown[]).length === count,
    { timeoutMs: 20_000, what: `${count} unread notifications` },
  );
}

/** A filter of each list that means nothing; `status` is none of deliveries. */
const MISSPELLED = [
  '/deliveries?status=dead',
  '/receipts?from=bogus',
  '/cash?sumFrom=many',
  '/shifts?status=foo',
  '/operations?devices=first',
  '/events?type=CHECK',
  '/products?query=tea',
  '/settings/audit?action=foo',
];

describe('pages beside the main ways', () => {
  it('when a filter of the address means nothing, then the list says that it is shown without, and takes it away', async () => {
    const page = await cabinet.open(DESK, owner);
    for (const path of MISSPELLED) {
      await page.goto(cabinet.url(path));
      const notice = page.getByText(`Не поняли в адресе страницы: ${path.split('?')[1]}. Список показан`);
      await notice.waitFor();
      if (path === MISSPELLED[0]) await expectSound(page, path);
      await page.getByRole('button', { name: 'Убрать из адреса' }).click();
      await notice.waitFor({ state: 'detached' });
      expect(new URL(page.url()).search).toBe('');
    }
    expect(cabinet.complaints()).toEqual([]);
  }, 60_000);

  it('when registers are looked at, then they are sound in every look', async () => {
    const till = createTill(cabinet, owner);
    await till.openShift(1);
    await till.receipt(1);
    await till.encashment(1, { type: 'MONEY_IN', sum: 500_000 });
    await owner.call('PUT', `/api/devices/${owner.deviceId}/registration`, REGISTRATION);
    const path = `/registers/${owner.deviceId}`;
    await tour(cabinet, owner, [
      { name: 'registers', path: '/registers' },
      { name: 'register', path, prepare: (page) => page.getByText(/9999078900000961/).waitFor() },
      {
        name: 'register-new',
        path: '/registers/new',
        prepare: async (page) => {
          await page.locator('form button[type=submit]').click();
          await page.locator('[aria-invalid="true"]').first().waitFor();
        },
      },
    ]);
  }, 600_000);

  it('when there is something to tell, then the bell counts it and the notifications are sound in every look', async () => {
    await tour(cabinet, owner, [
      {
        name: 'notifications-unread',
        path: '/settings/notifications',
        prepare: async (page) => {
          await page
            .getByRole('link', { name: /^(Уведомления: 2 непрочитанных|Notifications: 2 unread)$/ })
            .waitFor();
          await page.getByText(/отвечает только ошибками с|only failed since/).waitFor();
        },
      },
    ]);
    const page = await cabinet.open(DESK, owner);
    await page.goto(cabinet.url('/settings/notifications'));
    await page.getByRole('button', { name: 'Отметить всё прочитанным' }).click();
    await page.getByRole('link', { name: 'Уведомления: 0 непрочитанных' }).waitFor();
    expect(await page.getByText('Новое', { exact: true }).count()).toBe(0);
  }, 600_000);

  it('when a stranger has been invited, or an account has no webhook yet, then what they see is sound in every look', async () => {
    const invitation = (await owner.call('POST', '/api/invitations', {
      email: 'boris@example.com',
      role: 'viewer',
    })) as { link: string };
    const { hash } = new URL(invitation.link);
    await tour(cabinet, undefined, [
      {
        name: 'invitation',
        path: `/invitation${hash}`,
        prepare: (page) => page.getByText('Кофейня на Лесной').waitFor(),
      },
    ]);
    await tour(cabinet, await cabinet.signUpOwner(), [{ name: 'webhooks-empty', path: '/webhooks' }]);
  }, 600_000);
});
