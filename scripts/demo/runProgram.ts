import { spawn } from 'node:child_process';

/**
 * Runs one of our built programs to its end and returns what it wrote to its standard output.
 * @throws Error with its standard error when it ends with anything but 0
 */
export async function runProgram(
  file: string,
  env: Readonly<Record<string, string>>,
  input = '',
): Promise<string> {
  const child = spawn(process.execPath, ['--enable-source-maps', file], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const output: Buffer[] = [];
  const errors: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const text = Buffer.concat(output).toString('utf8');
  if (code !== 0)
    throw new Error(
      `${file} ended with ${code ?? 'a signal'}:\n${text}${Buffer.concat(errors).toString('utf8')}`,
    );
  return text;
}
