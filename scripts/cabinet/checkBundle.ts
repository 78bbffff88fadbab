/**
 * Part of `npm run check`: builds the cabinet, when it has changed, and adds up what a browser loads before the overview is there: the
 * entry, which has that page, and the words of a language, with everything that they import at once. What is loaded later (charts,
 * dialogs, other pages) does not count.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildCabinet, CABINET } from '../demo/buildCabinet.js';

/** Gzip, in bytes. */
const BUDGET = 250_000;
/** Each is a request, and on a slow CPU an own compilation. */
const FILES_MAX = 12;

interface Chunk {
  file: string;
  imports?: readonly string[];
}

const FIRST_VIEW = ['index.html', 'src/locales/ru/firstWords.ts'];

await buildCabinet();
const folder = join(CABINET, 'dist');
const manifest = JSON.parse(readFileSync(join(folder, '.vite', 'manifest.json'), 'utf8')) as Record<
  string,
  Chunk
>;
const wanted = new Set<string>();
const want = (name: string): void => {
  const chunk = manifest[name];
  if (!chunk) throw new Error(`the bundle has no ${name}`);
  if (wanted.has(name)) return;
  wanted.add(name);
  for (const imported of chunk.imports ?? []) want(imported);
};
for (const name of FIRST_VIEW) want(name);

const sizes = [...wanted]
  .map((name) => manifest[name]?.file ?? '')
  .filter((file) => file.endsWith('.js'))
  .map((file) => ({ file, bytes: gzipSync(readFileSync(join(folder, file))).length }))
  .sort((a, b) => b.bytes - a.bytes);
const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
const kilobytes = (bytes: number): string => `${(bytes / 1_000).toFixed(1)} KB`;
for (const { file, bytes } of sizes) console.log(`${kilobytes(bytes)}  ${file}`);
console.log(
  `${kilobytes(total)} of ${kilobytes(BUDGET)} in ${sizes.length} of ${FILES_MAX} files before the overview is there`,
);
process.exitCode = total <= BUDGET && sizes.length <= FILES_MAX ? 0 : 1;
