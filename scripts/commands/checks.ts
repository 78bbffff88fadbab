import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

const FROM_SOURCE = ['--conditions=kassahook-source'];

interface Check {
  name: string;
  program: string;
  args: readonly string[];
}

/** The compiler in Go, which takes half the time; the one in JavaScript is there for eslint, which cannot do without (docs/adr/0061). */
const TSC = join('..', 'typescript-native', 'bin', 'tsc');

const CABINET = ['apps/cabinet', 'tests/cabinet'];

/**
 * What is checked without running the product: format, lint, types, arrows and cycles, dead code, printed documents. The longest come
 * first. Lint is two: the cabinet has tsconfigs, and so types, of its own, which nobody else needs. Eslint's own `--concurrency` would load all
 * types once for each thread.
 */
const CHECKS: readonly Check[] = [
  {
    name: 'lint',
    program: 'eslint',
    args: ['--max-warnings', '0', ...CABINET.flatMap((folder) => ['--ignore-pattern', `${folder}/**`]), '.'],
  },
  { name: 'lint of the cabinet', program: 'eslint', args: ['--max-warnings', '0', ...CABINET] },
  { name: 'format', program: 'prettier', args: ['--check', '--log-level', 'warn', '.'] },
  { name: 'types', program: TSC, args: ['-p', 'tsconfig.json'] },
  {
    name: 'types of the client, without Node’s',
    program: TSC,
    args: ['-p', 'libs/client/tsconfig.build.json', '--noEmit'],
  },
  { name: 'types of the cabinet', program: TSC, args: ['-p', 'apps/cabinet/tsconfig.json'] },
  { name: 'types of its tests', program: TSC, args: ['-p', 'tests/cabinet/tsconfig.json'] },
  {
    name: 'arrows and cycles',
    program: 'depcruise',
    args: ['--config', '.dependency-cruiser.cjs', 'apps', 'libs'],
  },
  { name: 'dead code', program: 'knip', args: ['--no-config-hints'] },
  {
    name: 'the cabinet’s words: none missing, none unused',
    program: 'tsx',
    args: [...FROM_SOURCE, 'scripts/cabinet/checkWords.ts'],
  },
  {
    name: 'the cabinet’s first view stays within its budget',
    program: 'tsx',
    args: [...FROM_SOURCE, 'scripts/cabinet/checkBundle.ts'],
  },
  {
    name: 'docs/topology.md is current',
    program: 'tsx',
    args: [...FROM_SOURCE, 'scripts/printTopology.ts', '--check'],
  },
  {
    name: 'docs/settings.md is current',
    program: 'tsx',
    args: [...FROM_SOURCE, 'scripts/printSettings.ts', '--check'],
  },
  {
    name: 'the client’s types are current',
    program: 'tsx',
    args: [...FROM_SOURCE, 'scripts/printClientTypes.ts', '--check'],
  },
];

/** The result of one check. */
export interface CheckResult {
  name: string;
  passed: boolean;
}

/** Runs every check, as many at once as there are cores (most of them use one), and says which failed. */
export async function runChecks(): Promise<CheckResult[]> {
  const waiting = [...CHECKS];
  const results: CheckResult[] = [];
  const lane = async (): Promise<void> => {
    for (let check = waiting.shift(); check; check = waiting.shift()) results.push(await runCheck(check));
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
  return results;
}

async function runCheck({ name, program, args }: Check): Promise<CheckResult> {
  const startedMs = performance.now();
  const { code, output } = await run(join('node_modules', '.bin', program), args);
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  const passed = code === 0;
  console.log(`${passed ? 'ok  ' : 'FAIL'}  ${name} (${seconds} s)`);
  if (!passed) console.log(output);
  return { name, passed };
}

async function run(program: string, args: readonly string[]): Promise<{ code: number; output: string }> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => resolve(exitCode ?? 1));
  });
  return { code, output: Buffer.concat(chunks).toString('utf8') };
}
