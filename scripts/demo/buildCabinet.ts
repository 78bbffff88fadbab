import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { build } from 'vite';
import { buildWhenChanged } from './freshBuild.js';

export const CABINET = join('apps', 'cabinet');
const compress = promisify(brotliCompress);
const PACKED = /\.(js|css|html|svg)$/;
/** 9 of 11: the last two levels take ten times as long for 3 %. */
const QUALITY = 9;
/**
 * Bundles the cabinet into its `dist` and puts a compressed copy beside each text, so that nothing is compressed while somebody waits.
 * @returns false when the bundle was current
 */
export async function buildCabinet(): Promise<boolean> {
  return buildWhenChanged({
    outDir: join(CABINET, 'dist'),
    sources: await sources(),
    build: async (folder) => {
      const outDir = resolve(folder);
      await build({ configFile: join(CABINET, 'vite.config.ts'), logLevel: 'warn', build: { outDir } });
      const files = (await readdir(folder, { recursive: true })).filter((file) => PACKED.test(file));
      await Promise.all(
        files.map(async (file) => {
          const content = await readFile(join(folder, file));
          const packed = await compress(content, { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } });
          await writeFile(join(folder, `${file}.br`), packed);
        }),
      );
    },
  });
}

/** With all libraries: they are bundled with it, and which of them it uses may change. */
async function sources(): Promise<string[]> {
  const own = ['src', 'public', 'index.html', 'vite.config.ts', 'tsconfig.json'];
  const libraries = await readdir('libs', { withFileTypes: true });
  return [
    ...own.map((name) => join(CABINET, name)),
    ...libraries.filter((entry) => entry.isDirectory()).map(({ name }) => join('libs', name, 'src')),
    join('scripts', 'demo', 'buildCabinet.ts'),
    'package-lock.json',
  ];
}
