/**
 * Measures the first view of the overview in a browser whose CPU is slowed down four times: `npm run cabinet:speed`.
 * Needs what the tests of the cabinet need: `npm run build` before it, a Chromium, and the services' addresses in the environment
 * (`eval "$(node scripts/bootstrap.mjs scripts/services/main.ts start)"`). Takes less than a minute; the machine should do nothing else.
 */
import { createCabinet } from '../cabinet.js';
import { createDay } from '../pictures/day.js';
import { measureFirstView, type FirstView } from './measureFirstView.js';

/** Of each width; the first one warms up the server and is not counted. */
const LOADS = 7;
/** What the page is asked to keep, ms. */
const GOAL_MS = 1_500;
/** What is told of a load, in the order in which it happens. */
const ROWS: readonly [keyof FirstView, string][] = [
  ['codeMs', 'scripts and styles loaded'],
  ['askedMs', 'who is logged in: asked'],
  ['knownMs', 'who is logged in: answered'],
  ['salesAskedMs', 'sales: asked'],
  ['salesMs', 'sales: answered'],
  ['figuresMs', 'figures visible'],
  ['paintMs', 'largest contentful paint'],
  ['wholeMs', 'the whole page visible'],
  ['scriptMs', 'of it in scripts, in all'],
  ['layoutMs', 'of it in styles and layout, in all'],
];

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;

async function measure(): Promise<void> {
  const cabinet = await createCabinet({ LADDER_MS: '0,400,600000,3600000,86400000' });
  try {
    const owner = await cabinet.signUpOwner();
    await createDay(cabinet, owner);
    for (const width of ['desk', 'phone'] as const) {
      const views: FirstView[] = [];
      for (let load = 0; load <= LOADS; load += 1) {
        const view = await measureFirstView(cabinet, owner, width);
        if (load > 0) views.push(view);
      }
      console.log(`${width}: ${LOADS} first views, CPU slowed down 4 times (median, worst; ms)`);
      for (const [key, words] of ROWS) {
        const sorted = views.map((view) => view[key]).sort((a, b) => a - b);
        console.log(`  ${words.padEnd(36)} ${at(sorted, 0.5).toFixed(0)}  ${at(sorted, 1).toFixed(0)}`);
      }
      const figures = views.map(({ figuresMs }) => figuresMs).sort((a, b) => a - b);
      console.log(`  goal of ${GOAL_MS} ms: ${at(figures, 0.5) < GOAL_MS ? 'kept' : 'missed'}`);
    }
  } finally {
    await cabinet.close();
  }
}

await measure();
