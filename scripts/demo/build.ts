/**
 * Builds every package for production: each TypeScript file of `src` becomes a JavaScript file in `dist`, with a source map.
 * No bundling: stack traces name our files, and a package's subpath exports stay what they are. Types are checked apart.
 * The cabinet is a page for browsers and is bundled. What has not changed since the last build is left as it is.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { buildCabinet, CABINET } from './buildCabinet.js';
import { buildWhenChanged } from './freshBuild.js';

async function packagesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => join(folder, entry.name));
}

function buildPackage(folder: string): Promise<boolean> {
  const source = join(folder, 'src');
  return buildWhenChanged({
    outDir: join(folder, 'dist'),
    sources: [source, join('scripts', 'demo', 'build.ts'), 'package-lock.json'],
    build: async (outdir) => {
      const files = (await readdir(source, { recursive: true })).filter((file) => file.endsWith('.ts'));
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
    },
  });
}

/** Builds all packages. Several processes may do so at once, also while others run from what was built before. */
export async function buildAll(): Promise<void> {
  const packages = [...(await packagesIn('libs')), ...(await packagesIn('apps'))];
  const folders = packages.filter((folder) => folder !== CABINET);
  const results = await Promise.all([...folders.map(buildPackage), buildCabinet()]);
  const built = results.filter(Boolean).length;
  const rest = built < results.length ? '; the others have not changed' : '';
  console.log(`built ${built} of ${results.length} packages${rest}`);
}
