/**
 * `npm test`: services and a browser, checks, build, then every test: unit, integration, end to end, and the short kill suite.
 * After a whole run one more check compares what the API answered with what its document describes (scripts/answers).
 * Extra arguments go to jest (`npm test -- libs/domain`); then the checks are left out and only those tests run.
 * The last line reads `N passed, M failed`: checks and tests together.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beginAnswerRecord } from '../answers/answerRecord.js';
import { buildAll } from '../demo/build.js';
import { ensureChromium } from '../services/chromium.js';
import { createServiceSet } from '../services/serviceSet.js';
import { ServiceError, serviceNames } from '../services/types.js';
import { runChecks } from './checks.js';

const dataDir = resolve('.data', 'test');
const reportFile = join(dataDir, 'jest.json');
const jestArgs = process.argv.slice(2);

interface JestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  numRuntimeErrorTestSuites: number;
}

async function runJest(urls: Record<string, string>): Promise<JestReport> {
  rmSync(reportFile, { force: true });
  const args = [
    'node_modules/jest/bin/jest.js',
    '--json',
    `--outputFile=${reportFile}`,
    '--testLocationInResults',
    ...jestArgs,
  ];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...urls },
  });
  await new Promise<void>((done, reject) => {
    child.once('error', reject);
    child.once('close', () => done());
  });
  return JSON.parse(readFileSync(reportFile, 'utf8')) as JestReport;
}

async function main(): Promise<void> {
  mkdirSync(dataDir, { recursive: true });
  let passed = 0;
  let failed = 0;
  const services = createServiceSet({ dataDir, log: (line) => console.log(line), only: serviceNames });
  try {
    // Services first: a missing one fails at once, before the long part.
    const urls = await services.start();
    await ensureChromium((line) => console.log(line));
    for (const name of serviceNames) console.log(services.service(name).description);
    if (jestArgs.length === 0) {
      const checks = await runChecks();
      passed += checks.filter((check) => check.passed).length;
      failed += checks.filter((check) => !check.passed).length;
    }
    await buildAll();
    const record = beginAnswerRecord(dataDir);
    const report = await runJest({ ...urls, ...record.variables });
    passed += report.numPassedTests;
    // A suite that could not even start, and a test that was skipped, are failures: nothing passes by not running.
    failed +=
      report.numFailedTests + report.numRuntimeErrorTestSuites + report.numPendingTests + report.numTodoTests;
    if (jestArgs.length === 0) {
      const problems = record.problems();
      for (const problem of problems) console.log(problem);
      if (problems.length === 0) passed += 1;
      else failed += 1;
    }
  } finally {
    await services.stop();
  }
  if (failed > 0) process.exitCode = 1;
  console.log(`${passed} passed, ${failed} failed`);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof ServiceError ? error.message : error);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}
