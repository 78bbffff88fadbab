import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What a program says about its version, or an empty string: a board line is no reason to fail. */
export async function readVersion(
  command: string,
  args: readonly string[],
  pattern: RegExp,
): Promise<string> {
  try {
    const { stdout, stderr } = await run(command, args, { timeout: 10_000 });
    return pattern.exec(stdout + stderr)?.[1] ?? '';
  } catch {
    return '';
  }
}
