import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Linter } from 'eslint';

const ROOT = resolve(__dirname, '../..');
const RULES = ['no-restricted-imports', 'no-restricted-globals', 'no-restricted-properties'];

/** The lines of a text that our rules refuse, were it that file. The rules are asked for, and run without the types that others need. */
function refusedLines(file: string, lines: readonly string[]): string[] {
  const eslint = join(ROOT, 'node_modules/eslint/bin/eslint.js');
  const { stdout } = spawnSync(process.execPath, [eslint, '--print-config', file], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  const { rules } = JSON.parse(stdout) as { rules: Linter.RulesRecord };
  const ours = Object.fromEntries(RULES.map((name) => [name, rules[name] ?? 'off']));
  const messages = new Linter().verify(lines.join('\n'), { rules: ours });
  return [...new Set(messages.map(({ line }) => line - 1))].map((index) => lines[index] ?? '');
}

const opening = [
  `import a from 'nodemailer';`,
  `import b from 'nodemailer/lib/smtp-connection';`,
  `import c from 'http';`,
  `import d from 'node:http';`,
  `import e from 'net';`,
  `import f from 'tls';`,
  `import g from 'https';`,
  `import h from 'http2';`,
  `import i from 'dgram';`,
  `import j from 'undici/types/client';`,
  `import k from 'pg/lib/client';`,
  `import { env } from 'node:process';`,
  `import { env as other } from 'process';`,
  `import * as everything from 'node:process';`,
  `void process.env;`,
  `void fetch('http://127.0.0.1');`,
  `void globalThis.fetch('http://127.0.0.1');`,
  `new WebSocket('ws://127.0.0.1');`,
  `new EventSource('http://127.0.0.1');`,
];
const harmless = [
  `import { argv } from 'node:process';`,
  `import { readFile } from 'node:fs/promises';`,
  `import { createSmtp } from '@kassahook/mail/smtp';`,
];

describe('who opens sockets', () => {
  it('when an app does, by whatever name, then lint refuses each of its lines', () => {
    expect(refusedLines('apps/notifier/src/relay.ts', [...harmless, ...opening])).toEqual(opening);
  }, 120_000);

  it('when an adapter uses its own package, then that is its business, and the others are not', () => {
    const lines = [opening[0]!, opening[1]!, opening[3]!, opening[11]!];
    expect(refusedLines('libs/mail/src/smtp.ts', lines)).toEqual(lines.slice(2));
  }, 120_000);
});
