/**
 * `npm run chaos`: the long kill suite, about ten minutes. `npm run chaos -- --short` is the form that runs with the tests.
 * Options: --seed <text> repeats a run's decisions; --report <file> writes the numbers as JSON; --only mongo,api hurts nothing else;
 * --kills <n> times each; --no-build runs what was built before.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { buildAll } from '../../scripts/demo/build.js';
import { ServiceError } from '../../scripts/services/types.js';
import { LONG_PLAN, PARTS, SHORT_PLAN } from './plan.js';
import { hasPassed, reportTable, totalsOf } from './report.js';
import { runSuite } from './suite.js';

/** More are in the report file. */
const FAULTS_SHOWN = 40;

async function chaos(): Promise<void> {
  const { values } = parseArgs({
    options: {
      short: { type: 'boolean', default: false },
      seed: { type: 'string' },
      report: { type: 'string' },
      only: { type: 'string' },
      kills: { type: 'string' },
      'no-build': { type: 'boolean', default: false },
    },
  });
  const stopping = new AbortController();
  const stop = (why: string) => () => stopping.abort(new Error(`stopped by ${why}`));
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, stop(name));
  process.once('disconnect', stop('the end of its parent'));

  const form = values.short ? SHORT_PLAN : LONG_PLAN;
  const plan = {
    ...form,
    parts: PARTS.filter((part) => values.only?.split(',').includes(part) ?? true),
    killsPerPart: Number(values.kills ?? form.killsPerPart),
  };
  const seed = values.seed ?? randomBytes(4).toString('hex');
  const startedMs = Date.now();
  const say = (line: string) =>
    console.log(`[${((Date.now() - startedMs) / 1_000).toFixed(0).padStart(4)} s] ${line}`);
  say(`kill suite, ${plan.name} form, seed ${seed}`);
  if (!values['no-build']) await buildAll();
  else if (!existsSync('apps/deliverer/dist/main.js'))
    throw new ServiceError('not built', 'Type: npm run build');
  const report = await runSuite({ plan, seed, say, signal: stopping.signal });
  const totals = totalsOf(report);
  if (values.report) writeFileSync(values.report, JSON.stringify({ totals, ...report }, null, 2));

  for (const { hook, key } of report.verdict.lost.slice(0, FAULTS_SHOWN))
    console.log(`LOST at ${hook}: ${key}`);
  for (const fault of report.verdict.faults.slice(0, FAULTS_SHOWN)) console.log(`FAULT ${fault}`);
  console.log(`\n${reportTable(report)}\n`);
  const isGood = hasPassed(totals);
  console.log(isGood ? 'nothing was lost' : 'FAILED');
  process.exitCode = isGood ? 0 : 1;
}

chaos()
  .catch((error: unknown) => {
    console.error(error instanceof ServiceError ? error.message : error);
    process.exitCode = 1;
  })
  // An IPC channel to a parent would keep the process alive.
  .finally(() => process.connected && process.disconnect());
