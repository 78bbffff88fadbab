/**
 * Takes the pictures of README anew: `npm run pictures`.
 * Needs what the tests of the cabinet need: `npm run build` before it, a Chromium, and the services' addresses in the environment
 * (`eval "$(node scripts/bootstrap.mjs scripts/services/main.ts start)"`).
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { createCabinet, DESK } from '../cabinet.js';
import { settled } from '../settled.js';
import { AFTERNOON, createDay } from './day.js';

const DIR = join('docs', 'pictures');
/** Text stays sharp, and a picture has some 40 KB. */
const WEBP_QUALITY = 75;
/** High enough for the code at the end of a receipt. */
const SIZE = { width: 1440, height: 1000 };

async function take(page: Page, name: string): Promise<void> {
  // Playwright writes PNG and JPEG; the browser itself can do WebP, which is a third of them.
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: WEBP_QUALITY });
  const bytes = Buffer.from(data, 'base64');
  writeFileSync(join(DIR, `${name}.webp`), bytes);
  console.log(`${name}.webp  ${(bytes.length / 1024).toFixed(0)} KiB`);
}

async function takePictures(): Promise<void> {
  mkdirSync(DIR, { recursive: true });
  // Two tiers are walked at once; the third is waited for in the picture.
  const cabinet = await createCabinet({ LADDER_MS: '0,400,600000,3600000,86400000' });
  try {
    const owner = await cabinet.signUpOwner();
    const { receiptId, deliveryId } = await createDay(cabinet, owner);
    const desk = await cabinet.open({ ...DESK, timeZone: AFTERNOON.name }, owner);
    await desk.setViewportSize(SIZE);
    const show = async (page: Page, path: string): Promise<void> => {
      await page.goto(cabinet.url(path));
      await settled(page);
    };
    /** The overview is grey until the stream of changes has begun. */
    const showOverview = async (page: Page): Promise<void> => {
      await show(page, '/');
      await page.locator('[data-as-of="live"]').first().waitFor();
      await page.getByRole('listitem').first().waitFor();
    };
    await showOverview(desk);
    await take(desk, 'overview');
    await show(desk, `/deliveries/${deliveryId}`);
    await desk.getByRole('list', { name: 'Попытки по ступеням' }).waitFor();
    await take(desk, 'delivery');
    await show(desk, `/receipts/${receiptId}`);
    await desk.getByText('доставлено', { exact: true }).first().waitFor();
    await take(desk, 'receipt');
    const phone = await cabinet.open(
      { language: 'ru', scheme: 'dark', width: 'phone', timeZone: AFTERNOON.name },
      owner,
    );
    await showOverview(phone);
    await take(phone, 'phone');
  } finally {
    await cabinet.close();
  }
}

await takePictures();
