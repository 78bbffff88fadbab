/** Prints docs/settings.md from the settings' own schemas; with `--check` it only says whether the file is current. */
import { readFileSync, writeFileSync } from 'node:fs';
import { SETTINGS } from '@kassahook/platform/env';

const FILE = 'docs/settings.md';

function row([name, schema]: [string, (typeof SETTINGS)[keyof typeof SETTINGS]]): string {
  const parsed = schema.safeParse(undefined);
  const shown = parsed.success ? `\`${JSON.stringify(parsed.data)}\`` : 'required';
  return `| \`${name}\` | ${shown} | ${schema.description ?? ''} |`;
}

const text = [
  '# Settings',
  '',
  'Every process reads its settings from the environment once, at its start; all mistakes are listed at once.',
  'Each process takes only the settings that it needs. This page is printed from the schemas (`npm run settings`).',
  '',
  '| setting | default | what it is |',
  '| --- | --- | --- |',
  ...Object.entries(SETTINGS).map(row),
  '',
].join('\n');

if (process.argv.includes('--check')) {
  if (readFileSync(FILE, 'utf8') !== text) {
    console.error(`${FILE} is not current. Type: npm run settings`);
    process.exitCode = 1;
  }
} else {
  writeFileSync(FILE, text);
}
