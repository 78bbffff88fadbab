import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { ReportTotals } from './report.js';

/** The suite has limits of its own, which are shorter. */
const LIMIT_MS = 12 * 60_000;

/**
 * A program of its own: it outlives a test that is given up by as long as it needs to stop what it started, and its proxies do not share
 * a thread with anything.
 */
async function runShortSuite(): Promise<ReportTotals> {
  const folder = mkdtempSync(join(tmpdir(), 'kassahook-chaos-'));
  const reportFile = join(folder, 'report.json');
  const args = ['--conditions=kassahook-source', '--import', 'tsx', 'tests/chaos/main.ts'];
  // The channel tells it when we are gone.
  const child = spawn(process.execPath, [...args, '--short', '--no-build', '--report', reportFile], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const output: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => output.push(chunk));
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    if (code !== 0) throw new Error(Buffer.concat(output).toString('utf8').slice(-6_000));
    return (JSON.parse(readFileSync(reportFile, 'utf8')) as { totals: ReportTotals }).totals;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('the kill suite', () => {
  it(
    'when every process and every service is killed under load, then no committed event is lost and no receipt printed twice',
    async () => {
      const totals = await runShortSuite();
      expect(totals).toMatchObject({ lost: 0, faults: 0, unplannedEndings: 0 });
      expect(totals.events).toBeGreaterThanOrEqual(2_000);
      const { operationEnds } = totals;
      expect(operationEnds['SUCCESS']).toBeGreaterThanOrEqual(100);
      for (const end of ['PaperOutError', 'TimeoutError', 'RegisterLostError']) {
        expect([end, operationEnds[end] ?? 0]).not.toEqual([end, 0]);
      }
      expect(totals.fewestKills).toBeGreaterThanOrEqual(1);
      expect(totals.duplicateShare).toBeLessThan(0.005);
    },
    LIMIT_MS,
  );
});
