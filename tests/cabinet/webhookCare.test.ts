import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@kassahook/testing/waitFor';
import type { Page } from 'playwright-core';
import { createCabinet, DESK, type Cabinet } from './cabinet.js';
import type { Owner } from './owner.js';
import { settled } from './settled.js';
import { tour } from './tour.js';

/** What failed stays so until somebody recovers it. */
const AFTER_AN_HOUR = '0,3600000';

let cabinet: Cabinet;
let owner: Owner;
let webhookId: string;

beforeAll(async () => {
  cabinet = await createCabinet({ LADDER_MS: AFTER_AN_HOUR, BREAKER_FAILURES: '3' });
  owner = await cabinet.signUpOwner();
  const { receiver } = cabinet.pipeline;
  receiver.script('/hook', ({ body }) => ({ status: body.includes('Кофе') ? 503 : 204 }));
  // Before there is a webhook: nobody was told, which is settled when the event is in the journal.
  await owner.call('POST', '/api/products', { name: 'Раньше всех', price: 1 });
  await waitFor(
    async () => ((await owner.call('GET', '/api/events?type=PRODUCT')) as unknown[]).length === 1,
    { timeoutMs: 20_000, what: 'the first product’s event' },
  );
  const webhook = await owner.call('POST', '/api/webhooks', {
    url: receiver.url('/hook'),
    description: 'Сайт',
    types: { products: true },
  });
  webhookId = (webhook as { id: string }).id;
  for (const name of ['Кофе', 'Чай', 'Кофе', 'Сок'])
    await owner.call('POST', '/api/products', { name, price: 1 });
  await waitFor(
    async () => {
      const stats = (await owner.call('GET', `/api/webhooks/${webhookId}/stats`)) as {
        summary: { attempts: number };
      };
      return stats.summary.attempts >= 4;
    },
    { timeoutMs: 20_000, what: 'four attempts in the statistics' },
  );
}, 120_000);
afterAll(() => cabinet.close());

async function open(path: string): Promise<Page> {
  const page = await cabinet.open(DESK, owner);
  await page.goto(cabinet.url(path));
  await settled(page);
  return page;
}

describe('a webhook’s page', () => {
  it('when its rooms are looked at, then they are sound in every look', async () => {
    const path = `/webhooks/${webhookId}`;
    await tour(cabinet, owner, [
      { name: 'webhook', path, prepare: (page) => page.locator('.recharts-surface').first().waitFor() },
      {
        name: 'webhook-table',
        path: `${path}?range=hour`,
        prepare: async (page) => {
          await page.getByRole('button', { name: /Таблицей|As a table/ }).click();
          await page.getByRole('table').waitFor();
        },
      },
      {
        name: 'webhook-deliveries',
        path: `${path}/deliveries`,
        prepare: (page) => page.getByRole('table').waitFor(),
      },
      { name: 'webhook-recovery', path: `${path}/recovery` },
      { name: 'webhook-secret', path: `${path}/secret` },
    ]);
  }, 600_000);

  it('when a range is chosen, then the address has it, and the table has the chart’s numbers', async () => {
    const page = await open(`/webhooks/${webhookId}`);
    await page.getByText('30 дней', { exact: true }).click();
    await page.waitForURL('**?range=month');
    await page.getByRole('button', { name: 'Таблицей' }).click();
    const row = page.getByRole('table', { name: 'Статистика' }).locator('tbody tr[aria-rowindex]').first();
    await row.waitFor();
    const cells = await row.locator('td').allInnerTexts();
    expect(cells.slice(1, 5)).toEqual(['2', '2', '0', '0']);
  });

  it('when what failed is recovered, then it asks, shows the job, and says what came of it', async () => {
    cabinet.pipeline.receiver.script('/hook', () => ({ status: 204 }));
    const page = await open(`/webhooks/${webhookId}/recovery`);
    await page.getByRole('button', { name: 'Повторить неудачные' }).click();
    const dialog = page.getByRole('dialog', { name: 'Повторить неудачные?' });
    await dialog.getByRole('button', { name: 'Повторить неудачные' }).click();
    await page.getByText('Отправлено 2 доставки.').waitFor({ timeout: 30_000 });
    await page.getByRole('tab', { name: 'Доставки' }).click();
    await page.waitForFunction(() => {
      const states = [...document.querySelectorAll('tbody [data-state]')];
      return states.length > 0 && states.every((state) => state.getAttribute('data-state') === 'delivered');
    });
  }, 60_000);

  it('when what was missed is replayed, then it is sent', async () => {
    const page = await open(`/webhooks/${webhookId}/recovery`);
    await page.getByRole('button', { name: 'Дослать пропущенные' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Дослать пропущенные' }).click();
    await page.getByText('Отправлена 1 доставка.').waitFor({ timeout: 30_000 });
  }, 60_000);

  it('when the secret is looked at, then the page leads to how signatures are verified', async () => {
    const page = await open(`/webhooks/${webhookId}/secret`);
    await page.getByRole('link', { name: 'Как проверить подпись' }).click();
    await page.waitForURL('**/events/signature');
  });

  it('when an own instant is missing, then the field says so and has the focus', async () => {
    const page = await open(`/webhooks/${webhookId}/recovery`);
    await page.getByRole('combobox', { name: 'За какое время' }).first().click();
    await page.getByRole('option', { name: 'с выбранного момента' }).click();
    await page.getByRole('button', { name: 'Повторить неудачные' }).click();
    await page.getByText('Укажите день и время.').waitFor();
  });

  it('when it is switched off, then it says so and nothing can be started; and it is switched on here', async () => {
    await owner.call('POST', `/api/webhooks/${webhookId}/disable`);
    const page = await open(`/webhooks/${webhookId}/recovery`);
    await page.getByText('Вы остановили вебхук: события ему не отправляются.').waitFor();
    expect(await page.getByRole('button', { name: 'Повторить неудачные' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Запустить' }).click();
    await page.getByText('Вы остановили вебхук').waitFor({ state: 'detached' });
  });

  it('when its endpoint rests, then the page and the delivery that waits for it say until when', async () => {
    cabinet.pipeline.receiver.script('/down', () => ({ status: 500 }));
    const webhook = await owner.call('POST', '/api/webhooks', {
      url: cabinet.pipeline.receiver.url('/down'),
      types: { products: true },
    });
    const { id } = webhook as { id: string };
    for (const name of ['Раз', 'Два', 'Три', 'Четыре'])
      await owner.call('POST', '/api/products', { name, price: 1 });
    await waitFor(
      async () => {
        const health = (await owner.call('GET', `/api/webhooks/${id}/health`)) as {
          restsUntil: string | null;
        };
        return health.restsUntil !== null;
      },
      { timeoutMs: 20_000, what: 'a rest' },
    );
    const page = await open(`/webhooks/${id}`);
    await page.getByText(/До \d\d:\d\d.* мы даём адресу передышку/).waitFor();
    // The four may all have been under way when the rest began.
    await owner.call('POST', '/api/products', { name: 'Пять', price: 1 });
    const parked = await waitFor(async () => {
      const waiting = await owner.call('GET', `/api/deliveries?webhookId=${id}&state=waiting`);
      return (waiting as { id: string; attempts: number }[]).find(({ attempts }) => attempts === 0);
    });
    await page.goto(cabinet.url(`/deliveries/${parked.id}`));
    await page.getByText(/поэтому первая попытка — после \d\d:\d\d/).waitFor();
    await page.goto(cabinet.url(`/webhooks/${id}/recovery`));
    await page.getByRole('button', { name: 'Повторить неудачные' }).click();
    const dialog = page.getByRole('dialog', { name: 'Повторить неудачные?' });
    await dialog.getByRole('button', { name: 'Повторить неудачные' }).click();
    await page.getByText(/До \d\d:\d\d.* мы даём адресу передышку: что ещё не дошло/).waitFor();
  }, 60_000);

  it('when there is no such webhook, then the page says so', async () => {
    for (const id of ['00000000-0000-4000-8000-000000000000', 'nonsense']) {
      const page = await cabinet.open(DESK, owner);
      await page.goto(cabinet.url(`/webhooks/${id}`));
      await page.getByText('Такой страницы нет').waitFor();
    }
    cabinet.complaints();
  });
});
