import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';
import { VERSION } from '../../platform/src/version.js';

const folder = join(__dirname, '..');

describe('the published package', () => {
  it('when it is bundled for a browser, then it needs no module of Node’s and no library', async () => {
    const { metafile, outputFiles } = await build({
      entryPoints: ['client', 'webhooks'].map((name) => join(folder, 'src', `${name}.ts`)),
      bundle: true,
      minify: true,
      write: false,
      metafile: true,
      platform: 'browser',
      format: 'esm',
      target: 'es2022',
      outdir: 'nowhere',
    });
    expect(Object.keys(metafile.inputs).filter((file) => !file.includes('libs/client/src/'))).toEqual([]);
    const bytes = outputFiles.reduce((sum, { contents }) => sum + contents.length, 0);
    expect(bytes).toBeLessThan(10_000);
  });

  it('when it is packed, then it may be published and has the product’s version', () => {
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    expect(manifest).toMatchObject({ name: '@kassahook/client', version: VERSION, license: 'MIT' });
    expect(manifest).not.toHaveProperty('private');
    expect(manifest).not.toHaveProperty('dependencies');
  });

  it('when a page of this repository imports it, then each name leads to the source of what is published', () => {
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      exports: Record<string, Record<string, string>>;
    };
    for (const { 'kassahook-source': source = '', ...published } of Object.values(manifest.exports)) {
      expect(existsSync(join(folder, source))).toBe(true);
      const built = source.replace('src', 'dist');
      expect(published).toEqual({
        types: built.replace(/ts$/, 'd.ts'),
        default: built.replace(/ts$/, 'js'),
      });
    }
  });
});
