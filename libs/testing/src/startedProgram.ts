import { spawn } from 'node:child_process';
import { waitFor } from './waitFor.js';

/** A line of the log, as JSON. */
export type LogLine = Record<string, unknown> & { msg?: string };

/** A program in a process of its own, and what it has written so far. */
export interface StartedProgram {
  /** The lines of its log. */
  lines(): LogLine[];
  /** Waits for a line with this message and returns it. */
  line(msg: string): Promise<LogLine>;
  errors(): string;
  kill(signal: NodeJS.Signals): void;
  /** Resolves when the process is gone and its output is read to the end. */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

const LINE_LIMIT_MS = 30_000;

/**
 * Starts Node with these arguments and nothing else in its environment than `env` and the path.
 * @param args e.g. `['apps/api/dist/main.js']`
 */
export function startProgram(args: readonly string[], env: Readonly<Record<string, string>>): StartedProgram {
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: Buffer[] = [];
  const errors: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  const textOf = (chunks: Buffer[]) => Buffer.concat(chunks).toString('utf8');
  const lines = () =>
    textOf(output)
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as LogLine);
  return {
    lines,
    line: (msg) =>
      waitFor(() => lines().find((line) => line.msg === msg), {
        timeoutMs: LINE_LIMIT_MS,
        what: `"${msg}" in the log of ${args.join(' ')}`,
      }),
    errors: () => textOf(errors),
    kill: (signal) => void child.kill(signal),
    ended: new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) => resolve({ code, signal }));
    }),
  };
}
