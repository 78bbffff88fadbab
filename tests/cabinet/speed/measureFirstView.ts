import { DESK, type Cabinet, type Look } from '../cabinet.js';
import type { Owner } from '../owner.js';

/** The CPU of a cheap phone against that of the machine. */
const SLOWER = 4;

/** When things were there, ms after the address was entered. */
export interface FirstView {
  /** The last script or style that the page names. */
  codeMs: number;
  /** `GET /api/auth/session`: the application runs, and asks who is there. */
  askedMs: number;
  knownMs: number;
  /** `GET /api/reports/sales` */
  salesAskedMs: number;
  salesMs: number;
  /** Painted: what was sold today. */
  figuresMs: number;
  /** Painted: the frame and the last card of the page too. */
  wholeMs: number;
  /** `largest-contentful-paint`, the last one that was told when the page was whole. */
  paintMs: number;
  /** Time spent in scripts, and in styles and layout, until the page was whole. */
  scriptMs: number;
  layoutMs: number;
}

interface Noted {
  figuresMs: number;
  wholeMs: number;
  paintMs: number;
}

/** Opens the overview in a browser that has never been there, on a slow CPU. */
export async function measureFirstView(
  cabinet: Cabinet,
  owner: Owner,
  width: Look['width'],
): Promise<FirstView> {
  const page = await cabinet.open({ ...DESK, width }, owner);
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await session.send('Performance.enable');
  // What runs the TypeScript of this command names functions with a helper of its own, which a page does not have.
  await page.addInitScript({ content: 'globalThis.__name = (named) => named;' });
  await page.addInitScript(noteTimes, {
    figures: ['Средний чек'],
    whole: ['Настройки', 'Последние события'],
  });
  await page.goto(cabinet.url('/'), { waitUntil: 'commit' });
  await page.waitForFunction(() => {
    const { figuresMs, wholeMs, paintMs } = (window as unknown as { noted: Noted }).noted;
    return figuresMs > 0 && wholeMs > 0 && paintMs > 0;
  });
  const { metrics } = await session.send('Performance.getMetrics');
  const metricMs = (name: string): number =>
    (metrics.find((metric) => metric.name === name)?.value ?? 0) * 1_000;
  const timed = await page.evaluate(() => {
    const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
    const of = (path: string) => entries.find(({ name }) => new URL(name).pathname === path);
    const [session, sales] = [of('/api/auth/session'), of('/api/reports/sales')];
    const named = [...document.head.querySelectorAll('link[rel], script[src]')].map((element) =>
      element instanceof HTMLLinkElement ? element.href : (element as HTMLScriptElement).src,
    );
    const code = entries.filter(({ name }) => named.includes(name) && /\.(js|css)$/.test(name));
    return {
      ...(window as unknown as { noted: Noted }).noted,
      codeMs: Math.max(
        0,
        ...code
          .filter(({ startTime }) => startTime < (session?.startTime ?? 0))
          .map(({ responseEnd }) => responseEnd),
      ),
      askedMs: session?.startTime ?? 0,
      knownMs: session?.responseEnd ?? 0,
      salesAskedMs: sales?.startTime ?? 0,
      salesMs: sales?.responseEnd ?? 0,
    };
  });
  await page.context().close();
  return {
    ...timed,
    scriptMs: metricMs('ScriptDuration'),
    layoutMs: metricMs('LayoutDuration') + metricMs('RecalcStyleDuration'),
  };
}

/** Runs in the page before it does: notes when these words were painted. */
function noteTimes(words: { figures: readonly string[]; whole: readonly string[] }): void {
  const noted: Noted = { figuresMs: 0, wholeMs: 0, paintMs: 0 };
  (window as unknown as { noted: Noted }).noted = noted;
  new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) noted.paintMs = startTime;
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  const note = (name: 'figuresMs' | 'wholeMs', wanted: readonly string[]): void => {
    const watch = new MutationObserver(() => {
      const text = document.documentElement.textContent;
      if (!wanted.every((each) => text.includes(each))) return;
      watch.disconnect();
      // The first callback is before the frame that shows them, the second one after it.
      requestAnimationFrame(() => requestAnimationFrame(() => (noted[name] = performance.now())));
    });
    watch.observe(document, { childList: true, subtree: true });
  };
  note('figuresMs', words.figures);
  note('wholeMs', words.whole);
}
