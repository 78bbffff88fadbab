/**
 * Builds every package for production: each TypeScript file of `src` becomes a JavaScript file in `dist`, with a source map.
 * No bundling: stack traces name our files, and a package's subpath exports stay what they are. Types are checked apart.
 * The cabinet is a page for browsers and is bundled.
 */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { buildCabinet, CABINET } from './buildCabinet.js';

async function packagesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => join(folder, entry.name));
}

async function buildPackage(folder: string): Promise<number> {
  const source = join(folder, 'src');
  const files = (await readdir(source, { recursive: true })).filter((file) => file.endsWith('.ts'));
  const outdir = join(folder, 'dist');
  await rm(outdir, { recursive: true, force: true });
  await build({
    entryPoints: files.map((file) => join(source, file)),
    outdir,
    outbase: source,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    sourcemap: true,
    logLevel: 'warning',
  });
  return files.length;
}

/** Builds all packages. */
export async function buildAll(): Promise<void> {
  const packages = [...(await packagesIn('libs')), ...(await packagesIn('apps'))];
  const folders = packages.filter((folder) => folder !== CABINET);
  const [counts] = await Promise.all([Promise.all(folders.map(buildPackage)), buildCabinet()]);
  const files = counts.reduce((sum, count) => sum + count, 0);
  console.log(`built ${files} files of ${folders.length} packages`);
}
