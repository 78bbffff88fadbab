import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { source as axeSource, type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { LOOK_PAIRS, SIZES, type Cabinet, type Look } from './cabinet.js';
import type { Owner } from './owner.js';
import { settled } from './settled.js';

/** A page of a tour. */
export interface Stop {
  /** Names its screenshots. */
  name: string;
  path: string;
  /** Done on the page before it is looked at, once in each language; waits for what it needs. */
  prepare?: (page: Page, look: Look) => Promise<unknown>;
}

const SHOTS_DIR = join('.data', 'screenshots');
const LOCALE_DIR = join('apps', 'cabinet', 'src', 'locales', 'ru');
/** What the page would show if a text of it had not been loaded. */
const WORD_KEYS: ReadonlySet<string> = new Set(readdirSync(LOCALE_DIR).flatMap(keysOfRoom));
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Visits every stop in every look: nothing is broken, cut off or out of reach of a screen reader; a screenshot of each is kept. */
export async function tour(
  cabinet: Cabinet,
  owner: Owner | undefined,
  stops: readonly Stop[],
): Promise<void> {
  mkdirSync(SHOTS_DIR, { recursive: true });
  for (const [first, second] of LOOK_PAIRS) {
    const page = await cabinet.open(first, owner);
    for (const stop of stops) {
      await dress(page, first);
      await page.goto(cabinet.url(stop.path));
      await settled(page);
      await stop.prepare?.(page, first);
      await look(page, stop.name, first);
      await dress(page, second);
      await laidOut(page);
      await look(page, stop.name, second);
    }
    await page.context().close();
  }
  expect(cabinet.complaints()).toEqual([]);
}

/** Gives the window its width and its scheme. */
async function dress(page: Page, { width, scheme }: Look): Promise<void> {
  await page.setViewportSize(SIZES[width]);
  await page.emulateMedia({ colorScheme: scheme });
}

/** Waits until the page has been drawn for the size and the scheme that its window has now. */
async function laidOut(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null)))),
  );
}

async function look(page: Page, name: string, { language, scheme, width }: Look): Promise<void> {
  await settled(page);
  await keepShot(page, `${name}.${width}.${scheme}.${language}.png`);
  await expectSound(page, `${name} (${language}, ${scheme}, ${width})`);
}

/** Keeps a picture of the page under `.data/screenshots`. */
async function keepShot(page: Page, file: string): Promise<void> {
  await page.screenshot({ path: join(SHOTS_DIR, file), fullPage: true, animations: 'disabled' });
}

/** Nothing for axe to complain of, nothing wider than the screen, no key where a word should be. */
export async function expectSound(page: Page, where: string): Promise<void> {
  expect([where, await axeFaults(page)]).toEqual([where, []]);
  const overflowPx = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect([where, 'wider than the screen by', Math.max(0, overflowPx)]).toEqual([
    where,
    'wider than the screen by',
    0,
  ]);
  const text = await page.locator('body').innerText();
  const keys = (text.match(/\w+(?:\.\w+)+/g) ?? []).filter((word) => WORD_KEYS.has(word));
  expect([where, 'keys where words should be', keys]).toEqual([where, 'keys where words should be', []]);
}

/**
 * What axe finds wrong. It runs in the page itself and only what is wrong leaves it: through `@axe-core/playwright`, which opens a second
 * page for the results and carries every check that passed there and back, the same rules took 5 s where these take half of one.
 */
async function axeFaults(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
  return page.evaluate(async (tags) => {
    const { axe } = window as unknown as {
      axe: { run(place: Document, options: object): Promise<AxeResults> };
    };
    const runOnly = { type: 'tag', values: tags };
    const { violations } = await axe.run(document, { runOnly, resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  }, RULES);
}

function keysOfRoom(file: string): string[] {
  if (!file.endsWith('.json')) return [];
  const keysOf = (value: unknown, path: string): string[] =>
    typeof value === 'string'
      ? [path.replace(/_(one|few|many|other)$/, '')]
      : Object.entries(value as object).flatMap(([name, inner]) =>
          keysOf(inner, path === '' ? name : `${path}.${name}`),
        );
  return keysOf(JSON.parse(readFileSync(join(LOCALE_DIR, file), 'utf8')), '');
}
