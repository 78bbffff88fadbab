import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createCabinet, DESK, type Cabinet } from './cabinet.js';
import type { Owner } from './owner.js';
import { settled } from './settled.js';
import { tour } from './tour.js';

const HOSTILE = "<script>document.title = 'owned'</script>";

interface Inspector {
  id: string;
  url: string;
}

let cabinet: Cabinet;
let owner: Owner;
beforeAll(async () => {
  cabinet = await createCabinet();
  owner = await cabinet.signUpOwner();
}, 120_000);
afterAll(() => cabinet.close());

/** Where the api process itself is: its public address is another one than the test's. */
const localUrl = (inspector: Inspector): string => cabinet.url(new URL(inspector.url).pathname);

async function makeInspector(name: string): Promise<Inspector> {
  return (await owner.call('POST', '/api/inspectors', { name })) as Inspector;
}

async function makeProduct(name: string): Promise<string> {
  const product = (await owner.call('POST', '/api/products', { name, price: 18_900 })) as { id: string };
  return product.id;
}

describe('events', () => {
  it('when somebody asks what happened to an entity, then its events are found and open', async () => {
    const productId = await makeProduct(HOSTILE);
    await makeProduct('Другой товар');
    await owner.call('DELETE', `/api/products/${productId}`);
    const page = await cabinet.open(DESK, owner);
    await page.goto(cabinet.url('/events'));
    await settled(page);
    await page.getByRole('textbox', { name: 'Номер объекта' }).fill(productId);
    await page.waitForURL(`**/events?entityId=${productId}`);
    await page.getByRole('row', { name: 'Товар удалён' }).waitFor();
    await page.waitForFunction(() => document.querySelectorAll('tbody tr[data-link]').length === 2);
    await page.getByRole('row', { name: 'Товар удалён' }).click();
    await page.getByRole('heading', { level: 2, name: 'Товар удалён' }).waitFor();
    await page.getByText(HOSTILE).filter({ visible: true }).first().waitFor();
    await page.getByText('Ни один вебхук не ждал такого события.').waitFor();
    expect(await page.title()).not.toBe('owned');
    expect(cabinet.complaints()).toEqual([]);
  }, 60_000);

  it('when something happens while the list is open, then it appears without a reload', async () => {
    const page = await cabinet.open(DESK, owner);
    await page.goto(cabinet.url('/events?type=PRODUCT&action=UPDATE'));
    await page.getByText('Таких событий нет').waitFor();
    const productId = await makeProduct('Сироп');
    await owner.call('PATCH', `/api/products/${productId}`, { price: 20_000 });
    await page.getByRole('row', { name: /Товар изменён.*Сироп/ }).waitFor();
  }, 60_000);
});

describe('the inspector', () => {
  it('when a webhook sends a test, then it appears as verified, and what is hostile stays text', async () => {
    const page = await cabinet.open(DESK, owner);
    await page.goto(cabinet.url('/inspector'));
    await page.getByRole('button', { name: 'Создать инспектор' }).click();
    await page.waitForURL(/\/inspector\/[\w-]+$/);
    await page.getByText('Ждём первый запрос').waitFor();
    await page.getByText('приходят сами').waitFor();
    await page.getByRole('button', { name: 'Создать вебхук на этот адрес' }).click();
    await page.getByRole('button', { name: 'Отправить тест' }).click();
    await page.getByText('подпись верна').first().waitFor();

    const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    const inspector = (await owner.call('GET', `/api/inspectors/${id}`)) as Inspector;
    await fetch(localUrl(inspector), { method: 'PUT', body: HOSTILE, headers: { 'x-note': HOSTILE } });
    await page.getByRole('heading', { level: 2, name: 'Запрос PUT' }).waitFor();
    await page.getByText('В запросе нет заголовка webhook-signature.').waitFor();
    expect(await page.getByText(HOSTILE).count()).toBe(2);
    expect(await page.title()).not.toBe('owned');

    await page.getByRole('button', { name: 'Отвечать 500' }).click();
    await page.getByText('Сейчас: 500').waitFor();
    await page.getByRole('button', { name: 'Настроить ответ' }).click();
    await page.getByLabel('Код ответа').fill('99');
    await page.getByRole('button', { name: 'Сохранить' }).click();
    await page.getByText('От 200 до 599').waitFor();
    await page.getByLabel('Код ответа').fill('503');
    await page.getByRole('textbox', { name: 'Заголовки' }).fill('Retry-After: 7');
    await page.getByRole('button', { name: 'Сохранить' }).click();
    await page.getByText('Сейчас: 503').waitFor();

    await page.getByRole('button', { name: 'Очистить' }).click();
    await page.getByText('2 запроса будут удалены').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Очистить' }).click();
    await page.getByText('Ждём первый запрос').waitFor();
    await page.getByRole('button', { name: 'Удалить' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Удалить' }).click();
    await page.getByText('Инспекторов пока нет').waitFor();
    expect(cabinet.complaints()).toEqual([]);
  }, 90_000);
});

describe('what the rooms look like', () => {
  it('when they are visited in every look, then they are sound', async () => {
    const inspector = await makeInspector('Приёмник для пробы');
    await fetch(localUrl(inspector), { method: 'POST', body: '{"сумма":1250,"позиции":[{"имя":"Чай"}]}' });
    const [event] = (await owner.call('GET', '/api/events?limit=1')) as { id: string }[];
    await tour(cabinet, owner, [
      { name: 'events', path: '/events' },
      { name: 'events-none', path: '/events?entityId=none' },
      { name: 'event', path: `/events/${event?.id ?? ''}` },
      { name: 'event-types', path: '/events/types' },
      { name: 'signature', path: '/events/signature' },
      { name: 'inspectors', path: '/inspector' },
      { name: 'inspector', path: `/inspector/${inspector.id}` },
    ]);
  }, 600_000);
});
