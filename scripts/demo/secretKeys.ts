import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { demoPaths } from './demoPaths.js';

/** The demo's sealing key: made once, kept beside the data that it seals. */
export function demoSecretKeys(): string {
  if (existsSync(demoPaths.keysFile)) return readFileSync(demoPaths.keysFile, 'utf8').trim();
  const keys = `demo1:${randomBytes(32).toString('base64')}`;
  writeFileSync(demoPaths.keysFile, `${keys}\n`, { mode: 0o600 });
  return keys;
}
