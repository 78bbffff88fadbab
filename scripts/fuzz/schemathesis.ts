import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ServiceError } from '../services/types.js';

/** Pinned: what another version finds is another test. */
const REQUIREMENT = 'schemathesis==4.32.5';

/** The fuzzer, installed in a folder of its own. */
export interface Schemathesis {
  /** Runs it with its output here; the exit code. */
  run(args: readonly string[]): Promise<number>;
  /** Runs a Python program beside it. */
  python(program: string, args: readonly string[]): Promise<number>;
}

/**
 * Installs schemathesis into a virtual environment, once; pip finds its index by the machine's own settings.
 * @throws ServiceError that says what to type
 */
export async function installSchemathesis(folder: string): Promise<Schemathesis> {
  const bin = join(folder, 'bin');
  const stamp = join(folder, 'installed');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== REQUIREMENT) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(dirname(folder), { recursive: true });
    console.log(`installing ${REQUIREMENT}`);
    await mustWork(
      'python3',
      ['-m', 'venv', folder],
      'Type: apt-get install python3-venv   (or your system’s own)',
    );
    const advice = 'see above: the fuzzer comes from the Python package index that pip is set to';
    await mustWork(
      join(bin, 'pip'),
      ['install', '--quiet', '--disable-pip-version-check', REQUIREMENT],
      advice,
    );
    writeFileSync(stamp, REQUIREMENT);
  }
  return {
    // In its folder: it keeps notes where it runs.
    run: (args) => codeOf(join(bin, 'schemathesis'), args, folder),
    python: (program, args) => codeOf(join(bin, 'python'), ['-c', program, ...args]),
  };
}

async function mustWork(program: string, args: readonly string[], advice: string): Promise<void> {
  const code = await codeOf(program, args).catch(() => 1);
  if (code !== 0) throw new ServiceError(`${program} ${args.join(' ')} failed`, advice);
}

function codeOf(program: string, args: readonly string[], cwd?: string): Promise<number> {
  const child = spawn(program, args, { cwd, stdio: ['ignore', 'inherit', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}
