import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chromium, type Browser, type Locator } from 'playwright-core';
import { findChromium } from '../../../scripts/services/chromium.js';
import { allOperations } from '../src/openapi/allOperations.js';
import { TAGS } from '../src/openapi/tags.js';
import { startApi, type ApiHarness } from './apiHarness.js';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];
const PAGE_TIMEOUT_MS = 20_000;
const OPENED = ['Products', 'Receipts', 'OAuth applications'] as const;

let harness: ApiHarness;
let browser: Browser;

beforeAll(async () => {
  const executablePath = findChromium();
  if (executablePath === undefined)
    throw new Error('no Chromium: npm test installs it, or set CHROMIUM_PATH');
  harness = await startApi();
  browser = await chromium.launch({ executablePath, args: FLAGS });
});
afterAll(async () => {
  await browser.close();
  await harness.close();
});

async function attributes(all: Locator, name: string): Promise<(string | null)[]> {
  return Promise.all((await all.all()).map((one) => one.getAttribute(name)));
}

describe('/docs in a browser', () => {
  it('when it is opened, then each group and operation is there, and the browser has nothing to complain of', async () => {
    const page = await browser.newPage();
    page.setDefaultTimeout(PAGE_TIMEOUT_MS);
    const complaints: string[] = [];
    const elsewhere: string[] = [];
    const origin = `http://127.0.0.1:${harness.api.port()}`;
    // What its policy forbids, a browser says in the console.
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (!/^(?:data|blob):/.test(request.url()) && !request.url().startsWith(`${origin}/`)) {
        elsewhere.push(request.url());
      }
    });
    await page.goto(`${origin}/docs`);
    const groups = page.locator('.opblock-tag');
    await groups.first().waitFor();
    const names = await attributes(groups, 'data-tag');
    expect(names).toEqual(Object.keys(TAGS));
    // Of 140 operations some: the page draws each group when it is opened, and slowly.
    for (const tag of OPENED) {
      await page.locator(`.opblock-tag[data-tag="${tag}"]`).click();
      const ids = allOperations
        .filter((one) => one.tag === tag)
        .map(({ operationId }) => `operations-${tag.replaceAll(' ', '_')}-${operationId}`);
      await page.locator(`[id="${ids.at(-1) ?? ''}"]`).waitFor();
      const shown = await attributes(page.locator('.opblock'), 'id');
      expect(shown).toEqual(expect.arrayContaining(ids));
    }
    await page.locator('#operations-Products-createProduct .opblock-summary').click();
    await page.locator('#operations-Products-createProduct .responses-wrapper').first().waitFor();
    expect({ complaints, elsewhere }).toEqual({ complaints: [], elsewhere: [] });
  }, 60_000);
});
