import { randomBytes } from 'node:crypto';
import type { Page } from 'playwright-core';
import { DESK, type Cabinet } from './cabinet.js';
import type { Owner } from './owner.js';

const PASSWORD = 'another horse battery';

/** Somebody whom an owner has invited, in a browser of their own, at the overview. */
export async function joinAccount(
  cabinet: Cabinet,
  owner: Owner,
  { name, role }: { name: string; role: 'administrator' | 'viewer' },
): Promise<{ page: Page; email: string }> {
  const email = `${role}-${randomBytes(6).toString('hex')}@example.com`;
  const { link } = (await owner.call('POST', '/api/invitations', { email, role })) as { link: string };
  const page = await cabinet.open(DESK);
  await page.goto(cabinet.url(`/invitation${new URL(link).hash}`));
  await page.getByLabel('Как вас зовут').fill(name);
  await page.getByRole('textbox', { name: 'Пароль' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Принять приглашение' }).click();
  await page.getByRole('heading', { level: 1, name: 'Обзор' }).waitFor();
  return { page, email };
}
