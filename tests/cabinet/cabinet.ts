import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { findChromium } from '../../scripts/services/chromium.js';
import { createPipeline, type Pipeline } from '../e2e/pipeline.js';
import { signUpOwner, type Owner } from './owner.js';

/** How a page is looked at. */
export interface Look {
  language: 'ru' | 'en';
  scheme: 'light' | 'dark';
  width: 'desk' | 'phone';
  /** Moscow's without one. */
  timeZone?: string;
}

export const DESK: Look = { language: 'ru', scheme: 'light', width: 'desk' };

/**
 * Both languages, both schemes and both widths, in four looks instead of eight. The second look of a pair is had from the first by making
 * the window narrow or wide and the evening come or go: what is open on the page stays open, as it does when a tablet is turned. One pair begins on
 * a desk, the other one on a phone.
 */
export const LOOK_PAIRS: readonly (readonly [Look, Look])[] = [
  [DESK, { language: 'ru', scheme: 'dark', width: 'phone' }],
  [
    { language: 'en', scheme: 'light', width: 'phone' },
    { language: 'en', scheme: 'dark', width: 'desk' },
  ],
];

export const SIZES = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;
const LOCALES = { ru: 'ru-RU', en: 'en-GB' } as const;
const PAGE_TIMEOUT_MS = 15_000;
/** Root needs the first one; the others keep Chromium from looking for its maker's servers. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--force-prefers-reduced-motion',
];
const BUILT_PAGE = join('apps', 'cabinet', 'dist', 'index.html');

/** The cabinet over the whole product, and a browser to look at it with. */
export interface Cabinet {
  pipeline: Pipeline;
  url(path?: string): string;
  /** A new account with a shop and a register. */
  signUpOwner(): Promise<Owner>;
  /** A page of a browser of its own; logged in when somebody is given. */
  open(look: Look, owner?: Owner): Promise<Page>;
  /** What pages said to the console as errors since the last time, but for a 503 that was answered when it was asked again; forgets it. */
  complaints(): string[];
  close(): Promise<void>;
}

/** Starts the product as production composes it, with the built cabinet, and Chromium. */
export async function createCabinet(settings: Readonly<Record<string, string>> = {}): Promise<Cabinet> {
  if (!existsSync(BUILT_PAGE)) throw new Error('the cabinet is not built: npm run build');
  const executablePath = findChromium();
  if (executablePath === undefined)
    throw new Error('no Chromium: npm test installs it, or set CHROMIUM_PATH');
  const pipeline = await createPipeline({
    SESSION_COOKIE_SECURE: 'false',
    SIGN_UPS_PER_ADDRESS: '1000',
    LOGIN_ATTEMPTS_PER_ADDRESS: '1000',
    ...settings,
  });
  await pipeline.start('api', 'notifier', 'deliverer');
  const browser: Browser = await chromium.launch({ executablePath, args: FLAGS });
  const contexts: BrowserContext[] = [];
  let complaints: { text: string; resource: string }[] = [];
  const url = (path = '/'): string => `${pipeline.apiUrl()}${path}`;

  return {
    pipeline,
    url,
    signUpOwner: () => signUpOwner(url()),
    async open(look, owner) {
      const context = await browser.newContext({
        viewport: SIZES[look.width],
        hasTouch: look.width === 'phone',
        locale: LOCALES[look.language],
        colorScheme: look.scheme,
        timezoneId: look.timeZone ?? 'Europe/Moscow',
        reducedMotion: 'reduce',
      });
      contexts.push(context);
      if (owner) await context.addCookies([{ ...owner.cookie, url: url() }]);
      const page = await context.newPage();
      page.setDefaultTimeout(PAGE_TIMEOUT_MS);
      page.on('console', (message) => {
        if (message.type() !== 'error') return;
        complaints.push({ text: `${page.url()}: ${message.text()}`, resource: message.location().url });
      });
      page.on('pageerror', (error) =>
        complaints.push({ text: `${page.url()}: ${error.message}`, resource: '' }),
      );
      page.on('response', (answer) => {
        if (!answer.ok()) return;
        // The client repeats what a busy service refused, and the browser writes the refusal down all the same.
        const bridged = (text: string): boolean => text.includes('status of 503');
        complaints = complaints.filter(({ text, resource }) => resource !== answer.url() || !bridged(text));
      });
      return page;
    },
    complaints() {
      const said = complaints.map(({ text }) => text);
      complaints = [];
      return said;
    },
    async close() {
      for (const context of contexts) await context.close();
      await browser.close();
      await pipeline.close();
    },
  };
}
