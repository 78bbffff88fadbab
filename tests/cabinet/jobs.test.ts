import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@kassahook/testing/waitFor';
import { createCabinet, DESK, type Cabinet } from './cabinet.js';
import type { Owner } from './owner.js';
import { settled } from './settled.js';

/** What failed stays so until somebody recovers it. */
const AFTER_AN_HOUR = '0,3600000';
/** Every other one is refused: a receiver that fails one after another would be given a rest. */
const EVENTS = 800;
/** A job reads 200 of them at a time: with 400 it is some seconds at its first page, and some at its second. */
const PER_SECOND = 50;

interface Job {
  state: string;
  progress: number;
  counts: { published: number };
}

let cabinet: Cabinet;
let owner: Owner;
const webhooks = { recover: '', 'replay-missing': '' };

beforeAll(async () => {
  cabinet = await createCabinet({ LADDER_MS: AFTER_AN_HOUR, JOB_PUBLISH_PER_SECOND: String(PER_SECOND) });
  owner = await cabinet.signUpOwner();
  const { receiver } = cabinet.pipeline;
  receiver.script('/shop', ({ body }) => ({ status: body.includes('Кофе') ? 503 : 204 }));
  const webhook = async (description: string): Promise<string> => {
    const made = await owner.call('POST', '/api/webhooks', {
      url: receiver.url('/shop'),
      description,
      types: { products: true },
    });
    return (made as { id: string }).id;
  };
  webhooks.recover = await webhook('Сайт');
  const products = Array.from({ length: EVENTS }, (_, place) => ({ name: place % 2 === 0 ? 'Кофе' : 'Чай' }));
  await owner.call('POST', '/api/products/bulk', products);
  await waitFor(
    async () => {
      const stats = (await owner.call('GET', `/api/webhooks/${webhooks.recover}/stats`)) as {
        summary: { attempts: number };
      };
      return stats.summary.attempts >= EVENTS;
    },
    { timeoutMs: 90_000, what: 'an attempt for each product' },
  );
  // Nobody told this one of what was there before it.
  webhooks['replay-missing'] = await webhook('Склад');
}, 240_000);
afterAll(() => cabinet.close());

describe('a job that takes its time', () => {
  it.each([
    ['recover', 'Повторить неудачные'],
    ['replay-missing', 'Дослать пропущенные'],
  ] as const)(
    'when %s is cancelled half way, then its bar was seen moving, it asked, and it says how much was sent',
    async (kind, name) => {
      const page = await cabinet.open(DESK, owner);
      await page.goto(cabinet.url(`/webhooks/${webhooks[kind]}/recovery`));
      await settled(page);
      await page.getByRole('button', { name, exact: true }).click();
      await page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
      const bar = page.getByRole('progressbar', { name: new RegExp(`^${name} с `) });
      await bar.waitFor();
      // One at a time: the same button waits for the end.
      expect(await page.getByRole('button', { name, exact: true }).isDisabled()).toBe(true);
      await waitFor(async () => Number(await bar.getAttribute('aria-valuenow')) > 0, {
        timeoutMs: 30_000,
        what: 'a bar that moves',
      });
      expect(await bar.getAttribute('aria-valuetext')).toMatch(/^\d+(,\d)?\u202f%$/);
      await page.getByText(/^Отправлен[ао] \d+ достав/).waitFor();

      await page.getByRole('button', { name: 'Прервать' }).click();
      const dialog = page.getByRole('dialog', { name: 'Прервать отправку?' });
      await dialog.getByText('Что уже отправлено, дойдёт.', { exact: false }).waitFor();
      await dialog.getByRole('button', { name: 'Прервать' }).click();
      const result = page.getByText(/^Прервано: отправлен[ао] \d+ достав/);
      await result.waitFor({ timeout: 30_000 });
      await page.getByText('прервано', { exact: true }).waitFor();
      await bar.waitFor({ state: 'detached' });

      const [job] = (await owner.call('GET', `/api/jobs?webhookId=${webhooks[kind]}`)) as Job[];
      expect(job?.state).toBe('cancelled');
      expect(Number(/\d+/.exec(await result.innerText())?.[0])).toBe(job?.counts.published);
      expect(job?.counts.published).toBeLessThan(EVENTS / 2);
      expect(cabinet.complaints()).toEqual([]);
    },
    120_000,
  );
});
